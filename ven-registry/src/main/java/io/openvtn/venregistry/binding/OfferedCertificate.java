package io.openvtn.venregistry.binding;

import java.util.Optional;

/**
 * A certificate that an operator wants bound.
 *
 * @param validity empty if only the fingerprint was given
 */
record OfferedCertificate(Fingerprint fingerprint, Optional<Validity> validity) {}
