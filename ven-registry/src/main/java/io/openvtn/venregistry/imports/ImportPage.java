package io.openvtn.venregistry.imports;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Imports, the newest first.
 *
 * @param next what to pass as {@code after} for the next page; empty on the last one
 */
@Schema(name = "ImportPage")
record ImportPage(List<ImportView> items, Optional<String> next) {}
