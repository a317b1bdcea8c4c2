/** VENs: their certificates, their TLS, what comes back to them. */
package io.openvtn.testkit.ven;
