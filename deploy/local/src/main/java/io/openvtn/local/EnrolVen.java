package io.openvtn.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.local.certificate.OperatorClient;
import io.openvtn.local.certificate.Pem;
import io.openvtn.local.certificate.VenIdentity;
import io.openvtn.local.files.DataFolder;
import io.openvtn.local.files.PrivateFiles;
import io.openvtn.local.process.SuiteException;
import io.openvtn.local.settings.EnvFile;
import io.openvtn.local.settings.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The main class behind {@code deploy/local/enrol-ven}. */
final class EnrolVen {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final DataFolder data;
    private final Map<String, String> environment;
    private final OperatorClient operator;

    private EnrolVen(DataFolder data, Map<String, String> environment) {
        this.data = data;
        this.environment = environment;
        this.operator = new OperatorClient(Secrets.basicAuthorization(environment("OPERATOR_PASSWORD")));
    }

    private String environment(String name) {
        return Optional.ofNullable(environment.get(name))
                .orElseThrow(() -> new SuiteException("the suite's environment has no " + name));
    }

    /**
     * Has a certificate issued, waits until the registry has bound it and all who need to know the VEN do, and prints the venID.
     *
     * @param arguments the VEN's name, data folder; the suite's addresses come from the environment
     */
    public static void main(String[] arguments) throws InterruptedException {
        String venName = arguments[0];
        var data = new DataFolder(Path.of(arguments[1]));
        if (!FILE_NAME.matcher(venName).matches()) {
            fail("a name has 1 to 64 letters, digits, dots, dashes or underscores and starts with a letter or a digit: "
                    + venName);
        }
        try {
            System.out.println(new EnrolVen(data, System.getenv()).enrol(venName));
        } catch (SuiteException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (IOException | GeneralSecurityException e) {
            fail(Optional.ofNullable(e.getMessage()).orElse(e.toString())
                    + " (is the suite running? deploy/local/start runs it)");
        }
    }

    private String enrol(String venName) throws IOException, GeneralSecurityException, InterruptedException {
        say("cert-authority issues a certificate for " + venName);
        var issued = operator.issue(
                environment("CA_URL"),
                Map.of("profile", "ven", "venName", venName, "keyAlgorithm", "EC", "format", "pem"));
        var ven = new VenIdentity(Pem.ecKey(issued.privateKey()), Pem.certificates(issued.chain()));
        PrivateFiles.write(data.ven(venName, "key"), issued.privateKey());
        PrivateFiles.write(data.ven(venName, "pem"), issued.chain());
        ven.writePkcs12(data.ven(venName, "p12"), data.ven(venName, "p12.password"));
        say("ven-registry binds it");
        String venId = awaitBinding(venName, issued.sha256());
        say("vtn-api learns of it");
        awaitVtn(ven);
        String dispatcherUrl = environment("DISPATCHER_URL");
        if (dispatcherUrl != null) {
            say("event-dispatcher learns of it");
            awaitDispatcher(dispatcherUrl, venId);
        }
        return venId;
    }

    private String awaitBinding(String venName, String sha256) throws IOException, InterruptedException {
        String search = environment("REGISTRY_URL") + "/v1/vens?limit=500&text=" + venName;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        do {
            Optional<String> venId = bound(operator.get(search), sha256);
            if (venId.isPresent()) {
                return venId.get();
            }
            TimeUnit.MILLISECONDS.sleep(100);
        } while (System.nanoTime() - deadline < 0);
        throw new SuiteException("ven-registry has not bound %s within %d s; its log: %s"
                .formatted(sha256, PATIENCE.toSeconds(), data.log("ven-registry")));
    }

    /** Any replica may be the one that the VEN meets first. */
    private void awaitVtn(VenIdentity ven) throws IOException, GeneralSecurityException, InterruptedException {
        var query = new RegistrationQuery(ven.client(Path.of(environment("CA_BUNDLE"))));
        for (String vtnUrl : EnvFile.vtnUrls(environment)) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            var answer = query.ask(vtnUrl);
            while (!answer.ok()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new SuiteException("%s does not know the VEN after %d s: %s"
                            .formatted(vtnUrl, PATIENCE.toSeconds(), answer.words()));
                }
                TimeUnit.MILLISECONDS.sleep(100);
                answer = query.ask(vtnUrl);
            }
        }
    }

    /** An event for the VEN may be called the moment after. */
    private void awaitDispatcher(String dispatcherUrl, String venId) throws IOException, InterruptedException {
        String before = venId.substring(0, venId.length() - 1);
        String search = dispatcherUrl + "/v1/availability?limit=500&after=" + before;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!operator.get(search).path("items").findValuesAsText("venId").contains(venId)) {
            if (System.nanoTime() - deadline > 0) {
                throw new SuiteException("event-dispatcher does not know the VEN after %d s; its log: %s"
                        .formatted(PATIENCE.toSeconds(), data.log("event-dispatcher")));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    static Optional<String> bound(JsonNode vens, String sha256) {
        for (JsonNode ven : vens.path("items")) {
            for (JsonNode certificate : ven.path("certificates")) {
                if (sha256.equals(certificate.path("sha256").asText())) {
                    return Optional.of(ven.path("venId").asText());
                }
            }
        }
        return Optional.empty();
    }

    /** Standard output is for the venID alone. */
    private static void say(String text) {
        System.err.println("enrol-ven: " + text);
    }

    private static void fail(String message) {
        say(message);
        System.exit(1);
    }
}
