package io.openvtn.vtnapi.wire;

import io.openvtn.bus.contract.SignalUnit;
import io.openvtn.bus.contract.UnitVocabulary;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.Map;
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
        if (unit.kind().equals("pulseCount")) {
            return oadrItem("pulseCount", pulses());
        }
        boolean known =
                UnitVocabulary.SCALES.contains(unit.scale()) && UnitVocabulary.allows(unit.kind(), unit.units());
        String power = POWER_DESCRIPTIONS.get(unit.kind());
        if (known && power != null) {
            return new JAXBElement<>(
                    new QName(Namespaces.POWER, unit.kind()), PowerItem.class, powerItem(unit, power, grid));
        }
        String description = OADR_DESCRIPTIONS.get(unit.kind());
        return known && description != null
                ? oadrItem(unit.kind(), item(unit, description))
                : oadrItem("customUnit", item(unit, unit.kind().equals("customUnit") ? unit.units() : unit.kind()));
    }

    private static OadrItem item(SignalUnit unit, String description) {
        var item = new OadrItem();
        item.itemDescription = XmlText.legal(description);
        item.itemUnits = XmlText.legal(unit.units());
        item.siScaleCode = UnitVocabulary.SCALES.contains(unit.scale()) ? unit.scale() : "none";
        return item;
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
