package io.openvtn.bench.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.bench.suite.DataOption;
import io.openvtn.bench.suite.Environment;
import io.openvtn.bench.suite.FleetFile;
import io.openvtn.bench.suite.Operator;
import io.openvtn.bench.suite.Program;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main class behind {@code deploy/bench/registry-speed}. */
@Command(
        name = "deploy/bench/registry-speed",
        sortOptions = false,
        usageHelpWidth = 120,
        description = {
            "How fast ven-registry takes a fleet in and finds VENs in it, against the running local suite: imports VENs from CSV,"
                    + " and asks for pages of 50 with each filter, one after another over one connection. Prints a table.",
            "Use it on a suite whose data you throw away.%n"
        })
final class RegistrySpeed implements Callable<Integer> {

    private static final int WARM_UP = 20;

    @Option(
            names = "--vens",
            paramLabel = "N",
            defaultValue = "100000",
            description = "VENs to import (default ${DEFAULT-VALUE}); 0: ask of those that there are")
    private int vens;

    @Option(
            names = "--groups",
            paramLabel = "N",
            defaultValue = "1",
            description = "groups that each is in (default ${DEFAULT-VALUE})")
    private int groups;

    @Option(
            names = "--resources",
            paramLabel = "N",
            defaultValue = "0",
            description = "resources that each has (default ${DEFAULT-VALUE})")
    private int resources;

    @Option(
            names = "--pages",
            paramLabel = "N",
            defaultValue = "200",
            description = "pages with each filter (default ${DEFAULT-VALUE})")
    private int pages;

    @Mixin
    private final DataOption data = new DataOption();

    private final SplittableRandom random = new SplittableRandom(1);

    public static void main(String[] arguments) {
        Program.run(new RegistrySpeed(), arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var registry = new Operator(new Environment(data.folder()), "REGISTRY_URL");
        System.out.printf("| what | figure |%n|---|---|%n");
        if (vens > 0) {
            takeIn(registry);
        }
        JsonNode some = registry.get("/v1/vens?limit=500").path("items");
        if (some.isEmpty()) {
            throw new IOException("there are no VENs to ask for");
        }
        page(
                registry,
                "in the order of venIDs",
                i -> "after=" + ven(some).path("venId").asText());
        page(registry, "?group=", i -> "group=feeder-" + random.nextInt(FleetFile.GROUPS));
        page(registry, "?target=", i -> "target=parties:party-" + random.nextInt(FleetFile.GROUPS));
        page(
                registry,
                "?label=, 10 VENs have it",
                i -> "label=site=" + ven(some).path("labels").path("site").asText());
        page(registry, "?label=, one in 7 has it", i -> "label=owner=owner-" + random.nextInt(7));
        page(registry, "?status=ACTIVE", i -> "status=ACTIVE");
        page(registry, "?status=SUSPENDED", i -> "status=SUSPENDED");
        page(
                registry,
                "?resource=",
                i -> "resource="
                        + ven(some).path("resources").path(0).path("resourceId").asText("there-is-none"));
        page(
                registry,
                "?registrationId=",
                i -> "registrationId=" + ven(some).path("registrationId").asText());
        page(registry, "?pollFrequency=, all have it", i -> "pollFrequency=PT10S");
        page(registry, "?pollFrequency=, none has it", i -> "pollFrequency=PT11S");
        page(registry, "?software=, none has it", i -> "software=there-is-none");
        page(registry, "?online=true", i -> "online=true");
        page(registry, "?online=false", i -> "online=false");
        page(registry, "?registered=true", i -> "registered=true");
        page(registry, "?certificateExpiresBefore=", i -> "certificateExpiresBefore=2100-01-01T00:00:00Z");
        page(
                registry,
                "?status=SUSPENDED&group=",
                i -> "status=SUSPENDED&group=feeder-" + random.nextInt(FleetFile.GROUPS));
        page(
                registry,
                "?text=, the end of a name",
                i -> "text=" + ven(some).path("venName").asText().replaceFirst("^[^-]*", ""));
        for (String sort : List.of("venName", "-venName", "createdAt", "-createdAt", "lastSeen", "-lastSeen")) {
            page(registry, "?sort=" + sort, i -> "sort=" + sort);
        }
        page(registry, "?sort=venName&group=", i -> "sort=venName&group=feeder-" + random.nextInt(FleetFile.GROUPS));
        page(
                registry,
                "?sort=lastSeen&label=, one in 7 has it",
                i -> "sort=lastSeen&label=owner=owner-" + random.nextInt(7));
        page(registry, "?text=, in no name", i -> "text=there-is-none");
        page(
                registry,
                "?fingerprint=",
                i -> "fingerprint="
                        + ven(some)
                                .path("certificates")
                                .path(0)
                                .path("openAdrFingerprint")
                                .asText());
        return 0;
    }

    private JsonNode ven(JsonNode some) {
        return some.path(random.nextInt(some.size()));
    }

    private void takeIn(Operator registry) throws IOException, InterruptedException {
        String mark = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        FleetFile.Taken taken = new FleetFile(registry, mark, groups, resources)
                .make(vens, done -> System.err.printf("%d of %d rows are done%n", done, vens));
        row("%d VENs handed in as CSV, and read".formatted(vens), "%.1f s", taken.handedIn());
        row("the same, made", "%.1f s", taken.made());
    }

    private void page(Operator registry, String what, IntFunction<String> query)
            throws IOException, InterruptedException {
        System.err.printf("asking %s%n", what);
        for (int i = 0; i < WARM_UP; i++) {
            registry.get("/v1/vens?limit=50&" + query.apply(i));
        }
        double[] millis = new double[pages];
        for (int i = 0; i < pages; i++) {
            String path = "/v1/vens?limit=50&" + query.apply(i);
            long begun = System.nanoTime();
            registry.get(path);
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "| a page of 50 %s | median %.1f ms, p95 %.1f ms |%n",
                what,
                millis[pages / 2],
                millis[pages * 95 / 100]);
    }

    private static void row(String what, String format, double figure) {
        System.out.printf(Locale.ROOT, "| %s | " + format + " |%n", what, figure);
    }
}
