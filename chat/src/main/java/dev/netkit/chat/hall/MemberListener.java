package dev.netkit.chat.hall;

/** Is told what happens in the chat, by many threads at once, and must not block for long or throw. */
public interface MemberListener {
    /** Whether events are wanted; one that is not need not even be made. */
    boolean wanted();

    void on(MemberEvent event);

    /** Hears nothing. */
    MemberListener NONE = new MemberListener() {
        @Override
        public boolean wanted() {
            return false;
        }

        @Override
        public void on(MemberEvent event) {}
    };
}
