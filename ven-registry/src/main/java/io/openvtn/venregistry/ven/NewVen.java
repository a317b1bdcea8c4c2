package io.openvtn.venregistry.ven;

import java.util.List;

/**
 * A VEN that somebody has in a file.
 *
 * @param furtherSha256 fingerprints of the certificates that it has beside the request's
 * @param suspended whether it is SUSPENDED from the beginning
 */
public record NewVen(VenRequest request, List<String> furtherSha256, boolean suspended) {}
