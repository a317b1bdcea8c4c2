package io.openvtn.vtnapi.trust;

import io.openvtn.vtnapi.certificate.Reason;
import io.openvtn.vtnapi.revocation.RevocationList;
import io.openvtn.vtnapi.revocation.RevocationLists;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the CAs on a way say of those below them: RFC 5280 section 6.3 from the leaf up to the anchor. Immutable.
 *
 * @param lists the CAs', in the order of the way; empty for one whose list is not at hand
 * @param needed whether each CA must have a list that is in date, as the way's anchor is configured with lists
 */
record PathStatus(List<Optional<RevocationList>> lists, RevocationLists all, boolean needed) {

    static PathStatus of(List<X509Certificate> authorities, RevocationLists all, boolean needed) {
        return new PathStatus(authorities.stream().map(all::latest).toList(), all, needed);
    }

    /** @param authorities the way that the lists are for */
    Optional<Reason> problem(X509Certificate leaf, List<X509Certificate> authorities, Instant now) {
        X509Certificate below = leaf;
        for (int i = 0; i < authorities.size(); i++) {
            X509Certificate certificate = below;
            if (lists.get(i).filter(list -> list.names(certificate)).isPresent()) {
                return Optional.of(Reason.REVOKED_BY_AUTHORITY);
            }
            below = authorities.get(i);
        }
        return now.isAfter(closesAt()) ? Optional.of(Reason.REVOCATION_UNKNOWN) : Optional.empty();
    }

    /** The moment after which it is not known any more who is revoked. */
    Instant closesAt() {
        return !needed
                ? Instant.MAX
                : lists.stream()
                        .map(list -> list.map(all::closesAt).orElse(Instant.MIN))
                        .min(Instant::compareTo)
                        .orElse(Instant.MIN);
    }
}
