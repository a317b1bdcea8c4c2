package io.openvtn.certauthority.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.PublicKey;
import java.util.Optional;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.junit.jupiter.api.Test;

class SoftwareKeysTest {

    private static final String PASSPHRASE = "correct horse battery";
    private static final String NEWER = "newer horse battery";

    private final Hierarchies hierarchies = new Hierarchies();

    @Test
    void opensWhatItKeptWithThatPassphraseAlone() {
        var keys = new SoftwareKeys(Optional.of(PASSPHRASE), Optional.empty());
        var pair = keys.makeIssuingKeys(KeyAlgorithm.EC);
        byte[] kept = keys.keep("ec-root", pair, hierarchies.anyCertificate());

        var opened = keys.open("ec-root", KeyAlgorithm.EC, kept);

        assertThat(opened.kept()).isSameAs(kept);
        assertThat(signsFor(opened.key(), pair.getPublic())).isTrue();
        assertThatThrownBy(() ->
                        new SoftwareKeys(Optional.of(NEWER), Optional.empty()).open("ec-root", KeyAlgorithm.EC, kept))
                .hasMessageContaining("OPENVTN_CA_PASSPHRASE does not open the key of ec-root");
    }

    @Test
    void encryptsAnewWhatOnlyThePreviousPassphraseOpens() {
        var before = new SoftwareKeys(Optional.of(PASSPHRASE), Optional.empty());
        var pair = before.makeIssuingKeys(KeyAlgorithm.EC);
        byte[] kept = before.keep("ec-root", pair, hierarchies.anyCertificate());

        var rotated =
                new SoftwareKeys(Optional.of(NEWER), Optional.of(PASSPHRASE)).open("ec-root", KeyAlgorithm.EC, kept);

        assertThat(rotated.kept()).isNotEqualTo(kept);
        var after = new SoftwareKeys(Optional.of(NEWER), Optional.empty());
        assertThat(signsFor(
                        after.open("ec-root", KeyAlgorithm.EC, rotated.kept()).key(), pair.getPublic()))
                .isTrue();
    }

    @Test
    void startsWithoutOrWithAShortPassphraseNever() {
        assertThatThrownBy(() -> new SoftwareKeys(Optional.empty(), Optional.empty()))
                .hasMessageContaining("OPENVTN_CA_PASSPHRASE");
        assertThatThrownBy(() -> new SoftwareKeys(Optional.of("elevenchars"), Optional.empty()))
                .hasMessageContaining("12 characters");
    }

    private boolean signsFor(SigningKey key, PublicKey publicKey) {
        X509v3CertificateBuilder certificate = hierarchies.unsigned(publicKey);
        return hierarchies.isSignedBy(certificate.build(key.signer()), publicKey);
    }
}
