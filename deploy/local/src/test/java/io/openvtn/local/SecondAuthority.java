package io.openvtn.local;

import static org.awaitility.Awaitility.await;

import io.openvtn.local.files.DataFolder;
import io.openvtn.local.files.PrivateFiles;
import io.openvtn.local.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

/** One more replica of cert-authority beside the suite's own, on the same database and the same Kafka. */
final class SecondAuthority implements AutoCloseable {

    private static final int HTTP = 28_091;
    private static final int MANAGEMENT = 29_091;
    static final int EST = 28_095;
    private static final int REVOCATION = 28_096;

    private final ServiceProcess process;

    private SecondAuthority(ServiceProcess process) {
        this.process = process;
    }

    static SecondAuthority start(RunningSuite suite) throws IOException {
        String name = "cert-authority-2";
        var data = new DataFolder(suite.data());
        String settings = Files.readAllLines(data.settings("cert-authority")).stream()
                .map(line -> moved(line, "quarkus.http.port", HTTP))
                .map(line -> moved(line, "quarkus.management.port", MANAGEMENT))
                .map(line -> moved(line, "openvtn.ca.enrolment.port", EST))
                .map(line -> moved(line, "openvtn.ca.revocation.port", REVOCATION))
                .collect(Collectors.joining("\n"));
        PrivateFiles.write(data.settings(name), settings);
        Path application = RunningSuite.repository().resolve("cert-authority/target/quarkus-app/quarkus-run.jar");
        var process = new ServiceProcess(name, application, data.settings(name), MANAGEMENT, data);
        process.start();
        await().atMost(Duration.ofMinutes(2)).until(process::isReady);
        return new SecondAuthority(process);
    }

    String url() {
        return "http://localhost:" + HTTP;
    }

    String revocationUrl() {
        return "http://localhost:" + REVOCATION;
    }

    @Override
    public void close() throws InterruptedException {
        process.stop();
    }

    private static String moved(String line, String setting, int port) {
        return line.startsWith(setting + "=") ? setting + "=" + port : line;
    }
}
