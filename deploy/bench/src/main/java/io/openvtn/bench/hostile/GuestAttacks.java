package io.openvtn.bench.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.openvtn.bench.suite.BoundVen;
import io.openvtn.bench.suite.Tally;
import io.openvtn.bench.suite.Wire;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What somebody without a certificate tries at cert-authority, whose OCSP is open to all. */
final class GuestAttacks {

    private static final String OCSP = "application/ocsp-request";

    private final URI certAuthority;
    private final URI revocation;

    /** @param revocation where cert-authority answers who asks what is revoked */
    GuestAttacks(URI certAuthority, URI revocation) {
        this.certAuthority = certAuthority;
        this.revocation = revocation;
    }

    List<Attack> all() {
        return List.of(
                new Attack("OCSP requests of 10 MiB, and of nothing", 4, this::ocsp),
                new Attack("a guest who says that he has a batch", 4, this::batches));
    }

    private void ocsp(Tally tally, long deadline) throws IOException {
        while (Attack.goesOn(deadline)) {
            try (var wire = connect(revocation)) {
                tally.answered(wire.post("/ocsp/ec-ven-issuing", OCSP, new byte[0]));
                tally.answered(wire.post("/ocsp/ec-ven-issuing", OCSP, new byte[8_192]));
                wire.begin("/ocsp/ec-ven-issuing", OCSP, 10L * 1_024 * 1_024);
                wire.write(new byte[65_536]);
                tally.answered(wire.status());
            }
        }
    }

    private void batches(Tally tally, long deadline) throws IOException {
        byte[] csv = "venName\n".concat("x".repeat(1_000_000)).getBytes(US_ASCII);
        while (Attack.goesOn(deadline)) {
            try (var wire = connect(certAuthority)) {
                tally.answered(wire.post("/v1/batches", "text/csv", csv));
            }
        }
    }

    private static Wire connect(URI to) throws IOException {
        return new Wire(BoundVen.connected(to), to.getHost(), Duration.ofSeconds(40));
    }
}
