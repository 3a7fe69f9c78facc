package dev.netkit.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md, as far as the POMs cannot keep them. */
class ArchitectureTest {
    private static final JavaClasses NETKIT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.netkit");

    @Test
    void enginesKnowNeitherTheCommandLineNorTheLoggingBackend() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.netkit..command..", "dev.netkit.common.cli..", "dev.netkit.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "ch.qos.logback..", "dev.netkit.common.cli..", "dev.netkit..command..")
                .check(NETKIT);
    }

    @Test
    void logbackIsKnownToTheProgramOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.netkit.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ch.qos.logback..")
                .check(NETKIT);
    }

    @Test
    void theLeavesOfCommonDoNotKnowEachOther() {
        for (String leaf : new String[] {"framing", "net", "crypto", "file"}) {
            noClasses()
                    .that()
                    .resideInAPackage("dev.netkit.common." + leaf)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(othersThan(leaf))
                    .check(NETKIT);
        }
    }

    private static String[] othersThan(String leaf) {
        return Stream.of("framing", "net", "crypto", "file", "message", "metrics", "cli")
                .filter(other -> !other.equals(leaf))
                .map(other -> "dev.netkit.common." + other)
                .toArray(String[]::new);
    }

    @Test
    void serviceDiscoveryKnowsSocketsOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.netkit.common.dnssd")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(othersThan("net"))
                .check(NETKIT);
    }

    @Test
    void enginesKnowNothingOfWhoMeasuresThem() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.netkit.common.metrics..", "dev.netkit..command..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.prometheus..")
                .check(NETKIT);
    }

    @Test
    void capabilitiesDoNotKnowOneAnother() {
        slices().matching("dev.netkit.(echo|file|auth|chat|discovery)..")
                .should()
                .notDependOnEachOther()
                .check(NETKIT);
    }

    @Test
    void theTwoEndsOfATransferDoNotKnowEachOther() {
        slices().matching("dev.netkit.file.(send|receive)..")
                .should()
                .notDependOnEachOther()
                .check(NETKIT);
        noClasses()
                .that()
                .resideInAPackage("dev.netkit.file")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.netkit.file.send..", "dev.netkit.file.receive..")
                .check(NETKIT);
    }

    /** The way of a chat message: who decides knows who is told, and never the other way round. */
    @Test
    void thePackagesOfTheChatKnowOnlyWhatTheirWorkNeeds() {
        chatKnowsOnly("talk");
        chatKnowsOnly("delivery", "talk");
        chatKnowsOnly("history", "talk");
        chatKnowsOnly("room", "talk", "delivery", "history");
        chatKnowsOnly("hall", "talk", "delivery", "history", "room", "wire");
        chatKnowsOnly("dialect", "talk", "delivery", "room", "hall", "wire", "jim", "web");
        chatKnowsOnly("wire");
        chatKnowsOnly("jim");
        chatKnowsOnly("web");
        chatKnowsOnly("client", "client.dialect", "client.line", "wire", "jim");
        chatKnowsOnly("client.dialect", "client.line", "wire", "jim");
        chatKnowsOnly("client.line");
    }

    private static void chatKnowsOnly(String name, String... others) {
        String[] known = Stream.concat(Stream.of(name), Stream.of(others))
                .map(other -> "dev.netkit.chat." + other)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.netkit.chat." + name)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.netkit.chat..").and(not(resideInAnyPackage(known))))
                .check(NETKIT);
    }

    @Test
    void noPackageKnowsOneThatKnowsIt() {
        slices().matching("dev.netkit.(**)").should().beFreeOfCycles().check(NETKIT);
    }

    /** It takes long to load, and nearly nobody needs it. */
    @Test
    void theJdksHttpClientIsForWebSocketsOnly() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("WebSocket")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(NETKIT);
    }

    @Test
    void onlyTheProgramEndsTheProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.netkit.cli")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(NETKIT);
    }

    @Test
    void nobodyPrintsPastTheConsole() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(NETKIT);
    }
}
