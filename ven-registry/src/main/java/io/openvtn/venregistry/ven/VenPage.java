package io.openvtn.venregistry.ven;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * VENs, in the order that was asked for.
 *
 * @param next what to pass as {@code after} for the next page; empty on the last one
 */
@Schema(name = "VenPage")
public record VenPage(List<VenView> items, Optional<String> next) {}
