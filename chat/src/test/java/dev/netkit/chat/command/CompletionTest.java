package dev.netkit.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.chat.client.ChatEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionTest {
    private final KnownNames names = new KnownNames();
    private final Completion completion = new Completion(names, () -> List.of("lobby", "attic"));

    @Test
    void aSlashBeginsACommand() {
        assertThat(completion.candidates(0, "/", "/")).contains("/join", "/msg", "/quit");
    }

    @Test
    void whereARoomIsWantedRoomsAreOffered() {
        assertThat(completion.candidates(1, "/leave", "")).containsExactly("lobby", "attic");
    }

    @Test
    void elsewhereItIsTheNamesOfThoseWhoAreThere() {
        names.hear(new ChatEvent.Users("lobby", List.of("bob", "Ann", "eve")));
        names.hear(new ChatEvent.Left("eve", "lobby"));
        names.hear(new ChatEvent.Joined("zoe", "lobby"));
        assertThat(completion.candidates(1, "/msg", "")).containsExactly("Ann", "bob", "zoe");
        assertThat(completion.candidates(0, "", "")).containsExactly("Ann", "bob", "zoe");
    }

    @Test
    void aNameMayHaveABlankInIt() {
        names.hear(new ChatEvent.Users("lobby", List.of("ann", "ann b")));
        assertThat(names.at("ann b hi")).contains("ann b");
        assertThat(names.at("ann bends")).contains("ann");
        assertThat(names.at("bob hi")).isEmpty();
    }
}
