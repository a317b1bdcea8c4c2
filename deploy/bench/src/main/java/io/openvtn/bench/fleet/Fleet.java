package io.openvtn.bench.fleet;

import io.openvtn.bench.fleet.identity.Identity;
import io.openvtn.bench.fleet.identity.IdentityFolder;
import io.openvtn.bench.fleet.identity.Strangers;
import io.openvtn.bench.fleet.operator.Enrolment;
import io.openvtn.bench.fleet.operator.OperatorClient;
import io.openvtn.bench.fleet.operator.Suite;
import io.openvtn.bench.fleet.options.CommandLineOptions;
import io.openvtn.bench.fleet.options.OptionException;
import io.openvtn.bench.fleet.options.Options;
import io.openvtn.bench.suite.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main class behind {@code deploy/bench/fleet}. */
@Command(
        name = "deploy/bench/fleet",
        customSynopsis = "deploy/bench/fleet [options]%n",
        sortOptions = false,
        usageHelpWidth = 120,
        description = {
            "Simulates VENs, each with its own certificate over mutual TLS, in one process: they register, poll, get events and"
                    + " answer them as real ones do. Shows how far it is, prints a summary, and ends with 0 only if nothing went"
                    + " wrong. Certificates are issued by cert-authority at the first run and kept in DIR/fleet."
        },
        footer = {
            "%nTIME is 500ms, 10s, 2m or PT10S; SHARE is from 0 to 1.",
            "The exit code is 0 if all expectations held, 1 if one did not, 2 for wrong options."
        })
final class Fleet implements Callable<Integer> {

    /** The VTN or the fleet is not as it has to be. */
    private static final int FAILED = 1;

    @Mixin
    private CommandLineOptions words = new CommandLineOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    public static void main(String[] arguments) {
        Program.run(new Fleet(), arguments);
    }

    @Override
    public Integer call() throws IOException, GeneralSecurityException, InterruptedException {
        try {
            return run(words.options());
        } catch (OptionException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (IOException | GeneralSecurityException e) {
            throw new IOException(
                    (e.getMessage() == null ? e.toString() : e.getMessage())
                            + " (is the suite running? deploy/local/start runs it)",
                    e);
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
