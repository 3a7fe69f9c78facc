package dev.netkit.chat.client;

/**
 * Is told what happens in a conversation, one event after another, by the threads of its connection: while it takes its
 * time nothing more is read from the server, which is as it should be where a pipe is full.
 */
public interface ChatListener {
    void on(ChatEvent event);
}
