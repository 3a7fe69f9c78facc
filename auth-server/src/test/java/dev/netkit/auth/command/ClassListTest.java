package dev.netkit.auth.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.netkit.auth.account.Username;
import dev.netkit.common.cli.LocalFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassListTest {
    @TempDir
    private Path folder;

    private List<String> names(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("class.csv"), content);
        return new ClassList(file).names().stream().map(Username::text).toList();
    }

    @Test
    void namesAreInTheirColumnOrInTheFirst() throws IOException {
        assertThat(names("\ufeffname,UserName \nAnn A,ann\n\"Bob, B\", bob \n")).containsExactly("ann", "bob");
        assertThat(names("ann\nbob\n")).containsExactly("ann", "bob");
        assertThat(names("ann,x\r\nВася,y")).containsExactly("ann", "Вася");
        assertThat(names("")).isEmpty();
        assertThat(names("username\n")).isEmpty();
    }

    @Test
    void rowsWithNothingInThemAreLeftOut() throws IOException {
        assertThat(names("\nname,username\n,\n\nAnn A,ann\n , \n,,,\n")).containsExactly("ann");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ann;a b;cyd                        | line 2, \"a b\": a name has letters, digits and signs only",
                "username;;;a b;cyd                 | line 4, \"a b\": a name has letters",
                "username,name;ann,\"A;B\";a b,x    | line 4, \"a b\": a name has letters",
                "name,username;Ann,ann;Bob;Cyd,cyd  | line 3, \"\": a name has 1 to 64 characters, not 0",
                "name,username;Ann,ann;Bob,;Cyd,cyd | line 3, \"\": a name has 1 to 64 characters, not 0",
                "ann;bob;;ANN                       | line 4, \"ANN\": line 1 has that name already",
            })
    void wrongRowIsToldWithItsLine(String content, String message) {
        assertThatExceptionOfType(LocalFileException.class)
                .isThrownBy(() -> names(content.replace(';', '\n')))
                .withMessageContaining("cannot use ")
                .withMessageContaining("class.csv: " + message);
    }
}
