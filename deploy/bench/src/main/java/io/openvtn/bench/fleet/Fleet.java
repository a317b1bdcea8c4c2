package io.openvtn.bench.fleet;

import io.openvtn.bench.fleet.identity.Identity;
import io.openvtn.bench.fleet.identity.IdentityFolder;
import io.openvtn.bench.fleet.identity.Strangers;
import io.openvtn.bench.fleet.operator.Enrolment;
import io.openvtn.bench.fleet.operator.OperatorClient;
import io.openvtn.bench.fleet.operator.Suite;
import io.openvtn.bench.fleet.options.OptionException;
import io.openvtn.bench.fleet.options.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** The main class behind {@code deploy/bench/fleet}. */
final class Fleet {

    /** The VTN or the fleet is not as it has to be. */
    private static final int FAILED = 1;

    private static final int WRONG_USE = 2;

    private Fleet() {}

    /** Ends with 0 if all expectations held, 1 if one did not or the run was impossible, 2 for wrong options. */
    public static void main(String[] words) throws InterruptedException {
        try {
            System.exit(run(Options.of(List.of(words))));
        } catch (OptionException e) {
            System.err.println("fleet: " + e.getMessage());
            System.exit(WRONG_USE);
        } catch (IOException | GeneralSecurityException e) {
            System.err.println("fleet: " + (e.getMessage() == null ? e.toString() : e.getMessage())
                    + " (is the suite running? deploy/local/start runs it)");
            System.exit(FAILED);
        }
    }

    private static int run(Options options) throws IOException, GeneralSecurityException, InterruptedException {
        if (!Files.exists(options.data().resolve("env"))) {
            throw new IOException("no suite has run on " + options.data());
        }
        var own = Suite.of(options.data());
        var suite = options.vtnUrl().map(own::withVtn).orElse(own);
        var progress = new Progress(System.err, System.getenv("BENCH_TERMINAL") != null);
        var operator = new OperatorClient(suite);
        try (var fleet = new FleetRun(options, suite, identities(options, suite, operator, progress), progress)) {
            var outcome = fleet.run(operator);
            progress.done();
            var broken = Expectations.broken(options.plan(), outcome);
            var summary = new Summary(options, outcome, broken);
            System.out.print(summary.text());
            if (options.output().json().isPresent()) {
                summary.writeJson(options.output().json().get());
            }
            return broken.isEmpty() ? 0 : FAILED;
        }
    }

    private static List<Identity> identities(Options options, Suite suite, OperatorClient operator, Progress progress)
            throws IOException, GeneralSecurityException, InterruptedException {
        var crowd = options.crowd();
        var enrolment = new Enrolment(IdentityFolder.of(options.data(), suite.caBundle()), operator);
        List<Identity> all = new ArrayList<>(
                enrolment.enrol(crowd, issued -> progress.show("%d certificates issued".formatted(issued), 0)));
        all.addAll(Strangers.make(crowd.strangers()));
        return all;
    }
}
