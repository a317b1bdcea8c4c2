package io.openvtn.certauthority.authority;

import io.openvtn.bus.contract.AuthorityRole;
import java.security.cert.X509Certificate;

/**
 * A CA that can sign.
 *
 * @param name such as {@code ec-ven-issuing}
 */
public record Authority(String name, AuthorityRole role, X509Certificate certificate, SigningKey key) {}
