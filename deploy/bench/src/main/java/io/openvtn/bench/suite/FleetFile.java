package io.openvtn.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * VENs that no device stands for, imported from files: each with a certificate's fingerprint, in some of a thousand groups, with
 * resources, two parties, a site and an owner.
 */
public final class FleetFile {

    public static final int GROUPS = 1_000;
    private static final int MOST_ROWS = 250_000;
    private static final int STEPS = 100;
    private static final int FINGERPRINT_BYTES = 32;
    private static final long PAUSE_MILLIS = 200;

    private final Operator registry;
    private final String mark;
    private final int groups;
    private final int resources;
    private final SplittableRandom random;

    /**
     * Files of VENs.
     *
     * @param mark begins the name of each
     * @param groups that each is in
     * @param resources that each has
     */
    public FleetFile(Operator registry, String mark, int groups, int resources) {
        this.registry = registry;
        this.mark = mark;
        this.groups = groups;
        this.resources = resources;
        this.random = new SplittableRandom(mark.hashCode());
    }

    /** What names all VENs of the file as an event's target. */
    public String party() {
        return "fleet-" + mark;
    }

    /** How long it took. */
    public record Taken(double handedIn, double made) {}

    /**
     * Makes VENs, and waits until all are there.
     *
     * @param progress hears how many rows are done
     */
    public Taken make(int vens, IntConsumer progress) throws IOException, InterruptedException {
        double handedIn = 0;
        double made = 0;
        for (int from = 0; from < vens; from += MOST_ROWS) {
            byte[] csv = csv(from, Math.min(vens, from + MOST_ROWS));
            long begun = System.nanoTime();
            JsonNode taken = registry.post("/v1/imports", "text/csv", csv);
            handedIn += since(begun);
            await(taken.path("importId").asText(), from, progress);
            made += since(begun);
        }
        return new Taken(handedIn, made);
    }

    private void await(String importId, int before, IntConsumer progress) throws IOException, InterruptedException {
        JsonNode now = registry.get("/v1/imports/" + importId);
        while (!now.has("finishedAt")) {
            progress.accept(before + now.path("done").asInt());
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            now = registry.get("/v1/imports/" + importId);
        }
        if (!now.path("status").asText().equals("MADE")) {
            throw new IOException("an import ended as " + now);
        }
    }

    private byte[] csv(int from, int to) {
        var csv = new StringBuilder("venName,sha256,groups,resources,targetIds,labels\n");
        var fingerprint = new byte[FINGERPRINT_BYTES];
        for (int i = from; i < to; i++) {
            random.nextBytes(fingerprint);
            csv.append("%s-%d,%s,%s,%s,parties:party-%d;%s,site=%s-%d;owner=owner-%d%n"
                    .formatted(
                            mark,
                            i,
                            HexFormat.of().formatHex(fingerprint),
                            groups(i),
                            resources(i),
                            i % GROUPS,
                            "parties:" + party(),
                            mark,
                            i / 10,
                            i % 7));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** As different as may be: of several groups each, a hundred thousand VENs have as many lists. */
    private String groups(int ven) {
        int step = 1 + ven / GROUPS % STEPS;
        return IntStream.range(0, groups)
                .mapToObj(i -> "feeder-" + (ven + i * step) % GROUPS)
                .collect(Collectors.joining(";"));
    }

    private String resources(int ven) {
        return IntStream.range(0, resources)
                .mapToObj(i -> "heat-pump-%d-%d".formatted(ven, i))
                .collect(Collectors.joining(";"));
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
