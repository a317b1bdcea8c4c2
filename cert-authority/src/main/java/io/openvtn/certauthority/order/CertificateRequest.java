package io.openvtn.certauthority.order;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an operator asks for.
 *
 * @param profile {@code ven}, {@code alliance-compat}, {@code vtn} or {@code operator}
 * @param venName names the VEN; profiles ven and alliance-compat only
 * @param commonName the subject's CN; profiles vtn and operator only
 * @param dnsNames names, or IP addresses, that the VTN is reached by; profile vtn only
 * @param csr PKCS#10 in PEM; only its public key is taken
 * @param keyAlgorithm {@code EC} (P-256) or {@code RSA} (2048): the key is made here; EC when there is no csr either
 * @param format {@code pem} or {@code pkcs12}; pkcs12 needs a key that is made here
 * @param password of the PKCS#12; made up when absent
 * @param lifetime from now; the profile's when absent
 */
public record CertificateRequest(
        Optional<String> profile,
        Optional<String> venName,
        Optional<String> commonName,
        Optional<List<String>> dnsNames,
        Optional<String> csr,
        Optional<String> keyAlgorithm,
        Optional<String> format,
        Optional<String> password,
        Optional<Duration> lifetime) {}
