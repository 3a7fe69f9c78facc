package dev.netkit.chat.hall;

import dev.netkit.chat.room.Member;
import dev.netkit.chat.talk.ChatName;
import dev.netkit.chat.talk.Refused;
import dev.netkit.chat.talk.Refused.Reason;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Who has which name: one member for all names that look alike. For use by many threads at once. */
final class Register {
    private static final int NAMES_REMEMBERED = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Set<String> muted = new HashSet<>();
    private final Set<String> seen = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > NAMES_REMEMBERED;
        }
    });

    /**
     * Gives a member its name, or another one.
     *
     * @return the one whose place this one takes because it has that one's secret, if there is one
     * @throws Refused if somebody else has the name, or one that looks like it
     */
    Optional<Member> enter(Member member, ChatName name, Optional<String> session) throws Refused {
        lock.lock();
        try {
            String key = name.skeleton();
            Optional<Member> other = Optional.ofNullable(members.get(key)).filter(holder -> holder != member);
            if (member.hasDeparted() || other.isPresent() && !other.get().isOf(session)) {
                throw new Refused(Reason.NAME_TAKEN, "somebody here has that name, or one that looks like it");
            }
            member.name().ifPresent(before -> renamed(member, before.skeleton(), key));
            members.put(key, member);
            seen.add(key);
            member.isCalled(name, session);
            return other;
        } finally {
            lock.unlock();
        }
    }

    /** Another name does not unmute. */
    private void renamed(Member member, String before, String key) {
        members.remove(before, member);
        if (muted.contains(before)) {
            muted.add(key);
        }
    }

    /** Whoever has departed has no name any more; to be told after {@link Member#departs}. */
    void leave(Member member) {
        lock.lock();
        try {
            member.name().ifPresent(name -> members.remove(name.skeleton(), member));
        } finally {
            lock.unlock();
        }
    }

    /** Somebody by name. */
    Member find(String username) throws Refused {
        String key = ChatName.ofPerson(username).skeleton();
        lock.lock();
        try {
            Member member = members.get(key);
            if (member == null) {
                throw seen.contains(key)
                        ? new Refused(Reason.GONE, "that one has left")
                        : new Refused(Reason.NO_SUCH_USER, "nobody here has that name");
            }
            return member;
        } finally {
            lock.unlock();
        }
    }

    /** Everybody who has a name now. */
    Collection<Member> all() {
        lock.lock();
        try {
            return List.copyOf(members.values());
        } finally {
            lock.unlock();
        }
    }

    /** What the name says is refused from now on, whoever has it, or no more; false if it is nobody's. */
    boolean mute(ChatName name, boolean yes) {
        lock.lock();
        try {
            String key = name.skeleton();
            boolean here = members.containsKey(key);
            if (yes && here) {
                muted.add(key);
            }
            boolean was = !yes && muted.remove(key);
            return here || was;
        } finally {
            lock.unlock();
        }
    }

    boolean isMuted(ChatName name) {
        lock.lock();
        try {
            return !muted.isEmpty() && muted.contains(name.skeleton());
        } finally {
            lock.unlock();
        }
    }
}
