package io.openvtn.bus.operator;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Which page of a list is wanted.
 *
 * @param limit how many items at most
 * @param after the key of the last item of the page before; empty for the first page
 */
public record PageRequest(int limit, Optional<String> after) {

    /** The key that everything comes after: of the page before, or one that is less than all. */
    public String from() {
        return after.orElse("");
    }

    /** To be asked of the database: one more than the page holds tells whether there is another page. */
    public int limitAndOne() {
        return limit + 1;
    }

    /**
     * A page of what was found.
     *
     * @param found one more than the limit if there is another page
     * @param key what the next page goes on after
     * @param page of its items and of what to pass as {@code after} for the next one
     */
    public <T, P> P cut(List<T> found, Function<T, String> key, BiFunction<List<T>, Optional<String>, P> page) {
        List<T> items = found.stream().limit(limit).toList();
        return page.apply(
                items, found.size() > limit ? Optional.of(key.apply(items.get(limit - 1))) : Optional.empty());
    }
}
