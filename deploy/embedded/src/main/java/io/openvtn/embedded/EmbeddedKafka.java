package io.openvtn.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/**
 * A real Apache Kafka, broker and controller in one (KRaft), in a process of its own that ends with ours: Kafka calls
 * {@code System.exit} when something fatal happens, which must not end a test run.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int LOWEST_PORT = 15_000;
    private static final int FIRST_OUTGOING_PORT = 32_768;
    private static final int TRIES_FOR_A_PORT = 100;

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final String HOST = "localhost";
    private static final String DATA = "data";

    private final Process process;
    private final int port;
    private final Path log;
    private final KafkaAccess access;

    private EmbeddedKafka(Process process, int port, Path log, KafkaAccess access) {
        this.process = process;
        this.port = port;
        this.log = log;
        this.access = access;
    }

    /**
     * Starts a broker that anybody on this machine may use for everything, and waits until it answers.
     *
     * @param directory keeps the topics; an empty one is formatted
     * @param port where clients connect, on the loopback interface alone
     * @param log takes what the broker prints
     * @throws IllegalStateException if it does not answer within a minute; the message ends with the log's last lines
     */
    public static EmbeddedKafka start(Path directory, int port, Path log) throws IOException, InterruptedException {
        return start(directory, port, log, new KafkaAccess.Open());
    }

    /**
     * Starts a broker that nobody uses without a login, and waits until it answers.
     *
     * @param directory keeps the topics, and a file with the administrator's password that its owner alone may read
     * @param port where clients connect, on the loopback interface alone
     * @param log takes what the broker prints
     * @param password of the administrator; of letters, digits, {@code -} and {@code _}
     * @param logins all that there are from now on, with all their rights
     * @throws IllegalStateException if it does not answer within a minute; the message ends with the log's last lines
     */
    public static EmbeddedKafka startClosed(
            Path directory, int port, Path log, String password, List<KafkaLogin> logins)
            throws IOException, InterruptedException {
        return startClosed(
                directory, port, log, new KafkaAccess.Closed(password, List.copyOf(logins), Optional.empty()));
    }

    /**
     * The same with TLS: nothing that clients and broker say to each other can be read on the way.
     *
     * @param tls what the broker proves itself with
     */
    public static EmbeddedKafka startClosed(
            Path directory, int port, Path log, String password, List<KafkaLogin> logins, ServerTls tls)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        var files = new KafkaAccess.TlsFiles(
                PrivateFile.write(directory.resolve("server.pem"), tls.key() + tls.certificate()),
                PrivateFile.write(directory.resolve("authority.pem"), tls.authority()));
        return startClosed(
                directory, port, log, new KafkaAccess.Closed(password, List.copyOf(logins), Optional.of(files)));
    }

    /**
     * Starts a broker that is set up by others, and waits until it answers.
     *
     * @param directory keeps a file with the settings that its owner alone may read
     * @param port where clients connect, on the loopback interface, as the settings say
     * @param log takes what the broker prints
     * @param settings lines of server.properties, with {@code log.dirs}, which is formatted where it is empty
     * @param clientSettings of a login that is asked whether the broker answers
     * @throws IllegalStateException if it does not answer within a minute; the message ends with the log's last lines
     */
    public static EmbeddedKafka startAs(
            Path directory, int port, Path log, String settings, Map<String, String> clientSettings)
            throws IOException, InterruptedException {
        return start(directory, port, log, settings, new KafkaAccess.Given(clientSettings));
    }

    private static EmbeddedKafka startClosed(Path directory, int port, Path log, KafkaAccess access)
            throws IOException, InterruptedException {
        if (!Files.exists(KafkaProcess.formatted(directory.resolve(DATA)))) {
            // Nobody is to be refused for want of a login that is only being made: first where nobody looks.
            start(directory, freePort(), log, access).close();
        }
        return start(directory, port, log, access);
    }

    private static EmbeddedKafka start(Path directory, int port, Path log, KafkaAccess access)
            throws IOException, InterruptedException {
        return start(directory, port, log, properties(directory, port) + access.brokerSettings(), access);
    }

    private static EmbeddedKafka start(Path directory, int port, Path log, String settings, KafkaAccess access)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path properties = PrivateFile.write(directory.resolve("server.properties"), settings);
        var process = new ProcessBuilder(ChildJvm.command(
                        "-Xms64m",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KafkaProcess.class.getName(),
                        properties.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        var kafka = new EmbeddedKafka(process, port, log, access);
        kafka.awaitAnswer();
        return kafka;
    }

    /**
     * A port that is free at this moment, and that no outgoing connection will be given meanwhile: Linux takes those from 32768
     * upwards.
     *
     * @throws IOException none was found
     */
    public static int freePort() throws IOException {
        for (int i = 0; i < TRIES_FOR_A_PORT; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, FIRST_OUTGOING_PORT);
            try (var socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // somebody else's; the next one may be free
            }
        }
        throw new IOException("no port is free between %d and %d".formatted(LOWEST_PORT, FIRST_OUTGOING_PORT));
    }

    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    /** For a client that may do everything. */
    public Map<String, Object> adminSettings() {
        return access.admin(bootstrapServers());
    }

    /**
     * Lets somebody in from now on, beside those whom it was started with. Needs a broker that was started closed.
     *
     * @throws ExecutionException the broker does not take the login
     */
    public void admit(KafkaLogin login) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(adminSettings())) {
            KafkaAccess.admit(admin, List.of(login));
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The broker stands still, as on a machine that hangs: connections stay open and nothing answers. */
    public void pause() throws IOException, InterruptedException {
        Signals.send("STOP", pid());
    }

    public void resume() throws IOException, InterruptedException {
        Signals.send("CONT", pid());
    }

    /** Ends the broker without giving it time to tidy up. */
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAnswer() throws InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            if (answers(HOST, port)) {
                try (var admin = Admin.create(adminSettings())) {
                    admin.describeCluster().nodes().get(5, TimeUnit.SECONDS);
                    access.prepare(admin);
                    return;
                } catch (ExecutionException | TimeoutException e) {
                    // It listens but is still electing its controller.
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        process.destroyForcibly();
        throw new IllegalStateException(
                "Kafka did not start on port " + port + "; its log ends with:\n" + LogFile.lastLines(log, 15));
    }

    private static boolean answers(String host, int port) {
        try (var socket = new Socket(host, port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * One broker has no other to take over: what matters is that a killed one is let in again soon, which the controller
     * refuses until the old one's session is over.
     */
    private static String properties(Path directory, int port) throws IOException {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@%1$s:%3$d
                listeners=CLIENTS://%1$s:%2$d,CONTROLLER://%1$s:%3$d
                advertised.listeners=CLIENTS://%1$s:%2$d
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=CLIENTS
                log.dirs=%4$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                broker.heartbeat.interval.ms=500
                broker.session.timeout.ms=3000
                log.segment.bytes=16777216
                log.cleaner.dedupe.buffer.size=16777216
                """.formatted(HOST, port, freePort(), directory.resolve(DATA));
    }
}
