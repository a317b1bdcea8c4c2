package io.openvtn.venregistry.ven;

import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.Filters;
import io.openvtn.bus.operator.PageRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a list of VENs is sorted by; VENs that are alike in it by their venIDs.
 *
 * @param word as the query parameter {@code sort} says it
 * @param after the VEN that the page comes after; empty for the first page
 */
record VenOrder(String word, Optional<Place> after) {

    /** The order in which the table's primary key has the VENs. */
    static final String BY_VEN_ID = "venId";

    static final String BY_VEN_NAME = "venName";
    static final String BY_CREATED_AT = "createdAt";
    static final String BY_LAST_SEEN = "lastSeen";

    private static final String DESCENDING = "-";
    private static final String[] WORDS = Stream.of(BY_VEN_ID, BY_VEN_NAME, BY_CREATED_AT, BY_LAST_SEEN)
            .flatMap(key -> Stream.of(key, DESCENDING + key))
            .toArray(String[]::new);

    /**
     * Where a VEN stands in a list.
     *
     * @param value what the list is sorted by, of that VEN: as it was when its page was read, whatever becomes of it
     */
    record Place(String venId, String value) {}

    /** Notes what is wrong. */
    static VenOrder read(Optional<String> sort, PageRequest page, FieldErrors errors) {
        String word = Filters.oneOf(WORDS, "sort", sort, errors).orElse(BY_VEN_ID);
        var first = new VenOrder(word, Optional.empty());
        Optional<Place> after = page.after().flatMap(first::place);
        if (page.after().isPresent() && after.isEmpty()) {
            errors.add("after", "is not the next of a page in this order");
        }
        return new VenOrder(word, after);
    }

    /** In the order of venID. */
    static VenOrder of(PageRequest page) {
        return new VenOrder(BY_VEN_ID, page.after().map(venId -> new Place(venId, venId)));
    }

    /** Without its direction. */
    String key() {
        return isDescending() ? word.substring(DESCENDING.length()) : word;
    }

    boolean isByVenId() {
        return key().equals(BY_VEN_ID);
    }

    boolean isDescending() {
        return word.startsWith(DESCENDING);
    }

    /** What to pass as {@code after} for the page behind that place. */
    String next(Place place) {
        if (isByVenId()) {
            return place.venId();
        }
        byte[] text = String.join("\n", word, place.venId(), place.value()).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private Optional<Place> place(String next) {
        return isByVenId() ? Optional.of(new Place(next, next)) : decoded(next);
    }

    /** Empty for what {@link #next} did not write, or wrote of another order. */
    private Optional<Place> decoded(String next) {
        String[] parts;
        try {
            parts = new String(Base64.getUrlDecoder().decode(next), StandardCharsets.UTF_8).split("\n", 3);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(parts)
                .filter(some -> some.length == 3 && some[0].equals(word))
                .filter(some -> Arrays.stream(some).noneMatch(part -> part.contains("\0")))
                .map(some -> new Place(some[1], some[2]))
                .filter(place -> key().equals(BY_VEN_NAME) || isTime(place.value()));
    }

    private static boolean isTime(String value) {
        var errors = new FieldErrors();
        Filters.time("after", Optional.of(value), errors);
        return errors.violations().isEmpty();
    }
}
