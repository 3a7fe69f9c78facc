package dev.netkit.discovery.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolverFilesTest {
    @TempDir
    Path folder;

    @Test
    void nameServersAreAskedInTheirOrder() throws IOException {
        assertThat(files("""
                # made by hand
                search lan
                nameserver 192.0.2.2 # the second one is faster
                ; nameserver 192.0.2.3
                nameserver\t2001:db8::53
                nameserver ns.example.com
                nameserver
                nameserver 192.0.2.4
                nameserver 192.0.2.5
                """, "").servers())
                .containsExactly(
                        new InetSocketAddress("192.0.2.2", 53),
                        new InetSocketAddress("2001:db8::53", 53),
                        new InetSocketAddress("192.0.2.4", 53));
    }

    @Test
    void theFirstNameOfAnAddressIsItsName() throws IOException {
        assertThat(files("", """
                127.0.0.1 localhost here
                127.0.0.1 again
                192.0.2.7   printer.lan printer  # beside the door
                not-an-address name
                """).names())
                .hasSize(2)
                .containsEntry(InetAddress.getByName("127.0.0.1"), "localhost")
                .containsEntry(InetAddress.getByName("192.0.2.7"), "printer.lan");
    }

    @Test
    void aCommentInAnotherEncodingSpoilsNothing() throws IOException {
        Path latin = Files.writeString(
                folder.resolve("latin"), "# B\u00fcro\n192.0.2.7 printer\nnameserver 192.0.2.2\n", ISO_8859_1);
        ResolverFiles files = new ResolverFiles(latin, latin);
        assertThat(files.names()).containsOnlyKeys(InetAddress.getByName("192.0.2.7"));
        assertThat(files.servers()).hasSize(1);
    }

    @Test
    void whereThereAreNoSuchFilesNothingIsKnown() {
        ResolverFiles none = new ResolverFiles(folder.resolve("none"), folder.resolve("none"));
        assertThat(none.servers()).isEmpty();
        assertThat(none.names()).isEmpty();
    }

    private ResolverFiles files(String resolvConf, String hosts) throws IOException {
        return new ResolverFiles(
                Files.writeString(folder.resolve("resolv.conf"), resolvConf),
                Files.writeString(folder.resolve("hosts"), hosts));
    }
}
