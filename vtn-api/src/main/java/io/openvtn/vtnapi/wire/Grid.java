package io.openvtn.vtnapi.wire;

/**
 * The grid that signals of power are about; the schema wants it beside every unit of power.
 *
 * @param hertz nominal frequency
 * @param voltage nominal voltage in volt
 */
public record Grid(int hertz, int voltage) {}
