package dev.netkit.discovery.scan;

import static java.util.stream.Collectors.groupingBy;

import dev.netkit.discovery.MacAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares rounds of looking at the same network. A host is who has its hardware address; where that is not to be seen,
 * who has its address. An address that is only remembered says nothing: neither that its host is there, nor that it is
 * not. For one thread.
 */
public final class Changes {
    private final int mostMissed;
    private final List<Known> known = new ArrayList<>();

    /** A host that was up, as it was seen last. */
    private static final class Known {
        private Sighting last;
        private int missed;

        Known(Sighting last) {
            this.last = last;
        }

        void seen(Sighting now) {
            Optional<MacAddress> mac = now.mac().or(last::mac);
            last = new Sighting(now.address(), now.presence(), mac, now.name(), now.ports());
            missed = 0;
        }
    }

    /** @param mostMissed in how many rounds running a host must be missing to be down, at least 1 */
    public Changes(int mostMissed) {
        if (mostMissed < 1) {
            throw new IllegalArgumentException("who was never missed is not down");
        }
        this.mostMissed = mostMissed;
    }

    /** What is different from the rounds before; in the first one everybody who is up has come up. */
    public List<Change> round(Collection<Sighting> seen) {
        Map<InetAddress, Sighting> byAddress = new LinkedHashMap<>();
        seen.forEach(sighting -> byAddress.put(sighting.address(), sighting));
        List<Change> changes = new ArrayList<>();
        Set<Known> met = new HashSet<>();
        meetAgain(byAddress.values(), met, changes).forEach(now -> meet(now, met, changes));
        miss(byAddress, met, changes);
        return changes;
    }

    /** Returns who is up and was not known to be where it is. */
    private List<Sighting> meetAgain(Collection<Sighting> seen, Set<Known> met, List<Change> changes) {
        Map<InetAddress, List<Known>> knownAt = known.stream().collect(groupingBy(host -> host.last.address()));
        List<Sighting> strangers = new ArrayList<>();
        for (Sighting now : seen) {
            if (now.presence() == Presence.UP) {
                knownAt.getOrDefault(now.address(), List.of()).stream()
                        .filter(host -> host.last.mayBe(now))
                        .findFirst()
                        .ifPresentOrElse(host -> again(host, now, met, changes), () -> strangers.add(now));
            }
        }
        return strangers;
    }

    private void meet(Sighting stranger, Set<Known> met, List<Change> changes) {
        Optional<Known> moved = stranger.mac().flatMap(this::onlyOne).filter(host -> !met.contains(host));
        if (moved.isPresent()) {
            changes.add(new Change.Moved(stranger, moved.get().last.address()));
            again(moved.get(), stranger, met, changes);
        } else {
            Known host = new Known(stranger);
            known.add(host);
            met.add(host);
            changes.add(new Change.Up(stranger));
        }
    }

    /** A card with several addresses does not move when one of them goes and another comes. */
    private Optional<Known> onlyOne(MacAddress mac) {
        List<Known> all = known.stream()
                .filter(host -> host.last.mac().equals(Optional.of(mac)))
                .toList();
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    private static void again(Known host, Sighting now, Set<Known> met, List<Change> changes) {
        now.ports().forEach((port, state) -> {
            PortState before = host.last.ports().getOrDefault(port, state);
            if (before != state) {
                changes.add(new Change.Port(now, port, before, state));
            }
        });
        host.seen(now);
        met.add(host);
    }

    private void miss(Map<InetAddress, Sighting> seen, Set<Known> met, List<Change> changes) {
        for (Known host : List.copyOf(known)) {
            Optional<Sighting> now = Optional.ofNullable(seen.get(host.last.address()));
            boolean remembered =
                    now.isPresent() && now.get().presence() == Presence.REMEMBERED && host.last.mayBe(now.get());
            if (!met.contains(host) && !remembered) {
                host.missed++;
            }
            if (host.missed >= mostMissed) {
                known.remove(host);
                changes.add(new Change.Down(host.last));
            }
        }
    }
}
