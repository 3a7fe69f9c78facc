package dev.netkit.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserFoldersTest {
    private static final Path HOME = Path.of("/home/ann").toAbsolutePath();

    @Test
    void foldersAreInTheHomeFolderUnlessTheEnvironmentSaysOtherwise() {
        UserFolders usual = new UserFolders(Map.of("XDG_DATA_HOME", ""), HOME);
        assertThat(usual.config()).isEqualTo(HOME.resolve(".config/netkit"));
        assertThat(usual.data()).isEqualTo(HOME.resolve(".local/share/netkit"));
        assertThat(usual.state()).isEqualTo(HOME.resolve(".local/state/netkit"));
        String elsewhere = HOME.resolve("elsewhere").toString();
        UserFolders set = new UserFolders(Map.of("XDG_DATA_HOME", elsewhere, "XDG_STATE_HOME", elsewhere), HOME);
        assertThat(set.data()).isEqualTo(HOME.resolve("elsewhere/netkit"));
        assertThat(set.state()).isEqualTo(HOME.resolve("elsewhere/netkit"));
    }

    @Test
    void homeIsThatOfTheEnvironmentWhereThereIsOne() {
        Path elsewhere = HOME.resolve("elsewhere");
        assertThat(UserFolders.home(Map.of("HOME", elsewhere.toString()), HOME)).isEqualTo(elsewhere);
        assertThat(UserFolders.home(Map.of("HOME", ""), HOME)).isEqualTo(HOME);
        assertThat(UserFolders.home(Map.of("HOME", "here"), HOME)).isEqualTo(HOME);
        assertThat(UserFolders.home(Map.of(), HOME)).isEqualTo(HOME);
    }

    @Test
    void relativePathInTheEnvironmentIsIgnored() {
        assertThat(new UserFolders(Map.of("XDG_DATA_HOME", "here"), HOME).data())
                .isEqualTo(HOME.resolve(".local/share/netkit"));
    }
}
