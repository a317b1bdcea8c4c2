package io.openvtn.bus.contract;

import java.util.Collections;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The units and scales that OpenADR 2.0b knows (itemBase, siScaleCode). */
public final class UnitVocabulary {

    /** SiScaleCodeType of the schema, in alphabetical order. */
    public static final Set<String> SCALES =
            sorted(Set.of("p", "n", "micro", "m", "c", "d", "k", "M", "G", "T", "none"));

    private static final int LONGEST_CUSTOM = 100;
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
            Map.entry("customUnit", units -> !units.isBlank() && units.length() <= LONGEST_CUSTOM));

    /** The names of the elements in itemBase's place, in alphabetical order. */
    public static final Set<String> KINDS = sorted(UNITS.keySet());

    private UnitVocabulary() {}

    /** Whether an element of itemBase allows these itemUnits; false where the element is none of {@link #KINDS}. */
    public static boolean allows(String kind, String units) {
        return UNITS.getOrDefault(kind, none -> false).test(units);
    }

    private static Set<String> sorted(Set<String> words) {
        return Collections.unmodifiableSet(new TreeSet<>(words));
    }
}
