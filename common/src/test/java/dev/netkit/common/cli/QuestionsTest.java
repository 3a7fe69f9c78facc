package dev.netkit.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class QuestionsTest {
    @Test
    void answerIsTaken() throws IOException {
        TestConsole test = TestConsole.ofTerminal("42\n");
        assertThat(askForPort(new Questions(test.console()), "9090")).isEqualTo(42);
        assertThat(test.err()).isEqualTo("Port [9090]: ");
        assertThat(test.out()).isEmpty();
    }

    @Test
    void emptyAnswerIsTheDefault() throws IOException {
        Questions questions = new Questions(TestConsole.ofTerminal("\n   \n").console());
        assertThat(askForPort(questions, "9090")).isEqualTo(9090);
        assertThat(askForPort(questions, "7777")).isEqualTo(7777);
    }

    @Test
    void spacesAroundAnAnswerAreNoPartOfIt() throws IOException {
        Questions questions = new Questions(TestConsole.ofTerminal("  ann \t\n").console());
        assertThat(askForName(questions, "Name", "root")).isEqualTo("ann");
    }

    @Test
    void badAnswerIsExplainedAndTheQuestionAskedAgain() throws IOException {
        TestConsole test = TestConsole.ofTerminal("x\ny\n5\n");
        int answer = new Questions(test.console()).ask("Port", "9090", text -> {
            if (!text.equals("5")) {
                throw new IllegalArgumentException("'" + text + "' is not five");
            }
            return 5;
        });
        assertThat(answer).isEqualTo(5);
        assertThat(test.err()).isEqualTo("Port [9090]: 'x' is not five\nPort [9090]: 'y' is not five\nPort [9090]: ");
    }

    @Test
    void questionsFollowOneAnother() throws IOException {
        Questions questions = new Questions(TestConsole.ofTerminal("host\n1\n").console());
        assertThat(askForName(questions, "Host", "localhost")).isEqualTo("host");
        assertThat(askForPort(questions, "9090")).isEqualTo(1);
    }

    @Test
    void endOfTheInputIsWrongUsage() {
        Questions questions = new Questions(TestConsole.ofTerminal("").console());
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> askForPort(questions, "9090"))
                .withMessageContaining("'Port'");
    }

    @Test
    void endOfTheInputAfterABadAnswerIsWrongUsage() {
        Questions questions = new Questions(TestConsole.ofTerminal("x\n").console());
        assertThatExceptionOfType(UsageException.class).isThrownBy(() -> askForPort(questions, "9090"));
    }

    @Test
    void otherFailuresOfTheParserPassThrough() {
        IllegalStateException bug = new IllegalStateException("a bug");
        Questions questions = new Questions(TestConsole.ofTerminal("x\n").console());
        assertThatThrownBy(() -> questions.ask("Port", "9090", text -> {
                    throw bug;
                }))
                .isSameAs(bug);
    }

    @Test
    void nobodyIsAskedWhereThereIsNoTerminal() {
        TestConsole test = TestConsole.ofPipes("42\n");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> new Questions(test.console()))
                .withMessageContaining("terminal");
        assertThat(test.err()).isEmpty();
    }

    private static int askForPort(Questions questions, String defaultAnswer) throws IOException {
        return questions.ask("Port", defaultAnswer, Integer::valueOf);
    }

    private static String askForName(Questions questions, String question, String defaultAnswer) throws IOException {
        return questions.ask(question, defaultAnswer, String::valueOf);
    }
}
