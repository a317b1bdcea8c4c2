package io.openvtn.bench.polls;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.bench.fleet.identity.FleetTls;
import io.openvtn.bench.fleet.identity.Identity;
import io.openvtn.bench.fleet.identity.IdentityFolder;
import io.openvtn.bench.fleet.operator.Enrolment;
import io.openvtn.bench.fleet.operator.Suite;
import io.openvtn.bench.suite.BoundVen;
import io.openvtn.bench.suite.DataOption;
import io.openvtn.bench.suite.Environment;
import io.openvtn.bench.suite.EventOrder;
import io.openvtn.bench.suite.MeasuringOptions;
import io.openvtn.bench.suite.Operator;
import io.openvtn.bench.suite.Program;
import io.openvtn.bench.suite.Standstill;
import io.openvtn.bench.suite.VenMessages;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main class behind {@code deploy/bench/polls}. */
@Command(
        name = "deploy/bench/polls",
        sortOptions = false,
        usageHelpWidth = 120,
        description = {
            "As many polls as an endpoint answers, each as soon as the one before is answered, by VENs of deploy/bench/fleet, which has to"
                    + " have registered them. One thread, that does nothing else and says how much of a core it took.%n"
        })
final class Polls implements Callable<Integer> {

    private static final int PAGE = 500;
    /** Longer than it is measured. */
    private static final Duration EVENT = Duration.ofMinutes(30);
    /** From here on the loop is what was measured. */
    private static final double SATURATED = 0.9;

    @Option(
            names = "--vens",
            paramLabel = "N",
            defaultValue = "32",
            description = "VENs that poll (default ${DEFAULT-VALUE})")
    private int vens;

    @Option(
            names = "--first",
            paramLabel = "N",
            defaultValue = "0",
            description = "number of the first one (default 0)")
    private int first;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "0",
            description = "connections at once (default: one for each VEN)")
    private int connections;

    @Option(
            names = "--connection",
            paramLabel = "WHAT",
            defaultValue = "keep-alive",
            description = "keep-alive (default), new: each poll a full handshake, resumed: each a resumed one")
    @SuppressWarnings("NullAway.Init")
    private String connection;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "polls a second of all together (default: as many as are answered); with keep-alive")
    private double rate;

    @Option(names = "--repeated", description = "the endpoint repeats one VEN's answer to all")
    private boolean repeated;

    @Option(names = "--event", description = "call an event for the VENs before; they never answer it")
    private boolean event;

    @Option(
            names = "--alone",
            description =
                    "let the suite's services stand still meanwhile, all but Kafka and PostgreSQL; needs --vtn-url")
    private boolean alone;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "polls before it is measured (default ${DEFAULT-VALUE})")
    private double warmUp;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "how long it is measured (default ${DEFAULT-VALUE})")
    private double seconds;

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final MeasuringOptions measuring = new MeasuringOptions();

    public static void main(String[] arguments) {
        Program.run(new Polls(), arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException, GeneralSecurityException, ExecutionException {
        if (!List.of("keep-alive", "new", "resumed").contains(connection)) {
            throw new IOException("--connection is keep-alive, new or resumed");
        }
        if (alone && (event || !measuring.isElsewhere())) {
            throw new IOException(
                    "--alone is for an endpoint that --vtn-url names, and for events that were called before");
        }
        Suite suite = Suite.of(data.folder());
        URI vtn = measuring.vtnOr(suite.vtn());
        boolean keep = connection.equals("keep-alive");
        List<Identity> identities = identities(suite);
        var tls = FleetTls.of(
                identities, suite.caBundle(), connection.equals("resumed"), vtn.getHost(), Duration.ofSeconds(10));
        var address = new InetSocketAddress(vtn.getHost(), vtn.getPort());
        int atOnce = connections > 0 ? connections : vens;
        var between = Duration.ofNanos(rate > 0 ? (long) (1e9 * atOnce / rate) : 0);
        try (var loop = new PollLoop(tls, address, polling(identities, vtn, keep), keep, between)) {
            var figures = measured(loop, atOnce);
            print(figures);
            return figures.failures() == 0 ? 0 : 1;
        }
    }

    private PollLoop.Figures measured(PollLoop loop, int atOnce)
            throws IOException, InterruptedException, ExecutionException {
        var before = Duration.ofMillis((long) (warmUp * 1e3));
        var length = Duration.ofMillis((long) (seconds * 1e3));
        if (!alone) {
            return loop.run(atOnce, before, length);
        }
        try (var others = Standstill.ofServices(data.folder())) {
            return loop.run(atOnce, before, length);
        }
    }

    private List<Identity> identities(Suite suite) throws IOException {
        var folder = IdentityFolder.of(data.folder(), suite.caBundle());
        List<Identity> identities = new ArrayList<>();
        for (int i = 0; i < vens; i++) {
            String venName = Enrolment.venName(first + i);
            identities.add(folder.find(venName, Instant.now())
                    .orElseThrow(() -> new IOException(
                            "%s has no certificate; deploy/bench/fleet --vens %d --first %d --data %s gets it one, and registers it"
                                    .formatted(venName, vens, first, data.folder()))));
        }
        return identities;
    }

    private List<PollingVen> polling(List<Identity> identities, URI vtn, boolean keep)
            throws IOException, InterruptedException {
        Map<String, String> venIds = venIds();
        List<PollingVen> polling = new ArrayList<>();
        for (int i = 0; i < identities.size(); i++) {
            String venName = identities.get(i).venName();
            String venId = Optional.ofNullable(venIds.get(venName))
                    .orElseThrow(() -> new IOException("ven-registry knows no VEN " + venName));
            byte[] request = request(vtn, new VenMessages(venId).poll(), keep);
            polling.add(new PollingVen(i, venId, request, repeated ? "" : ">" + venId + "<"));
        }
        if (event) {
            List<String> targets =
                    identities.stream().map(Identity::venName).map(venIds::get).toList();
            new Operator(new Environment(data.folder()), "DISPATCHER_URL")
                    .post("/v1/events", new EventOrder(targets, Instant.now().plusSeconds(1), EVENT).json());
        }
        return polling;
    }

    private Map<String, String> venIds() throws IOException, InterruptedException {
        var registry = new Operator(new Environment(data.folder()), "REGISTRY_URL");
        Map<String, String> venIds = new HashMap<>();
        String after = "";
        while (true) {
            JsonNode page = registry.get("/v1/vens?limit=%d%s".formatted(PAGE, after));
            page.path("items")
                    .forEach(ven -> venIds.put(
                            ven.path("venName").asText(), ven.path("venId").asText()));
            if (page.path("items").size() < PAGE) {
                return venIds;
            }
            after = "&after=" + page.path("items").path(PAGE - 1).path("venId").asText();
        }
    }

    private static byte[] request(URI vtn, byte[] poll, boolean keep) {
        String head = "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n%s\r\n"
                .formatted(
                        BoundVen.path("OadrPoll"),
                        vtn.getAuthority(),
                        poll.length,
                        keep ? "" : "Connection: close\r\n");
        return (head + new String(poll, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private void print(PollLoop.Figures figures) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%,.0f polls/s over %s connections of %d VENs; p50 %.3f ms, p99 %.3f ms, max %.1f ms; %d connections made, %d full"
                        + " handshakes; the loop took %.2f cores%n",
                figures.pollsPerSecond(),
                connection,
                vens,
                figures.pollMs().p50(),
                figures.pollMs().p99(),
                figures.pollMs().max(),
                figures.connections(),
                figures.fullHandshakes(),
                figures.cores());
        if (figures.cores() > SATURATED) {
            System.err.println("polls: the loop had nothing left to give; the endpoint may be faster than that");
        }
        figures.faults().forEach(fault -> System.err.println("polls: " + fault));
        if (figures.failures() > 0) {
            System.err.printf("polls: FAILED: %d polls went wrong%n", figures.failures());
        }
        measuring.write(figures);
    }
}
