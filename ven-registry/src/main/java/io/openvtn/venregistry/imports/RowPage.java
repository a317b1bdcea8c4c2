package io.openvtn.venregistry.imports;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Rows of an import in the order of their lines.
 *
 * @param next what to pass as {@code after} for the next page; empty on the last one
 */
@Schema(name = "ImportRowPage")
record RowPage(List<RowView> items, Optional<String> next) {}
