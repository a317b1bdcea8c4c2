package io.openvtn.vtnapi.wire;

import io.openvtn.bus.contract.SignalUnit;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;

/** Units of signals and reports: the elements in itemBase's place. */
final class UnitXml {

    private static final String POWER_REAL = "powerReal";

    /** itemDescription is fixed by the schema for each element; energy and power come from the power namespace. */
    private static final Map<String, String> POWER_DESCRIPTIONS = Map.of(
            "voltage",
            "Voltage",
            "energyApparent",
            "ApparentEnergy",
            "energyReactive",
            "ReactiveEnergy",
            "energyReal",
            "RealEnergy",
            "powerApparent",
            "ApparentPower",
            "powerReactive",
            "ReactivePower",
            POWER_REAL,
            "RealPower");

    private static final Map<String, String> OADR_DESCRIPTIONS = Map.of(
            "current", "Current",
            "frequency", "Frequency",
            "temperature", "temperature",
            "Therm", "Therm",
            "currency", "currency",
            "currencyPerKW", "currencyPerKW",
            "currencyPerKWh", "currencyPerKWh",
            // the schema knows the element but no description of its own for it
            "currencyPerThm", "currency");

    /** The itemUnits that the schema allows for each element; for currencies every ISO 4217 code that it is given. */
    private static final Map<String, Set<String>> UNITS = Map.ofEntries(
            Map.entry("voltage", Set.of("V")),
            Map.entry("energyApparent", Set.of("VAh")),
            Map.entry("energyReactive", Set.of("VARh")),
            Map.entry("energyReal", Set.of("Wh")),
            Map.entry("powerApparent", Set.of("VA")),
            Map.entry("powerReactive", Set.of("VAR")),
            Map.entry(POWER_REAL, Set.of("W", "J/s")),
            Map.entry("current", Set.of("A")),
            Map.entry("frequency", Set.of("Hz")),
            Map.entry("temperature", Set.of("celsius", "fahrenheit")),
            Map.entry("Therm", Set.of("thm")),
            Map.entry("currency", Set.of()),
            Map.entry("currencyPerKW", Set.of()),
            Map.entry("currencyPerKWh", Set.of()),
            Map.entry("currencyPerThm", Set.of()));

    private static final Set<String> SCALES = Set.of("p", "n", "micro", "m", "c", "d", "k", "M", "G", "T", "none");

    private UnitXml() {}

    @XmlType(
            namespace = Namespaces.POWER,
            propOrder = {"itemDescription", "itemUnits", "siScaleCode", "powerAttributes"})
    static class PowerItem {

        @XmlElement(required = true)
        String itemDescription;

        @XmlElement(required = true)
        String itemUnits;

        @XmlElement(namespace = Namespaces.SCALE, required = true)
        String siScaleCode;

        PowerAttributes powerAttributes;
    }

    @XmlType(
            namespace = Namespaces.POWER,
            propOrder = {"hertz", "voltage", "ac"})
    static class PowerAttributes {

        @XmlElement(required = true)
        String hertz;

        @XmlElement(required = true)
        String voltage;

        boolean ac = true;
    }

    @XmlType(propOrder = {"itemDescription", "itemUnits", "siScaleCode", "pulseFactor"})
    static class OadrItem {

        String itemDescription;

        @XmlElement(required = true)
        String itemUnits;

        @XmlElement(namespace = Namespaces.SCALE)
        String siScaleCode;

        Float pulseFactor;
    }

    /** A unit that the schema would refuse is sent as customUnit, so that one odd event does not cost a VEN the others. */
    static JAXBElement<?> of(SignalUnit unit, Grid grid) {
        boolean known = SCALES.contains(unit.scale())
                && Optional.ofNullable(UNITS.get(unit.kind()))
                        .map(units -> units.isEmpty() || units.contains(unit.units()))
                        .orElse(false);
        String description = POWER_DESCRIPTIONS.get(unit.kind());
        if (known && description != null) {
            return new JAXBElement<>(
                    new QName(Namespaces.POWER, unit.kind()), PowerItem.class, powerItem(unit, description, grid));
        }
        if (unit.kind().equals("pulseCount")) {
            return oadrItem("pulseCount", pulses());
        }
        var item = new OadrItem();
        item.itemDescription = known
                ? OADR_DESCRIPTIONS.get(unit.kind())
                : XmlText.legal(unit.kind().equals("customUnit") ? unit.units() : unit.kind());
        item.itemUnits = XmlText.legal(unit.units());
        item.siScaleCode = SCALES.contains(unit.scale()) ? unit.scale() : "none";
        return oadrItem(known ? unit.kind() : "customUnit", item);
    }

    private static JAXBElement<OadrItem> oadrItem(String element, OadrItem item) {
        return new JAXBElement<>(new QName(Namespaces.OADR, element), OadrItem.class, item);
    }

    /** Without a scale; the energy of a pulse is the meter's, so each counts once. */
    private static OadrItem pulses() {
        var item = new OadrItem();
        item.itemDescription = "pulse count";
        item.itemUnits = "count";
        item.pulseFactor = 1f;
        return item;
    }

    private static PowerItem powerItem(SignalUnit unit, String description, Grid grid) {
        var item = new PowerItem();
        item.itemDescription = description;
        item.itemUnits = unit.units();
        item.siScaleCode = unit.scale();
        if (unit.kind().startsWith("power")) {
            item.powerAttributes = new PowerAttributes();
            item.powerAttributes.hertz = Integer.toString(grid.hertz());
            item.powerAttributes.voltage = Integer.toString(grid.voltage());
        }
        return item;
    }
}
