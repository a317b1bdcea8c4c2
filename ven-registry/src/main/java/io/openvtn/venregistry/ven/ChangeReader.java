package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.RequestKind;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.Filters;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads what an operator wants of many VENs, and notes what is wrong with it. Not thread safe. */
final class ChangeReader {

    private final FieldErrors errors;
    private final FieldReader reader;

    ChangeReader(FieldErrors errors) {
        this.errors = errors;
        this.reader = new FieldReader(errors);
    }

    VenChange read(VenChangeFields fields) {
        Function<String, Optional<String>> idMistake = id -> Words.mistake(id, Words.LONGEST_ID);
        var change = new VenChange(
                reader.status(fields.status()),
                list("addGroups", fields.addGroups(), idMistake),
                list("removeGroups", fields.removeGroups(), idMistake),
                list("addMarketContexts", fields.addMarketContexts(), FieldReader::uriMistake),
                list("removeMarketContexts", fields.removeMarketContexts(), FieldReader::uriMistake),
                fields.addLabels()
                        .map(labels -> Labels.byName(reader.labels("addLabels", labels)))
                        .orElse(Map.of()),
                list("removeLabels", fields.removeLabels(), Labels::mistakeInName),
                fields.pollFrequency().flatMap(reader::pollFrequency),
                Filters.oneOf(RequestKind.values(), "request", fields.request(), errors));
        refuseBoth("removeGroups", change.removeGroups(), change.addGroups());
        refuseBoth("removeMarketContexts", change.removeMarketContexts(), change.addMarketContexts());
        refuseBoth("removeLabels", change.removeLabels(), change.addLabels().keySet());
        if (isNothing(fields)) {
            errors.add("status", VenChangeFields.NOTHING);
        }
        return change;
    }

    private List<String> list(String field, Optional<List<String>> values, Function<String, Optional<String>> mistake) {
        return values.map(some -> reader.list(field, some, mistake)).orElse(List.of());
    }

    private void refuseBoth(String field, List<String> removed, Collection<String> added) {
        removed.stream()
                .filter(added::contains)
                .forEach(one -> errors.add(field, "holds %s, which is to be added as well".formatted(one)));
    }

    private static boolean isNothing(VenChangeFields fields) {
        return Stream.of(fields.status(), fields.pollFrequency(), fields.request())
                        .allMatch(Optional::isEmpty)
                && Stream.of(
                                fields.addGroups(),
                                fields.removeGroups(),
                                fields.addMarketContexts(),
                                fields.removeMarketContexts(),
                                fields.removeLabels())
                        .allMatch(some -> some.orElse(List.of()).isEmpty())
                && fields.addLabels().orElse(Map.of()).isEmpty();
    }
}
