package io.openvtn.vtnapi.revocation;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The revocation lists that are at hand. Immutable.
 *
 * @param grace how long after its end a list still counts
 */
public record RevocationLists(List<RevocationList> lists, Duration grace) {

    public static final RevocationLists NONE = new RevocationLists(List.of(), Duration.ZERO);

    /** The newest one of a CA. */
    public Optional<RevocationList> latest(X509Certificate authority) {
        return lists.stream()
                .filter(list -> list.isOf(authority))
                .max(Comparator.comparing(RevocationList::thisUpdate));
    }

    /** When certificates of the list's CA begin to be refused, unless a newer one has come by then. */
    public Instant closesAt(RevocationList list) {
        return list.nextUpdate().plus(grace);
    }
}
