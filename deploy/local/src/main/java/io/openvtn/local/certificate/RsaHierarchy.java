package io.openvtn.local.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.local.files.DataFolder;
import io.openvtn.local.files.PrivateFiles;
import io.openvtn.local.process.Progress;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits until cert-authority has made its RSA authorities, which takes it half a minute, and does what could not be done before:
 * the bundle of those to trust is written again, and vtn-api gets an RSA certificate for VENs that know no other.
 */
public final class RsaHierarchy {

    private static final String ISSUING = "rsa-vtn-issuing";
    private static final long AGAIN_SECONDS = 2;

    private final OperatorClient operator;
    private final String caUrl;
    private final DataFolder data;
    private final Optional<VtnCertificate> certificate;
    private final Progress progress;
    private final Clock clock;
    private final BooleanSupplier stopping;

    /** @param certificate vtn-api's; empty if it does not run */
    public RsaHierarchy(
            OperatorClient operator,
            String caUrl,
            DataFolder data,
            Optional<VtnCertificate> certificate,
            Progress progress,
            Clock clock,
            BooleanSupplier stopping) {
        this.operator = operator;
        this.caUrl = caUrl;
        this.data = data;
        this.certificate = certificate;
        this.progress = progress;
        this.clock = clock;
        this.stopping = stopping;
    }

    /** Writes the authorities that there are by now into the bundle. */
    public static void writeBundle(OperatorClient operator, String caUrl, DataFolder data)
            throws IOException, InterruptedException {
        PrivateFiles.write(data.caBundle(), operator.getText(caUrl + "/v1/authorities/bundle.pem"));
    }

    /** Does so beside all the rest: nobody waits for it, and it ends with the suite. */
    public void watch() {
        var thread = new Thread(this::await, "rsa-hierarchy");
        thread.setDaemon(true);
        thread.start();
    }

    private void await() {
        try {
            while (!stopping.getAsBoolean() && !isDone()) {
                TimeUnit.SECONDS.sleep(AGAIN_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            progress.warn("vtn-api has no RSA certificate, and won't get one before the next start: " + e);
        }
    }

    private boolean isDone() throws InterruptedException {
        try {
            if (!exists()) {
                return false;
            }
            writeBundle(operator, caUrl, data);
            if (certificate.isPresent() && certificate.get().isMissingOrEnding(clock.instant())) {
                certificate.get().obtain(operator, caUrl);
                progress.step("vtn-api has an RSA certificate, too");
            }
            return true;
        } catch (IOException e) {
            // cert-authority is being started again
            return false;
        }
    }

    private boolean exists() throws IOException, InterruptedException {
        for (JsonNode authority : operator.get(caUrl + "/v1/authorities").path("items")) {
            if (authority.path("name").asText().equals(ISSUING)) {
                return true;
            }
        }
        return false;
    }
}
