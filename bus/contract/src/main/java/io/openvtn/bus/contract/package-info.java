/**
 * The records and topics that the services exchange: a public interface. Changes are additive, and a consumer ignores
 * fields that it does not know. Depends on the JDK alone.
 */
package io.openvtn.bus.contract;
