/** The suite on one machine: everything {@code deploy/local/start}, {@code stop} and {@code enrol-ven} do behind their options. */
package io.openvtn.local;
