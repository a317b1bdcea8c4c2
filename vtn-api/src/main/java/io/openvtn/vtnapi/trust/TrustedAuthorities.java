package io.openvtn.vtnapi.trust;

import io.openvtn.bus.contract.AnchorPolicy;
import io.openvtn.vtnapi.revocation.RevocationLists;
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

    static final TrustedAuthorities NONE = new TrustedAuthorities(List.of(), List.of(), RevocationLists.NONE);

    /** CAs above a leaf; deeper hierarchies are not met, and a loop of cross certificates ends here. */
    private static final int DEEPEST = 5;

    private final Map<X500Principal, List<AuthorityPath>> pathsByIssuer = new HashMap<>();

    /**
     * A self-signed root, and the rules for the leaves below it.
     *
     * @param listed whether each CA below and the root itself must have a revocation list in date
     */
    record Anchor(X509Certificate certificate, AnchorPolicy policy, boolean listed) {}

    /**
     * These CAs and what they have revoked.
     *
     * @param intermediates issuing CAs below the anchors
     */
    TrustedAuthorities(List<Anchor> anchors, List<X509Certificate> intermediates, RevocationLists lists) {
        for (Anchor anchor : anchors) {
            collect(List.of(anchor.certificate()), anchor, intermediates, lists);
        }
    }

    boolean isEmpty() {
        return pathsByIssuer.isEmpty();
    }

    /** The ways up from CAs of that name; empty when no CA has it. */
    List<AuthorityPath> pathsFrom(X500Principal issuer) {
        return pathsByIssuer.getOrDefault(issuer, List.of());
    }

    private void collect(
            List<X509Certificate> upwards, Anchor anchor, List<X509Certificate> intermediates, RevocationLists lists) {
        X509Certificate lowest = upwards.get(0);
        pathsByIssuer
                .computeIfAbsent(lowest.getSubjectX500Principal(), name -> new ArrayList<>())
                .add(AuthorityPath.judge(upwards, anchor.policy(), PathStatus.of(upwards, lists, anchor.listed())));
        if (upwards.size() == DEEPEST) {
            return;
        }
        intermediates.stream()
                .filter(below -> below.getIssuerX500Principal().equals(lowest.getSubjectX500Principal()))
                .filter(below -> !upwards.contains(below))
                .forEach(below -> collect(
                        Stream.concat(Stream.of(below), upwards.stream()).toList(), anchor, intermediates, lists));
    }
}
