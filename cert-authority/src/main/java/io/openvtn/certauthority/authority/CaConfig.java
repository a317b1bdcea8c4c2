package io.openvtn.certauthority.authority;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The authorities that are made on the first start, and what their leaves may be. */
@ConfigMapping(prefix = "openvtn.ca")
public interface CaConfig {

    /** What an address of the VTN has to be. */
    String VTN_URL = "https://[A-Za-z0-9.:\\[\\]-]{1,300}(/[A-Za-z0-9._~/-]{0,200})?";

    /** Encrypts the authorities' keys in the database; at least twelve characters. Comes from a secret, has no default. */
    Optional<String> passphrase();

    /** Still opens keys that were encrypted with it; each is encrypted anew with the passphrase, and this can go. */
    Optional<String> previousPassphrase();

    /** A device that holds the authorities' keys in place of the database. */
    Pkcs11 pkcs11();

    /** How long a new deployment serves before it makes the RSA hierarchy: a start needs the processors that its keys take. */
    @WithDefault("20s")
    Duration rsaHierarchyDelay();

    /** The O of the authorities' subjects. */
    @WithDefault("OpenVTN")
    String organization();

    /** How long the root is valid. */
    @WithDefault("10950d")
    Duration rootLifetime();

    /** How long the issuing CAs are valid. */
    @WithDefault("9125d")
    Duration issuingLifetime();

    /** A VEN certificate's lifetime when the request names none. */
    @WithDefault("365d")
    Duration venLifetime();

    /** The lifetime of a VTN's or an operator's certificate when the request names none. */
    @WithDefault("90d")
    Duration vtnLifetime();

    /** The shortest lifetime that a request may ask for. */
    @WithDefault("1d")
    Duration minimumLifetime();

    /** The longest lifetime that a request may ask for; the issuing CA's own end is a limit too. */
    @WithDefault("7300d")
    Duration maximumLifetime();

    /** How long a certificate stays valid beside its successor when the renewal does not say. */
    @WithDefault("30d")
    Duration overlap();

    /** How many certificates a device may fetch with one that it has, in a day; in the last third of its life, one at any time. */
    @WithDefault("3")
    @Min(1)
    int renewalsPerDay();

    /** How many valid certificates a VEN may have when one of its devices asks for another; operators may issue more. */
    @WithDefault("10")
    @Min(2)
    int certificatesPerVen();

    /** A policy that the certificates of VENs and VTNs name; none when absent. */
    Optional<@Pattern(regexp = "[0-2](\\.\\d+)+") String> policyOid();

    /**
     * Where clients reach this service, such as {@code http://pki.utility.example}: put before the paths of revocation lists
     * and OCSP in certificates, which name neither when this is absent.
     */
    Optional<URI> publicUrl();

    /**
     * Where VENs reach vtn-api, such as {@code https://vtn.utility.example}: for the configurations in the archives of batches, which
     * have none when this is absent and the request names none.
     */
    Optional<@Pattern(regexp = VTN_URL) String> vtnUrl();

    /** The lifetime of a certificate whose request names none. */
    default Duration lifetime(boolean ofVen) {
        return ofVen ? venLifetime() : vtnLifetime();
    }

    /** A PKCS#11 device. */
    interface Pkcs11 {

        /** A SunPKCS11 configuration file with {@code name}, {@code library} and {@code slot}. */
        Optional<String> configuration();

        /** Comes from a secret, has no default. */
        Optional<String> pin();
    }
}
