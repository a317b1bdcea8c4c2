package io.openvtn.certauthority.order;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The key that a certificate is made for.
 *
 * @param handover what its owner gets of it beside the certificate, which needs the certificate and its issuers
 */
public record LeafKey(PublicKey key, BiFunction<X509Certificate, List<X509Certificate>, KeyHandover> handover) {

    public KeyHandover handOver(X509Certificate leaf, List<X509Certificate> issuers) {
        return handover.apply(leaf, issuers);
    }
}
