package io.openvtn.local;

import io.openvtn.embedded.EmbeddedKafka;
import io.openvtn.embedded.LocalDatabase;
import io.openvtn.embedded.LocalPostgres;
import io.openvtn.local.certificate.OperatorClient;
import io.openvtn.local.certificate.RsaHierarchy;
import io.openvtn.local.certificate.VtnCertificate;
import io.openvtn.local.files.DataFolder;
import io.openvtn.local.files.PrivateFiles;
import io.openvtn.local.process.Progress;
import io.openvtn.local.process.ServiceProcess;
import io.openvtn.local.process.Store;
import io.openvtn.local.process.SuiteException;
import io.openvtn.local.process.Supervisor;
import io.openvtn.local.settings.BusRights;
import io.openvtn.local.settings.EnvFile;
import io.openvtn.local.settings.Options;
import io.openvtn.local.settings.Ports;
import io.openvtn.local.settings.Secrets;
import io.openvtn.local.settings.Service;
import io.openvtn.local.settings.ServiceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The running whole: Kafka, PostgreSQL and the services, started in the order in which they need each other. */
final class Suite {

    private final Path repository;
    private final DataFolder data;
    private final Ports ports;
    private final List<Service> services;
    private final Secrets secrets;
    private final Progress progress;
    private final Clock clock = Clock.systemUTC();
    private final VtnCertificate vtnCertificate;
    private final VtnCertificate rsaCertificate;
    private final Supervisor supervisor;
    private final Store<LocalPostgres> postgres;
    private final Store<EmbeddedKafka> kafka;
    private volatile boolean stopping;

    Suite(Options options, Secrets secrets, Progress progress) {
        this.repository = options.repository();
        this.data = options.data();
        this.ports = options.ports();
        this.services = options.services();
        this.secrets = secrets;
        this.progress = progress;
        this.vtnCertificate = VtnCertificate.ec(data);
        this.rsaCertificate = VtnCertificate.rsa(data);
        this.supervisor = new Supervisor(progress);
        this.postgres = new Store<>("PostgreSQL", this::startPostgres);
        this.kafka = new Store<>("Kafka", this::startKafka);
    }

    /** Starts everything and returns when every service says that it is ready. */
    void start() throws IOException, InterruptedException {
        progress.step("starting PostgreSQL on port %d and Kafka on port %d".formatted(ports.postgres(), ports.kafka()));
        postgres.start();
        kafka.start();
        postgres.await();
        progress.step("PostgreSQL is ready");
        for (Service service : services) {
            startService(service);
        }
        boolean needsCertificate = vtnCertificate.isMissingOrEnding(clock.instant());
        if (!needsCertificate) {
            startVtnReplicas();
        }
        kafka.await();
        progress.step("Kafka is ready");
        if (services.contains(Service.CERT_AUTHORITY)) {
            obtainCertificates(needsCertificate);
        } else if (needsCertificate && hasVtn()) {
            throw new SuiteException("vtn-api has no server certificate yet; start it with cert-authority once");
        }
        supervisor.awaitReady();
        PrivateFiles.write(data.env(), env());
        PrivateFiles.write(data.ready(), "");
    }

    private void obtainCertificates(boolean needsCertificate) throws IOException, InterruptedException {
        supervisor.awaitReady(Service.CERT_AUTHORITY.label());
        var operator = new OperatorClient(secrets.basicAuthorization());
        String caUrl = url(Service.CERT_AUTHORITY);
        RsaHierarchy.writeBundle(operator, caUrl, data);
        if (needsCertificate && hasVtn()) {
            vtnCertificate.obtain(operator, caUrl);
            progress.step("vtn-api has a server certificate from cert-authority");
            startVtnReplicas();
        }
        var certificate = hasVtn() ? Optional.of(rsaCertificate) : Optional.<VtnCertificate>empty();
        new RsaHierarchy(operator, caUrl, data, certificate, progress, clock, this::isStopping).watch();
    }

    /** Watches over the processes until {@link #stop()}: one that dies is started again. */
    void watch() throws IOException, InterruptedException {
        while (!stopping) {
            if (!kafka.await().isAlive()) {
                revive(kafka);
            }
            if (!postgres.await().isAlive()) {
                revive(postgres);
            }
            supervisor.reviveTheDead();
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** Ends everything, the services before what they stand on. Ends what there is when called in the middle of a start. */
    void stop() throws Exception {
        stopping = true;
        Files.deleteIfExists(data.ready());
        supervisor.stop();
        kafka.stop();
        data.removePid("kafka");
        postgres.stop();
    }

    /** The services that run, vtn-api apart. */
    List<Service> services() {
        return services;
    }

    boolean hasVtn() {
        return ports.vtnReplicas() > 0;
    }

    boolean isStopping() {
        return stopping;
    }

    String url(Service service) {
        return "http://localhost:" + ports.http(service);
    }

    /** The address of a replica of vtn-api, counted from 0. */
    String vtnUrl(int replica) {
        return "https://localhost:" + ports.vtn(replica);
    }

    private void revive(Store<?> store) {
        if (!stopping) {
            progress.warn(store.name() + " has died and starts again; its log is in " + data.logs());
            try {
                store.restart();
                progress.step(store.name() + " is ready again");
            } catch (Exception e) {
                throw new SuiteException("%s cannot be started again: %s".formatted(store.name(), e.getMessage()));
            }
        }
    }

    private LocalPostgres startPostgres() throws Exception {
        List<LocalDatabase> databases = Arrays.stream(Service.values())
                .map(service -> service.database(secrets))
                .toList();
        return LocalPostgres.start(
                data.postgres(), ports.postgres(), secrets.databasePassword(), databases, data.log("postgres"));
    }

    private EmbeddedKafka startKafka() throws Exception {
        var broker = EmbeddedKafka.startClosed(
                data.kafka(),
                ports.kafka(),
                data.log("kafka"),
                secrets.kafkaPassword(),
                BusRights.logins(secrets::kafkaPassword));
        PrivateFiles.write(data.busReader(), new ServiceSettings(ports, secrets).ofBusReader());
        data.writePid("kafka", broker.pid());
        return broker;
    }

    private void startService(Service service) throws IOException {
        var settings = data.settings(service.label());
        PrivateFiles.write(settings, new ServiceSettings(ports, secrets).text(service));
        progress.step("starting %s on port %d".formatted(service.label(), ports.http(service)));
        supervisor.start(new ServiceProcess(
                service.label(), application(service.label()), settings, ports.management(service), data));
    }

    private void startVtnReplicas() throws IOException {
        rsaCertificate.standIn(vtnCertificate);
        for (int replica = 0; replica < ports.vtnReplicas(); replica++) {
            String name = replica == 0 ? "vtn-api" : "vtn-api-" + (replica + 1);
            PrivateFiles.write(
                    data.settings(name),
                    new ServiceSettings(ports, secrets).ofVtnApi(replica, vtnCertificate, rsaCertificate));
            progress.step("starting %s on port %d".formatted(name, ports.vtn(replica)));
            supervisor.start(new ServiceProcess(
                    name, application("vtn-api"), data.settings(name), ports.vtnManagement(replica), data));
        }
    }

    private Path application(String module) {
        return repository.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private String env() {
        List<String> vtnUrls =
                IntStream.range(0, ports.vtnReplicas()).mapToObj(this::vtnUrl).toList();
        Map<Service, String> urls = services.stream().collect(Collectors.toMap(Function.identity(), this::url));
        Map<String, String> caUrls = new LinkedHashMap<>();
        if (services.contains(Service.CERT_AUTHORITY)) {
            caUrls.put("EST_URL", "https://localhost:%d/.well-known/est".formatted(ports.est()));
            caUrls.put("REVOCATION_URL", "http://localhost:" + ports.revocation());
        }
        return EnvFile.text(vtnUrls, urls, caUrls, secrets.operatorPassword(), data.caBundle());
    }
}
