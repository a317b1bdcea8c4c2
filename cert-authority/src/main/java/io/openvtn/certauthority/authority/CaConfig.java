package io.openvtn.certauthority.authority;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The authorities that are made on the first start, and what their leaves may be. */
@ConfigMapping(prefix = "openvtn.ca")
public interface CaConfig {

    /** Encrypts the authorities' keys in the database; at least twelve characters. Comes from a secret, has no default. */
    Optional<String> passphrase();

    /** The O of the authorities' subjects. */
    @WithDefault("OpenVTN")
    String organization();

    /** How long the root is valid. */
    @WithDefault("7300d")
    Duration rootLifetime();

    /** How long the issuing CAs are valid. */
    @WithDefault("5475d")
    Duration issuingLifetime();

    /** A VEN certificate's lifetime when the request names none. */
    @WithDefault("365d")
    Duration venLifetime();

    /** A VTN certificate's lifetime when the request names none. */
    @WithDefault("90d")
    Duration vtnLifetime();

    /** The shortest lifetime that a request may ask for. */
    @WithDefault("1d")
    Duration minimumLifetime();

    /** Where clients fetch the issuing CA's revocation list; left out of certificates when absent. */
    Optional<String> crlUrl();

    /** Where clients ask for a certificate's status; left out of certificates when absent. */
    Optional<String> ocspUrl();
}
