package io.openvtn.bench.fleet.identity;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A VEN's key and certificate.
 *
 * @param chain the leaf first, without the root
 */
public record Identity(String venName, PrivateKey key, List<X509Certificate> chain) {

    public Identity {
        chain = List.copyOf(chain);
    }
}
