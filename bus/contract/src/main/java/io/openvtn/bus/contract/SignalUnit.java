package io.openvtn.bus.contract;

/**
 * The unit of a signal's values (itemBase).
 *
 * @param kind the element's name in the schema, such as {@code powerReal}, {@code energyReal}, {@code currencyPerKWh}
 * @param units itemUnits, such as {@code W}, {@code Wh}, {@code USD}
 * @param scale siScaleCode, such as {@code none} or {@code k}
 */
public record SignalUnit(String kind, String units, String scale) {}
