package io.openvtn.vtnapi.identity;

import io.openvtn.bus.contract.AnchorPolicy;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * The CAs that VENs' certificates may come from, with every way from an issuing CA up to an anchor. Those ways are found
 * once, when the anchors are read: what a client sends along is never used. Immutable.
 */
final class TrustedAuthorities {

    static final TrustedAuthorities NONE = new TrustedAuthorities(List.of(), List.of());

    /** CAs above a leaf; deeper hierarchies are not met, and a loop of cross certificates ends here. */
    private static final int DEEPEST = 5;

    private final Map<X500Principal, List<AuthorityPath>> pathsByIssuer = new HashMap<>();

    /** A self-signed root, and the rules for the leaves below it. */
    record Anchor(X509Certificate certificate, AnchorPolicy policy) {}

    /** @param intermediates issuing CAs below the anchors */
    TrustedAuthorities(List<Anchor> anchors, List<X509Certificate> intermediates) {
        for (Anchor anchor : anchors) {
            collect(List.of(anchor.certificate()), anchor.policy(), intermediates);
        }
    }

    boolean isEmpty() {
        return pathsByIssuer.isEmpty();
    }

    /** The ways up from CAs of that name; empty when no CA has it. */
    List<AuthorityPath> pathsFrom(X500Principal issuer) {
        return pathsByIssuer.getOrDefault(issuer, List.of());
    }

    private void collect(List<X509Certificate> upwards, AnchorPolicy policy, List<X509Certificate> intermediates) {
        X509Certificate lowest = upwards.get(0);
        pathsByIssuer
                .computeIfAbsent(lowest.getSubjectX500Principal(), name -> new ArrayList<>())
                .add(AuthorityPath.judge(upwards, policy));
        if (upwards.size() == DEEPEST) {
            return;
        }
        intermediates.stream()
                .filter(below -> below.getIssuerX500Principal().equals(lowest.getSubjectX500Principal()))
                .filter(below -> !upwards.contains(below))
                .forEach(below -> collect(
                        Stream.concat(Stream.of(below), upwards.stream()).toList(), policy, intermediates));
    }
}
