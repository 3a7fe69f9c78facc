package dev.netkit.discovery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EthersFileTest {
    @TempDir
    Path folder;

    private EthersFile ethers;

    @BeforeEach
    void write() throws IOException {
        Path file = folder.resolve("ethers");
        Files.write(
                file,
                ("# the lab\n\n00:1a:2b:3c:4d:5e lab-7 # by the door\n0:1A:2b:3:4d:f\t10.0.0.8\n"
                                + "ff:ff:ff:ff:ff:ff all\nnonsense lab-9\n00:1a:2b:3c:4d:60 lab-7\n\u00ff\u00fe\n")
                        .getBytes(ISO_8859_1));
        ethers = new EthersFile(file);
    }

    @Test
    void aNameHasTheAddressBeforeIt() throws IOException {
        assertThat(ethers.address("LAB-7")).hasValue(MacAddress.parse("00:1a:2b:3c:4d:5e"));
    }

    @Test
    void zeroesMayBeLeftOutAndTheNameBeAnAddress() throws IOException {
        assertThat(ethers.address("10.0.0.8")).hasValue(MacAddress.parse("00:1a:2b:03:4d:0f"));
    }

    @Test
    void whatIsNoOnesAddressIsPassedOver() throws IOException {
        assertThat(ethers.address("all")).isEmpty();
        assertThat(ethers.address("lab-9")).isEmpty();
        assertThat(ethers.address("the")).isEmpty();
    }

    @Test
    void withoutAFileNobodyIsKnown() throws IOException {
        assertThat(new EthersFile(folder.resolve("none")).address("lab-7")).isEmpty();
    }
}
