package io.openvtn.bench.authority;

import io.openvtn.bench.suite.DataOption;
import io.openvtn.bench.suite.Environment;
import io.openvtn.bench.suite.Program;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.operator.OperatorCreationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main class behind {@code deploy/bench/ca-speed}. */
@Command(
        name = "deploy/bench/ca-speed",
        sortOptions = false,
        usageHelpWidth = 120,
        description = {
            "How fast cert-authority issues, answers OCSP and writes revocation lists, against the running local suite, one after"
                    + " another: issues certificates for CSRs over the API with eight connections, beside the rate of verifying and"
                    + " signing in memory; issues a batch; asks OCSP for one certificate; issues and revokes many more, revokes"
                    + " one, and waits for the list that names them all. Prints a table.",
            "Use it on a suite whose data you throw away.%n"
        })
final class CaSpeed implements Callable<Integer> {

    private static final Duration OCSP_LENGTH = Duration.ofSeconds(10);

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "10000",
            description = "single requests before the measurement, for the JIT compiler (default ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "3000",
            description = "single requests (default ${DEFAULT-VALUE})")
    private int requests;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "10000",
            description = "CSRs in the batch (default ${DEFAULT-VALUE})")
    private int batch;

    @Option(
            names = "--revoked",
            paramLabel = "N",
            defaultValue = "100000",
            description =
                    "entries of the revocation list (default ${DEFAULT-VALUE}); a hundred thousand take minutes to issue")
    private int revoked;

    @Mixin
    private final DataOption data = new DataOption();

    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    public static void main(String[] arguments) {
        Program.run(new CaSpeed(), arguments);
    }

    @Override
    public Integer call()
            throws IOException, InterruptedException, ExecutionException, GeneralSecurityException,
                    OperatorCreationException, OCSPException {
        var authority = new Authority(new Environment(data.folder()));
        progress("making %d CSRs", warmUp + requests + batch);
        List<byte[]> all = Signing.csrs(warmUp + requests + batch);
        List<byte[]> single = all.subList(warmUp, warmUp + requests);
        System.out.printf("| what | figure |%n|---|---|%n");
        progress("issuing %d certificates to warm up", warmUp);
        authority.issue(all.subList(0, warmUp), "warm-" + run);
        Signing.rate(single);
        double inMemory = Signing.rate(single);
        row("verify a CSR and sign, in memory, %d threads".formatted(Signing.THREADS), "%.0f/s", inMemory);
        progress("issuing %d certificates", requests);
        double issued = authority.issue(single, "single-" + run);
        row("EC CSRs issued over the API, %d connections".formatted(Authority.CONNECTIONS), "%.0f/s", issued);
        row("ratio to signing in memory", "%.2f", issued / inMemory);
        progress("issuing a batch of %d", batch);
        List<byte[]> together = all.subList(warmUp + requests, all.size());
        row("batch of %d EC CSRs".formatted(batch), "%.1f s", authority.batch(together, i -> "batch-%s-%d"
                .formatted(run, i)));
        progress("asking OCSP for %d seconds", OCSP_LENGTH.toSeconds());
        row(
                "OCSP answers, %d connections".formatted(OcspLoad.CONNECTIONS),
                "%.0f/s",
                OcspLoad.on(authority).rate(OCSP_LENGTH));
        var fleet = new RevokedFleet(authority, "revoked-" + run);
        fleet.make(revoked, made -> progress("issued %d of %d certificates to revoke", made, revoked));
        row("revocation list of %d entries, made and published".formatted(revoked), "%.1f s", fleet.list());
        return 0;
    }

    private static void row(String what, String format, double figure) {
        System.out.printf(Locale.ROOT, "| %s | " + format + " |%n", what, figure);
    }

    private static void progress(String format, Object... values) {
        System.err.printf(format + "%n", values);
    }
}
