package dev.netkit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.chat.hall.ChatHost;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the one who runs the server does meanwhile. */
@Timeout(60)
class HostTest extends OpenChat {
    private ChatHost host;

    @BeforeEach
    void findHost() {
        host = chat.server.host();
    }

    @Test
    void whoIsToldByRoomAndName() {
        try (Chatter bob = chat.chatter("bob");
                Chatter ann = chat.chatter("Ann")) {
            ann.says("join", "room", "den").hearsUntilPong();
            assertThat(host.who()).containsOnlyKeys("den", "lobby").containsEntry("lobby", List.of("Ann", "bob"));
            assertThat(bob.hearsUntilPong()).hasSize(1);
        }
    }

    @Test
    void whatTheHostSaysAllHearInTheirOwnWords() {
        try (Chatter ann = chat.chatter("ann");
                JimPeer jim = chat.jim("jim")) {
            host.say("tea is ready");
            assertThat(ann.hears("notice").path("content").asText()).isEqualTo("tea is ready");
            assertThat(jim.hearsText().path("message").asText()).isEqualTo("tea is ready");
        }
    }

    @Test
    void whoIsKickedIsOutAndMayComeAgain() {
        try (Chatter ann = chat.chatter("ann");
                Chatter bob = chat.chatter("bob")) {
            assertThat(host.kick("ANN")).isTrue();
            assertThat(ann.hears("error").path("code").asText()).isEqualTo("kicked");
            ann.socket().awaitEnd();
            assertThat(bob.hears("left").path("username").asText()).isEqualTo("ann");
            assertThat(chat.events.first(Disconnected.class).reason()).isEqualTo(EndReason.KICKED);
            assertThat(host.kick("ann")).isFalse();
        }
    }

    @Test
    void whoIsMutedHearsButIsNotHeard() {
        try (Chatter ann = chat.chatter("ann");
                Chatter bob = chat.chatter("bob")) {
            assertThat(host.mute("ann", true)).isTrue();
            ann.says("text", "content", "hear me");
            assertThat(ann.hearsError()).isEqualTo("muted");
            ann.says("text", "content", "hear me", "to", "bob");
            assertThat(ann.hearsError()).isEqualTo("muted");
            bob.says("text", "content", "peace");
            assertThat(ann.hearsTexts(1)).containsExactly("peace");
            assertThat(host.mute("ann", false)).isTrue();
            ann.says("text", "content", "thanks");
            assertThat(bob.hearsTexts(2)).containsExactly("peace", "thanks");
        }
    }

    @Test
    void anotherNameDoesNotUnmute() {
        try (Chatter ann = chat.chatter("ann")) {
            host.mute("ann", true);
            ann.says("hello", "username", "anna").says("text", "content", "hear me");
            assertThat(ann.hearsError()).isEqualTo("muted");
        }
    }

    @Test
    void nobodyIsKickedOrMutedWhoIsNotThere() {
        assertThat(host.kick("nobody")).isFalse();
        assertThat(host.mute("nobody", true)).isFalse();
        assertThat(host.kick("\u0007")).isFalse();
    }
}
