package io.openvtn.embedded;

/**
 * What a server proves itself with, in PEM. Never shows the key.
 *
 * @param certificate for the name localhost, with its chain
 * @param key of that certificate, in PKCS#8
 * @param authority that clients know it by
 */
public record ServerTls(String certificate, String key, String authority) {

    @Override
    public String toString() {
        return "ServerTls";
    }
}
