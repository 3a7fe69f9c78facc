package dev.netkit.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.netkit.chat.hall.MemberEvent;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.TestConsole;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MemberEventOutputTest {
    private static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.7", 50_123);

    private final TestConsole test = TestConsole.ofPipes("");

    @Test
    void peopleAreToldWhoComesSpeaksAndGoes() throws IOException {
        tell(new MemberEvent.Named(PEER, "ann", "den"));
        tell(new MemberEvent.Said(PEER, "ann", "den", 12));
        tell(new MemberEvent.Departed(PEER, "ann"));
        assertThat(test.err().lines().map(line -> line.substring(line.indexOf(' ') + 1)))
                .containsExactly(
                        "192.0.2.7:50123 ann joined den",
                        "192.0.2.7:50123 ann said 12 bytes in den",
                        "192.0.2.7:50123 ann left");
    }

    @Test
    void programsAreToldInJson() throws IOException {
        output("--json").on(new MemberEvent.Said(PEER, "Zoë \u001b[31m", "den\u202e", 12));
        JsonNode event = new ObjectMapper().readTree(test.out());
        assertThat(event.path("event").asText()).isEqualTo("said");
        assertThat(event.path("username").asText()).isEqualTo("Zoë \u001b[31m");
        assertThat(event.path("room").asText()).isEqualTo("den\u202e");
        assertThat(event.path("bytes").asInt()).isEqualTo(12);
        assertThat(test.out()).doesNotContain("\u001b", "\u202e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[31mred",
                "\u001b]0;title\u0007",
                "a\nb",
                "a\rb",
                "\u202egnp.exe",
                "\u009b2J",
                "\u2066x",
                "\0"
            })
    void whatATerminalWouldObeyIsShownEscaped(String text) throws IOException {
        for (MemberEvent event : List.of(
                new MemberEvent.Named(PEER, text, text),
                new MemberEvent.Said(PEER, text, text, 1),
                new MemberEvent.Departed(PEER, text))) {
            tell(event);
        }
        assertThat(test.err().lines()).hasSize(3);
        assertThat(test.err().replace("\n", "").codePoints())
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }

    @Test
    void whoWantsEssentialsOnlyIsToldNothing() throws IOException {
        MemberEventOutput output = output("-q");
        assertThat(output.wanted()).isFalse();
        output.on(new MemberEvent.Named(PEER, "ann", "den"));
        assertThat(test.err() + test.out()).isEmpty();
    }

    private void tell(MemberEvent event) throws IOException {
        output().on(event);
    }

    private MemberEventOutput output(String... options) throws IOException {
        return new MemberEventOutput(
                CommandLine.populateCommand(new OutputOptions(), options).open(test.console()));
    }
}
