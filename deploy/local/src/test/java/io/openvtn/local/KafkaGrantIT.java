package io.openvtn.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.openvtn.bus.contract.BusLogin;
import io.openvtn.embedded.EmbeddedKafka;
import io.openvtn.embedded.KafkaLogin;
import io.openvtn.local.RunningSuite.Result;
import io.openvtn.local.settings.BusRights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.tools.AclCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code deploy/kafka/grant}, which gives the services' logins their rights at a cluster of one's own. */
class KafkaGrantIT {

    private static final String PASSWORD = "of-the-admin";

    @TempDir
    Path directory;

    @Test
    void itsCommandsGiveTheRightsThatTheSuiteRunsWith() throws Exception {
        Path client = directory.resolve("admin.properties");
        try (var kafka = EmbeddedKafka.startClosed(
                directory.resolve("kafka"),
                EmbeddedKafka.freePort(),
                directory.resolve("kafka.log"),
                PASSWORD,
                List.of())) {
            Files.write(
                    client,
                    kafka.adminSettings().entrySet().stream()
                            .map(Object::toString)
                            .toList());
            Result printed = grant(
                    Map.of(),
                    "--print",
                    "--bootstrap-server",
                    kafka.bootstrapServers(),
                    "--command-config",
                    client.toString());
            assertThat(printed.exitCode()).as(printed.output()).isZero();
            printed.output()
                    .lines()
                    .map(command -> command.split(" "))
                    .forEach(command -> AclCommand.main(Arrays.copyOfRange(command, 1, command.length)));

            assertThat(rightsAt(kafka)).isEqualTo(rightsOfTheServices());
        }
    }

    @Test
    void whoMakesTheTopicsHimselfLeavesTheServicesNoRightToDoIt() {
        Result printed = grant(Map.of(), "--print", "--bootstrap-server", "localhost:9092", "--no-topics");

        assertThat(printed.output()).contains("--operation Describe ").doesNotContain("Create", "AlterConfigs");
    }

    @Test
    void prefixAndPrincipalsAreThoseOfTheCluster() {
        Result printed = grant(
                Map.of(),
                "--print",
                "--bootstrap-server",
                "localhost:9092",
                "--prefix",
                "north.",
                "--principal",
                "User:CN=%s");

        assertThat(printed.output().lines())
                .isNotEmpty()
                .noneMatch(command -> command.contains("openvtn."))
                .anyMatch(command -> command.contains("--allow-principal User:CN=ven-registry ")
                        && command.contains("--group north.ven-registry"));
    }

    @Test
    void saysWhichServiceHasItsRightsAndStopsAtTheFirstRefusal() {
        Result given = grant(Map.of("KAFKA_ACLS", "true"), "--bootstrap-server", "localhost:9092");
        Result refused = grant(Map.of("KAFKA_ACLS", "false"), "--bootstrap-server", "localhost:9092");

        assertThat(given.exitCode()).isZero();
        for (BusLogin service : BusLogin.values()) {
            assertThat(given.output()).containsOnlyOnce("giving %s its rights".formatted(service.label()));
        }
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output())
                .contains("refused the rights of cert-authority")
                .doesNotContain("vtn-api");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--print | --bootstrap-server is missing",
                "--bootstrap-server | needs HOST:PORT",
                "--bootstrap-server x:1 --command-config /nowhere | needs a file that can be read",
                "--bootstrap-server x:1 --principal vtn | needs a type and %s",
                "--bootstrap-server x:1 --prefix a/b | needs a topic's beginning",
                "--everything | unknown option --everything"
            })
    void whatItCannotUseItNames(String arguments, String words) {
        Result refused = grant(Map.of(), arguments.split(" "));

        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output()).contains(words);
    }

    private static Result grant(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(RunningSuite.repository().resolve("deploy/kafka/grant").toString());
        command.addAll(List.of(arguments));
        return RunningSuite.run(command, environment);
    }

    private static Set<AclBinding> rightsAt(EmbeddedKafka kafka) throws Exception {
        try (var admin = Admin.create(kafka.adminSettings())) {
            return Set.copyOf(admin.describeAcls(AclBindingFilter.ANY).values().get());
        }
    }

    private static Set<AclBinding> rightsOfTheServices() {
        Set<String> services =
                Arrays.stream(BusLogin.values()).map(BusLogin::label).collect(Collectors.toSet());
        return BusRights.logins(login -> PASSWORD).stream()
                .filter(login -> services.contains(login.name()))
                .map(KafkaLogin::rights)
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
    }
}
