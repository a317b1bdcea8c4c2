package io.openvtn.venregistry.inbox;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of unknown certificates.
 *
 * @param next what to pass as {@code after} for the next page; empty on the last one
 */
@Schema(name = "UnknownCertificatePage")
record InboxPage(List<InboxView> items, Optional<String> next) {

    /** @param found up to one more than the page holds */
    static InboxPage of(List<InboxView> found, int limit) {
        if (found.size() <= limit) {
            return new InboxPage(found, Optional.empty());
        }
        List<InboxView> items = List.copyOf(found.subList(0, limit));
        return new InboxPage(items, Optional.of(items.get(limit - 1).sha256()));
    }
}
