package io.openvtn.venregistry.ven;

import io.openvtn.bus.operator.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;

/**
 * What stands against a new VEN.
 *
 * @param field what of it another VEN has
 * @param message who has it
 * @param holder the other VEN
 */
record Taken(String field, String message, String holder) {

    static Taken name(String venName, String holder) {
        return new Taken("venName", "the venName %s is taken by VEN %s".formatted(venName, holder), holder);
    }

    static Taken formerName(String venName, String holder) {
        return new Taken(
                "venName",
                "the venName %s was that of VEN %s, whose certificates may carry it".formatted(venName, holder),
                holder);
    }

    static Taken id(String field, String holder) {
        return new Taken(field, "the %s is taken by VEN %s".formatted(field, holder), holder);
    }

    HttpProblem problem() {
        return Problems.taken(message, "venId", holder);
    }
}
