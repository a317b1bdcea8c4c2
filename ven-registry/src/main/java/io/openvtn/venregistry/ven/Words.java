package io.openvtn.venregistry.ven;

import io.openvtn.bus.operator.FieldErrors;
import java.util.Optional;

/** What names and IDs are made of that operators choose. */
public final class Words {

    /** Characters of an ID that an event can name. */
    public static final int LONGEST_ID = 128;

    private static final int LONGEST_REASON = 500;

    private Words() {}

    /** Why an operator does something; empty for none. Notes what is wrong with it. */
    public static Optional<String> reason(Optional<String> value, FieldErrors errors) {
        value.filter(text -> text.length() > LONGEST_REASON || text.chars().anyMatch(Character::isISOControl))
                .ifPresent(text -> errors.add(
                        "reason",
                        "has to have at most %d characters and no control character".formatted(LONGEST_REASON)));
        return value.map(String::strip).filter(text -> !text.isEmpty());
    }

    /** What is wrong with it; it may have that many characters. */
    public static Optional<String> mistake(String word, int longest) {
        if (word.isBlank() || word.length() > longest) {
            return Optional.of("has to have 1 to %d characters".formatted(longest));
        }
        if (word.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("holds a control character");
        }
        return word.equals(word.strip()) ? Optional.empty() : Optional.of("begins or ends with a space");
    }
}
