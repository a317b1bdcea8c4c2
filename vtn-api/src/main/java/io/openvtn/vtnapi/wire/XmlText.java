package io.openvtn.vtnapi.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Text from outside, such as an operator's comment, on its way into a message. */
final class XmlText {

    private static final int REPLACEMENT = 0xFFFD;
    private static final int LATEST_YEAR = 9_999;

    private XmlText() {}

    /** XML can't carry every character, not even escaped, and a VEN drops the whole message for one. */
    static String legal(String text) {
        return text.codePoints().allMatch(XmlText::isLegal)
                ? text
                : text.codePoints()
                        .map(character -> isLegal(character) ? character : REPLACEMENT)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** The schema's durations know no fractions of a second. */
    static String duration(Duration duration) {
        return duration.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String dateTime(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Empty for a time without an offset, which may be any. */
    static Optional<Instant> instant(String dateTime) {
        try {
            return Optional.of(OffsetDateTime.parse(dateTime.strip()))
                    .filter(time -> time.getYear() > 0 && time.getYear() <= LATEST_YEAR)
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    // XML 1.0 section 2.2, production Char
    private static boolean isLegal(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || character >= 0x20 && character <= 0xD7FF
                || character >= 0xE000 && character <= 0xFFFD
                || character >= 0x10000;
    }
}
