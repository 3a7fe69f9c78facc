package dev.netkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.netkit.chat.room.Member;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rooms, and what is said to one person alone. */
@Timeout(120)
class RoomsTest extends OpenChat {
    @Test
    void whatIsSaidInARoomStaysThere() {
        try (Chatter ann = chat.chatter("ann");
                Chatter bob = chat.chatter("bob")) {
            ann.says("join", "room", "#den");
            assertThat(ann.hears("users").path("room").asText()).isEqualTo("den");
            ann.says("text", "content", "in the den").says("text", "content", "in the lobby", "room", "lobby");
            assertThat(ann.hearsTexts(2)).containsExactlyInAnyOrder("in the den", "in the lobby");
            assertThat(bob.hearsTexts(1)).containsExactly("in the lobby");
        }
    }

    @Test
    void eachRoomHasNumbersOfItsOwn() {
        try (Chatter ann = chat.chatter("ann")) {
            ann.says("text", "content", "1").says("text", "content", "2").says("join", "room", "den");
            ann.says("text", "content", "1 there");
            ann.hearsTexts(2);
            assertThat(ann.hears("message").path("seq").asLong()).isEqualTo(1);
        }
    }

    @Test
    void joiningAndLeavingAreToldToThoseWhoAreThere() {
        try (Chatter ann = chat.chatter("ann");
                Chatter bob = chat.chatter("bob")) {
            ann.says("join", "room", "den").hears("users");
            bob.says("join", "room", "den");
            assertThat(bob.hears("users").path("usernames").toString()).isEqualTo("[\"ann\",\"bob\"]");
            bob.says("leave", "room", "#den").hearsUntilPong();
            assertThat(ann.hearsUntilPong())
                    .extracting(JsonNode::toString)
                    .contains(
                            Chatter.json("joined", "username", "bob", "room", "den"),
                            Chatter.json("left", "username", "bob", "room", "den"));
            bob.says("text", "content", "hi", "room", "den");
            assertThat(bob.hearsError()).isEqualTo("no-such-room");
            bob.says("leave", "room", "den");
            assertThat(bob.hearsError()).isEqualTo("no-such-room");
        }
    }

    @Test
    void whoIsToldByRoom() {
        try (Chatter ann = chat.chatter("ann");
                Chatter bob = chat.chatter("bob")) {
            bob.says("join", "room", "den");
            bob.hears("users");
            ann.says("who");
            assertThat(ann.hears("users").toString())
                    .isEqualTo(Chatter.json("users", "room", "lobby", "usernames", List.of("ann", "bob")));
            ann.says("who", "room", "#den");
            assertThat(ann.hears("users").toString())
                    .isEqualTo(Chatter.json("users", "room", "den", "usernames", List.of("bob")));
            ann.says("who", "room", "cellar");
            assertThat(ann.hearsError()).isEqualTo("no-such-room");
        }
    }

    @Test
    void aRoomEndsWithTheLastWhoIsThereAndItsNumbersBeginAnew() {
        try (Chatter ann = chat.chatter("ann")) {
            ann.says("join", "room", "den", "since", 0);
            String epoch = ann.hears("history").path("epoch").asText();
            ann.says("text", "content", "1").says("leave", "room", "den");
            await().atMost(ChatFixture.PATIENCE)
                    .until(() -> !chat.server.host().who().containsKey("den"));
            ann.says("join", "room", "den", "since", 1, "epoch", epoch);
            JsonNode history = ann.hears("history");
            assertThat(history.path("epoch").asText()).isNotEqualTo(epoch);
            assertThat(history.path("complete").asBoolean()).isFalse();
            assertThat(history.path("to").asLong()).isZero();
        }
    }

    @Test
    void aRoomThatIsKeptGoesOnWithItsNumbers() throws IOException {
        try (ChatFixture keeping = ChatFixture.keepingRooms();
                Chatter ann = keeping.chatter("ann")) {
            ann.says("join", "room", "den").says("text", "content", "kept").says("leave", "room", "den");
            ann.hearsUntilPong();
            assertThat(keeping.server.host().who()).containsEntry("den", List.of());
            ann.says("join", "room", "den", "since", 0);
            assertThat(ann.hears("history").path("to").asLong()).isEqualTo(1);
            assertThat(ann.hearsTexts(1)).containsExactly("kept");
        }
    }

    @Test
    void aRoomInNobodysNameIsRefused() {
        try (Chatter ann = chat.chatter("ann")) {
            for (String room : List.of("", "#", "two words", "a\nb", "x".repeat(65))) {
                ann.says("join", "room", room);
                assertThat(ann.hearsError()).as(room).isEqualTo("bad-name");
            }
        }
    }

    @Test
    void oneIsInAHundredRoomsAtMost() {
        try (Chatter ann = chat.chatter("ann")) {
            for (int i = 1; i < Member.MOST_ROOMS; i++) {
                ann.says("join", "room", "den-" + i);
            }
            ann.says("join", "room", "one-too-many");
            assertThat(ann.hearsError()).isEqualTo("too-many-rooms");
            ann.says("join", "room", "den-1").says("leave", "room", "den-2").says("join", "room", "another");
            assertThat(ann.hearsUntilPong())
                    .noneMatch(heard -> heard.path("type").asText().equals("error"));
            assertThat(chat.server.host().who()).containsKey("another").doesNotContainKey("one-too-many");
        }
    }

    @Test
    void whatIsForOneAloneIsHeardByTheTwoAndNobodyElse() {
        try (Chatter ann = chat.chatter("ann");
                Chatter bob = chat.chatter("Bob");
                Chatter eve = chat.chatter("eve")) {
            ann.says("text", "content", "psst", "to", "bob", "id", "7");
            for (Chatter one : List.of(ann, bob)) {
                JsonNode heard = one.hears("message");
                assertThat(heard.path("content").asText()).isEqualTo("psst");
                assertThat(heard.path("username").asText()).isEqualTo("ann");
                assertThat(heard.path("seq").asLong()).isZero();
                assertThat(heard.path("id").asText()).isEqualTo("7");
                assertThat(heard.has("to")).isTrue();
            }
            assertThat(eve.hearsUntilPong()).noneMatch(heard -> heard.has("content"));
        }
    }

    @Test
    void whoIsNotHereOrNotAnyMoreIsToldApart() {
        try (Chatter ann = chat.chatter("ann")) {
            ann.says("text", "content", "psst", "to", "bob");
            assertThat(ann.hearsError()).isEqualTo("no-such-user");
            chat.chatter("bob").close();
            await().atMost(ChatFixture.PATIENCE)
                    .until(() -> chat.server.host().who().get("lobby").size() == 1);
            ann.says("text", "content", "psst", "to", "bob");
            assertThat(ann.hearsError()).isEqualTo("gone");
            ann.says("text", "content", "psst", "to", "\u202e");
            assertThat(ann.hearsError()).isEqualTo("bad-name");
        }
    }
}
