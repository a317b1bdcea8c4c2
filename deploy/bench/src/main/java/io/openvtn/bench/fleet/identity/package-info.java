/** Keys, certificates and TLS of VENs and of strangers. */
package io.openvtn.bench.fleet.identity;
