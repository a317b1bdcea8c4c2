package io.openvtn.bench.fleet.options;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the values of options are read. What is thrown is the end of a sentence that begins with the option's name. */
final class Converters {

    private static final int MOST_VENS = 1_000_000;

    private Converters() {}

    /** A time that is not negative: {@code 500ms}, {@code 10s}, {@code 2m} or as ISO 8601 writes it. */
    static final class Time implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            try {
                Duration duration = parse(text.toUpperCase(Locale.ROOT));
                if (!duration.isNegative()) {
                    return duration;
                }
            } catch (DateTimeParseException | ArithmeticException e) {
                // said below, as for one that is negative
            }
            throw new TypeConversionException("it is a duration such as 500ms, 10s, 2m or PT10S, not " + text);
        }

        private static Duration parse(String text) {
            if (text.startsWith("P")) {
                return Duration.parse(text);
            }
            if (text.endsWith("MS")) {
                return Duration.parse("PT" + text.substring(0, text.length() - 2) + "S")
                        .dividedBy(1000);
            }
            return Duration.parse("PT" + text);
        }
    }

    /** From 0 to 1. */
    static final class Share implements ITypeConverter<Double> {

        @Override
        public Double convert(String text) {
            try {
                double share = Double.parseDouble(text);
                if (share >= 0 && share <= 1) {
                    return share;
                }
            } catch (NumberFormatException e) {
                // said below, as for one that is out of bounds
            }
            throw new TypeConversionException("it is a share from 0 to 1, not " + text);
        }
    }

    /** What becomes of a connection. */
    static final class Connection implements ITypeConverter<Behaviour.Connection> {

        @Override
        public Behaviour.Connection convert(String text) {
            return Arrays.stream(Behaviour.Connection.values())
                    .filter(connection -> connection.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("it is keep-alive, new or resumed, not " + text));
        }
    }

    /** A number of VENs, from 0. */
    static class Count implements ITypeConverter<Integer> {

        int least() {
            return 0;
        }

        @Override
        public Integer convert(String text) {
            try {
                int count = Integer.parseInt(text);
                if (count >= least() && count <= MOST_VENS) {
                    return count;
                }
            } catch (NumberFormatException e) {
                // said below, as for one that is out of bounds
            }
            throw new TypeConversionException(
                    "it is a number from %d to %d, not %s".formatted(least(), MOST_VENS, text));
        }
    }

    /** A number of VENs, from 1. */
    static final class SomeVens extends Count {

        @Override
        int least() {
            return 1;
        }
    }
}
