package io.openvtn.eventdispatcher.request;

import io.openvtn.bus.contract.SignalUnit;
import io.openvtn.bus.contract.UnitVocabulary;
import io.openvtn.bus.operator.FieldErrors;
import java.util.Optional;

/** Reads the unit of a signal or baseline. */
final class UnitReader {

    private final String field;
    private final FieldErrors errors;

    /** @param field the path of what has the unit, such as {@code signals[0]} */
    UnitReader(String field, FieldErrors errors) {
        this.field = field;
        this.errors = errors;
    }

    /** The unit; only what it is if nothing was added to the errors. */
    SignalUnit read(EventRequest.Unit request) {
        String kind = word("kind", request.kind());
        String units = word("units", request.units());
        String scale = request.scale().orElse("none");
        if (!UnitVocabulary.SCALES.contains(scale)) {
            errors.add(
                    field + ".unit.scale",
                    "'%s' is no scale; known are %s".formatted(scale, String.join(", ", UnitVocabulary.SCALES)));
        }
        if (!kind.isEmpty() && !UnitVocabulary.KINDS.contains(kind)) {
            errors.add(
                    field + ".unit.kind",
                    "'%s' is no unit of signals; known are %s"
                            .formatted(kind, String.join(", ", UnitVocabulary.KINDS)));
        } else if (!kind.isEmpty() && !units.isEmpty() && !UnitVocabulary.allows(kind, units)) {
            errors.add(field + ".unit.units", "'%s' is not what %s is measured in".formatted(units, kind));
        }
        return new SignalUnit(kind, units, scale);
    }

    private String word(String member, Optional<String> value) {
        String word = value.orElse("");
        if (word.isEmpty()) {
            errors.add(field + ".unit." + member, "is required");
        }
        return word;
    }
}
