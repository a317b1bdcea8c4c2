package io.openvtn.eventdispatcher.request;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The words that OpenADR 2.0b knows for signals: their names and types. */
final class SignalVocabulary {

    static final String SIMPLE = "SIMPLE";
    static final String LEVEL = "level";

    static final Set<String> NAMES = sorted(
            SIMPLE,
            "ELECTRICITY_PRICE",
            "ENERGY_PRICE",
            "DEMAND_CHARGE",
            "BID_PRICE",
            "BID_LOAD",
            "BID_ENERGY",
            "CHARGE_STATE",
            "LOAD_DISPATCH",
            "LOAD_CONTROL");

    /** SignalTypeEnumeratedType of the schema; unlike names, types cannot be extended. */
    static final Set<String> TYPES = sorted(
            "delta",
            LEVEL,
            "multiplier",
            "price",
            "priceMultiplier",
            "priceRelative",
            "setpoint",
            "x-loadControlCapacity",
            "x-loadControlLevelOffset",
            "x-loadControlPercentOffset",
            "x-loadControlSetpoint");

    private static final Pattern EXTENSION = Pattern.compile("x-[\\x21-\\x7e]{1,98}");

    private SignalVocabulary() {}

    static boolean isName(String name) {
        return NAMES.contains(name) || EXTENSION.matcher(name).matches();
    }

    private static Set<String> sorted(String... words) {
        return new TreeSet<>(Set.of(words));
    }
}
