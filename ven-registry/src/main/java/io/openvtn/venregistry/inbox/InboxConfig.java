package io.openvtn.venregistry.inbox;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** The inbox of unknown certificates. */
@ConfigMapping(prefix = "openvtn.inbox")
interface InboxConfig {

    /**
     * Issuers, in RFC 4514 form with commas escaped, whose certificates become new VENs at once, named by the subject's common
     * name; none unless set. A name that is taken waits for an operator.
     */
    Optional<Set<String>> autoApproveIssuers();
}
