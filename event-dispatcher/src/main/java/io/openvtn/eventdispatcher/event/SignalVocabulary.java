package io.openvtn.eventdispatcher.event;

import java.util.Currency;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words that OpenADR 2.0b knows for signals: names, types, units and scales. */
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

    /** SiScaleCodeType of the schema. */
    static final Set<String> SCALES = sorted("p", "n", "micro", "m", "c", "d", "k", "M", "G", "T", "none");

    private static final Pattern EXTENSION = Pattern.compile("x-[\\x21-\\x7e]{1,98}");
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    /** Elements of itemBase and the itemUnits that each allows. */
    private static final Map<String, Predicate<String>> UNITS = Map.ofEntries(
            Map.entry("voltage", Set.of("V")::contains),
            Map.entry("current", Set.of("A")::contains),
            Map.entry("frequency", Set.of("Hz")::contains),
            Map.entry("temperature", Set.of("celsius", "fahrenheit")::contains),
            Map.entry("Therm", Set.of("thm")::contains),
            Map.entry("energyApparent", Set.of("VAh")::contains),
            Map.entry("energyReactive", Set.of("VARh")::contains),
            Map.entry("energyReal", Set.of("Wh")::contains),
            Map.entry("powerApparent", Set.of("VA")::contains),
            Map.entry("powerReactive", Set.of("VAR")::contains),
            Map.entry("powerReal", Set.of("W", "J/s")::contains),
            Map.entry("currency", CURRENCIES::contains),
            Map.entry("currencyPerKW", CURRENCIES::contains),
            Map.entry("currencyPerKWh", CURRENCIES::contains),
            Map.entry("currencyPerThm", CURRENCIES::contains),
            Map.entry("pulseCount", Set.of("count")::contains),
            Map.entry("customUnit", units -> !units.isBlank() && units.length() <= 100));

    static final Set<String> UNIT_KINDS = sorted(UNITS.keySet().toArray(String[]::new));

    private SignalVocabulary() {}

    static boolean isName(String name) {
        return NAMES.contains(name) || EXTENSION.matcher(name).matches();
    }

    /** Whether an element of itemBase allows these itemUnits; the kind has to be one of {@link #UNIT_KINDS}. */
    static boolean allows(String kind, String units) {
        return UNITS.get(kind).test(units);
    }

    private static Set<String> sorted(String... words) {
        return new TreeSet<>(Set.of(words));
    }
}
