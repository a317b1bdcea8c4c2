package io.openvtn.bus.contract;

/**
 * What the service that writes a compacted topic puts into each of its partitions once it has compared the topic with its
 * database: all records that it had published are there, before the mark. Without one a topic may lack records, as it was made
 * anew after a loss.
 *
 * <p>A record of its own key, which no {@link StateRecord} has: consumers pass it over.
 */
public final class CompleteMark {

    public static final String KEY = "";
    public static final String VALUE = "{\"complete\":true}";

    private CompleteMark() {}

    /** @param key of a record on a compacted topic */
    public static boolean is(String key) {
        return KEY.equals(key);
    }
}
