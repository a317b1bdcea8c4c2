package io.openvtn.certauthority.authority;

import java.security.KeyPair;
import java.security.cert.X509Certificate;

/** Where the authorities' private keys live: encrypted in the database, or in a PKCS#11 device. Thread safe. */
interface KeyHolder {

    /** How a stored key says which holder it belongs to. */
    String kind();

    KeyPair makeRootKeys(KeyAlgorithm algorithm);

    KeyPair makeIssuingKeys(KeyAlgorithm algorithm);

    /** The key as it signs before it is kept. */
    SigningKey signing(KeyAlgorithm algorithm, KeyPair keys);

    /**
     * Keeps a key for good.
     *
     * @return what {@link #open} needs to find it again; goes to the database
     */
    byte[] keep(String authority, KeyPair keys, X509Certificate certificate);

    /**
     * Opens a key that was kept.
     *
     * @throws IllegalStateException if it cannot be opened; the message says what to set
     */
    Opened open(String authority, KeyAlgorithm algorithm, byte[] kept);

    /**
     * An opened key.
     *
     * @param kept what the database has to hold from now on, as a rotation of the passphrase changes it
     */
    record Opened(SigningKey key, byte[] kept) {}
}
