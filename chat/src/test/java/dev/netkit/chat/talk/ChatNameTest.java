package dev.netkit.chat.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.netkit.chat.talk.Refused.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"ann", "Ann", "Zoë", "Иван", "Ἑλένη", "李雷", "a b", "o'neil", "😀", "x", "42", "مريم", "-_-"})
    void peopleAreCalledWhatTheyLike(String name) throws Refused {
        assertThat(ChatName.ofPerson(name).text()).isEqualTo(name);
    }

    @Test
    void blanksAroundAreNoPartOfAName() throws Refused {
        assertThat(ChatName.ofPerson("  ann \t").text()).isEqualTo("ann");
    }

    @Test
    void lettersAreComposed() throws Refused {
        assertThat(ChatName.ofPerson("Zoe\u0308").text()).isEqualTo("Zoë");
    }

    @Test
    void aNameHasUpToSixtyFourCharactersHoweverManyBytesTheyTake() throws Refused {
        assertThat(ChatName.ofPerson("😀".repeat(64)).text()).hasSize(128);
        assertRefused("😀".repeat(65));
        assertRefused("a".repeat(65));
        assertRefused("a".repeat(1_000_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "a  b",
                "a\tb",
                "a\nb",
                "a\0b",
                "\u001b[31mred",
                "an\u200bn",
                "an\u200dn",
                "an\u00adn",
                "\u202enna",
                "ann\u2066",
                "\ufeffann",
                "a\u00a0b",
                "a\u3000b",
                "\u3164",
                "\u2800",
                "ann\ufe0f",
                "ann\ud800",
                "ann\ue000"
            })
    void whatCannotBeSeenIsNoPartOfAName(String name) {
        assertRefused(name);
    }

    @ParameterizedTest
    @CsvSource({
        "paul, Paul",
        "paul, PAUL",
        "paul, pаul", // Cyrillic a
        "paul, рaul", // Cyrillic r
        "paul, ραul", // Greek rho and alpha
        "paul, ｐａｕｌ",
        "paul, 𝐩𝐚𝐮𝐥",
        "paul, pául",
        "paul, pa ul",
        "bill, biII",
        "bill, b1ll",
        "bill, bi|l",
        "bob, b0b",
        "bob, Вob", // Cyrillic Ve
        "bob, bοb", // Greek omicron
        "modem, modern",
        "walter, vvalter",
        "xenia, хеniа",
        "sophie, ѕорһіе",
        "fine, ﬁne",
        "strasse, straße"
    })
    void imitationsLookLikeWhatTheyImitate(String name, String imitation) throws Refused {
        assertThat(ChatName.ofPerson(imitation).skeleton())
                .isEqualTo(ChatName.ofPerson(name).skeleton());
    }

    @ParameterizedTest
    @CsvSource({"ann, anna", "ann, anne", "bob, bobo", "иван, ивана", "user-1, user-2", "a, b", "李雷, 李蕾", "😀, 😁"})
    void differentNamesLookDifferent(String name, String other) throws Refused {
        assertThat(ChatName.ofPerson(other).skeleton())
                .isNotEqualTo(ChatName.ofPerson(name).skeleton());
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "Server", "SERVER", "ѕerver", "sеrvеr", "ｓｅｒｖｅｒ", " server ", "sérver"})
    void nobodyIsCalledAsTheServerIs(String name) {
        assertRefused(name);
    }

    @Test
    void aRoomMayBeWrittenWithItsSign() throws Refused {
        assertThat(ChatName.ofRoom("#den").text()).isEqualTo("den");
        assertThat(ChatName.ofRoom("den").text()).isEqualTo("den");
        assertThat(ChatName.ofRoom("##den").text()).isEqualTo("#den");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "a b", "a\nb", "\u200b"})
    void aRoomHasANameWithoutBlanks(String name) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> ChatName.ofRoom(name))
                .matches(refused -> refused.reason() == Reason.BAD_NAME);
    }

    private static void assertRefused(String name) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> ChatName.ofPerson(name))
                .matches(refused -> refused.reason() == Reason.BAD_NAME);
    }
}
