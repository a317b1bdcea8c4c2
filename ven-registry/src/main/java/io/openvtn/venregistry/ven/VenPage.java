package io.openvtn.venregistry.ven;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * VENs in the order of their venIDs.
 *
 * @param next what to pass as {@code after} for the next page; empty on the last one
 */
@Schema(name = "VenPage")
record VenPage(List<VenView> items, Optional<String> next) {

    /** @param vens one more than the limit if there is a next page */
    static VenPage of(List<VenView> vens, int limit) {
        return vens.size() > limit
                ? new VenPage(
                        vens.subList(0, limit), Optional.of(vens.get(limit - 1).venId()))
                : new VenPage(vens, Optional.empty());
    }
}
