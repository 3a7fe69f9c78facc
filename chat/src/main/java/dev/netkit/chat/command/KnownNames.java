package dev.netkit.chat.command;

import dev.netkit.chat.client.ChatEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Who is there, as far as it was told: for completing names. For use by several threads. */
final class KnownNames {
    private static final int MOST = 10_000;

    private final Set<String> names =
            new ConcurrentSkipListSet<>(String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.<String>naturalOrder()));

    void hear(ChatEvent event) {
        if (event instanceof ChatEvent.Users users) {
            users.usernames().forEach(this::add);
        } else if (event instanceof ChatEvent.Joined joined) {
            add(joined.username());
        } else if (event instanceof ChatEvent.Said said) {
            add(said.message().username());
        } else if (event instanceof ChatEvent.Confided confided) {
            add(confided.message().username());
        } else if (event instanceof ChatEvent.Left left) {
            names.remove(left.username());
        }
    }

    private void add(String name) {
        if (names.size() < MOST) {
            names.add(name);
        }
    }

    List<String> all() {
        return List.copyOf(names);
    }

    /** The longest name with which the text begins, and which a blank follows: names may have blanks in them. */
    Optional<String> at(String text) {
        return names.stream().filter(name -> text.startsWith(name + " ")).max(Comparator.comparingInt(String::length));
    }
}
