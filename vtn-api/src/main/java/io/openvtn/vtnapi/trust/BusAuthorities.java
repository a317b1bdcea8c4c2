package io.openvtn.vtnapi.trust;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.util.List;

/** cert-authority's roots, as they are on the bus. Thread safe; does no I/O. */
@ApplicationScoped
public class BusAuthorities {

    private final TrustStore trustStore;

    BusAuthorities(TrustStore trustStore) {
        this.trustStore = trustStore;
    }

    /** Those that may be anchors; empty until the bus has told of one. */
    public List<X509Certificate> roots() {
        return trustStore.busRoots();
    }
}
