package io.openvtn.vtnapi.identity;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The CAs that VENs' certificates may come from.
 *
 * @param anchors self-signed roots
 * @param intermediates issuing CAs below them; those that a client sends along are never used
 */
record TrustedAuthorities(List<X509Certificate> anchors, List<X509Certificate> intermediates) {

    TrustedAuthorities {
        anchors = List.copyOf(anchors);
        intermediates = List.copyOf(intermediates);
    }
}
