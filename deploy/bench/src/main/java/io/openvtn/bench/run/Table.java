package io.openvtn.bench.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** All figures of a run, for people as Markdown and for programs as JSON. */
record Table(Machine machine, String conditions, List<Row> rows) {

    private static final ObjectMapper JSON = new ObjectMapper();

    Table {
        rows = List.copyOf(rows);
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("results.md"), markdown());
        JSON.writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("results.json").toFile(), json());
    }

    String markdown() {
        var text = new StringBuilder("Machine: %s.%n%s%n%n".formatted(machine.words(), conditions));
        text.append("| figure | unit | vtn-api | compared with | there | ratio | note |%n".formatted());
        text.append("|---|---|---:|---|---:|---:|---|%n".formatted());
        for (Row row : rows) {
            text.append("| %s | %s | %s | %s | %s | %s | %s |%n"
                    .formatted(
                            row.name(),
                            row.unit(),
                            number(OptionalDouble.of(row.median()), 1),
                            row.limits().map(Row.Limits::name).orElse(""),
                            number(row.limit(), 1),
                            number(row.ratio(), 2),
                            row.note()));
        }
        return text.toString();
    }

    private ObjectNode json() {
        var json = JSON.createObjectNode().put("conditions", conditions);
        json.putObject("machine")
                .put("processor", machine.processor())
                .put("cores", machine.cores())
                .put("memoryMegabytes", machine.memoryMegabytes())
                .put("kernel", machine.kernel())
                .put("java", machine.java())
                .put("load", machine.load())
                .put("at", machine.at().toString());
        var figures = json.putArray("figures");
        for (Row row : rows) {
            var figure = figures.addObject()
                    .put("name", row.name())
                    .put("unit", row.unit())
                    .put("median", row.median())
                    .put("note", row.note());
            row.ours().forEach(figure.putArray("rounds")::add);
            row.limits().ifPresent(limits -> {
                figure.put("comparedWith", limits.name());
                limits.values().forEach(figure.putArray("limitRounds")::add);
            });
            row.ratio().ifPresent(ratio -> figure.put("ratio", ratio));
        }
        return json;
    }

    private static String number(OptionalDouble value, int digits) {
        return value.isPresent() ? String.format(Locale.ROOT, "%,." + digits + "f", value.getAsDouble()) : "";
    }
}
