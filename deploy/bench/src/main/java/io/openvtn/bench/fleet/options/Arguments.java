package io.openvtn.bench.fleet.options;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code --name value} and {@code --flag} as they were typed. Each reader takes its option out. */
final class Arguments {

    private final Map<String, String> values = new HashMap<>();

    /**
     * Splits a command line.
     *
     * @param flags options without a value
     */
    Arguments(List<String> words, Set<String> flags) throws OptionException {
        var rest = words.iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            if (!name.startsWith("--")) {
                throw new OptionException("unknown argument " + name);
            }
            if (flags.contains(name)) {
                values.put(name, "");
            } else if (rest.hasNext()) {
                values.put(name, rest.next());
            } else {
                throw new OptionException(name + " needs a value");
            }
        }
    }

    boolean flag(String name) {
        return values.remove(name) != null;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.remove(name));
    }

    int number(String name, int otherwise, int least, int most) throws OptionException {
        String text = values.remove(name);
        try {
            int number = text == null ? otherwise : Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as for one that is out of bounds
        }
        throw new OptionException("%s is a number from %d to %d, not %s".formatted(name, least, most, text));
    }

    double share(String name, double otherwise) throws OptionException {
        String text = values.remove(name);
        try {
            double share = text == null ? otherwise : Double.parseDouble(text);
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // said below, as for one that is out of bounds
        }
        throw new OptionException("%s is a share from 0 to 1, not %s".formatted(name, text));
    }

    Duration duration(String name, Duration otherwise) throws OptionException {
        return duration(name).orElse(otherwise);
    }

    Optional<Duration> duration(String name) throws OptionException {
        String text = values.remove(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(text));
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new OptionException("%s is a duration such as 500ms, 10s, 2m or PT10S, not %s".formatted(name, text));
        }
    }

    <E extends Enum<E>> E word(String name, E otherwise, Map<String, E> words) throws OptionException {
        String text = values.remove(name);
        if (text == null) {
            return otherwise;
        }
        E word = words.get(text);
        if (word == null) {
            throw new OptionException("%s is one of %s, not %s"
                    .formatted(
                            name,
                            String.join(", ", words.keySet().stream().sorted().toList()),
                            text));
        }
        return word;
    }

    /** To be called when every option has been read. */
    void refuseOthers() throws OptionException {
        if (!values.isEmpty()) {
            throw new OptionException(
                    "unknown option " + values.keySet().iterator().next());
        }
    }

    private static Duration parse(String text) {
        String iso = text.toUpperCase(Locale.ROOT);
        Duration duration;
        if (iso.startsWith("P")) {
            duration = Duration.parse(iso);
        } else if (iso.endsWith("MS")) {
            duration = Duration.parse("PT" + iso.substring(0, iso.length() - 2) + "S")
                    .dividedBy(1000);
        } else {
            duration = Duration.parse("PT" + iso);
        }
        if (duration.isNegative()) {
            throw new DateTimeParseException("negative", text, 0);
        }
        return duration;
    }
}
