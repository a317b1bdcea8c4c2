package io.openvtn.certauthority.issuance;

import io.openvtn.bus.contract.CertificateProfile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a request, the only place where a key that was made here is ever shown.
 *
 * @param chain the issuing CA first, then the root, in PEM
 * @param privateKey PKCS#8 in PEM; format pem and a key made here
 * @param pkcs12 base64; format pkcs12
 * @param password of the PKCS#12
 */
record IssuedCertificate(
        String sha256,
        String serial,
        String openAdrFingerprint,
        CertificateProfile profile,
        Optional<String> venName,
        String subject,
        Instant notBefore,
        Instant notAfter,
        String certificate,
        List<String> chain,
        Optional<String> privateKey,
        Optional<String> pkcs12,
        Optional<String> password) {}
