package io.openvtn.venregistry.binding;

import io.openvtn.bus.contract.Fingerprint;
import java.util.Optional;

/**
 * A certificate that an operator wants bound.
 *
 * @param validity empty if only the fingerprint was given
 */
record OfferedCertificate(Fingerprint fingerprint, Optional<Validity> validity) {}
