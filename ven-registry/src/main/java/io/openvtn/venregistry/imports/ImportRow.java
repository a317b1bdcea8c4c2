package io.openvtn.venregistry.imports;

import io.openvtn.bus.operator.FieldErrors.Violation;
import io.openvtn.venregistry.ven.NewVen;
import java.util.List;
import java.util.Optional;

/**
 * A row of a file, read.
 *
 * @param line of the file, from 2
 * @param ven empty if its cells can't be told apart
 * @param violations what is wrong with it, by column
 */
record ImportRow(int line, Optional<String> venName, Optional<NewVen> ven, List<Violation> violations) {

    boolean isBad() {
        return !violations.isEmpty();
    }
}
