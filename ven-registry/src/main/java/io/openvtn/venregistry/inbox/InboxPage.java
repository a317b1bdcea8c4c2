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
record InboxPage(List<InboxView> items, Optional<String> next) {}
