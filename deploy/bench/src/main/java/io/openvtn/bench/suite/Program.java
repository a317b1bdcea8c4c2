package io.openvtn.bench.suite;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What the benchmarks have in common as commands. */
public final class Program {

    private Program() {}

    /**
     * Runs a command and ends the process: with what the command says, 1 if something went wrong, or 2 for wrong options.
     *
     * @param program with picocli's annotations
     */
    public static void run(Callable<Integer> program, String... arguments) {
        System.exit(commandLine(program).execute(arguments));
    }

    private static CommandLine commandLine(Callable<Integer> program) {
        var command = new CommandLine(program);
        String script = command.getCommandName().replaceFirst(".*/", "");
        command.getCommandSpec()
                .addOption(OptionSpec.builder("--help", "-h")
                        .usageHelp(true)
                        .description("this text")
                        .build());
        command.setParameterExceptionHandler((e, words) -> {
            command.getErr().printf("%s: %s%n%s --help shows what there is%n", script, e.getMessage(), script);
            return command.getCommandSpec().exitCodeOnInvalidInput();
        });
        command.setExecutionExceptionHandler((e, failed, parsed) -> {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            failed.getErr().println(script + ": " + cause.getMessage());
            return 1;
        });
        return command;
    }
}
