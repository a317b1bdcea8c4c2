package io.openvtn.certauthority.order;

import io.openvtn.bus.contract.AuthorityRole;
import io.openvtn.bus.contract.CertificateProfile;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;

/** What a certificate is for, and what follows from that. */
public enum LeafProfile {
    VEN("ven", CertificateProfile.VEN, AuthorityRole.VEN_ISSUING, "OpenADR VEN", KeyPurposeId.id_kp_clientAuth),
    /** A VEN's as the OpenADR Alliance's CAs make them: without extended key usage, with its policy. */
    ALLIANCE_COMPAT("alliance-compat", CertificateProfile.VEN, AuthorityRole.VEN_ISSUING, "OpenADR VEN", null),
    VTN("vtn", CertificateProfile.VTN, AuthorityRole.VTN_ISSUING, "OpenADR VTN", KeyPurposeId.id_kp_serverAuth),
    /** Not by the VENs' CA: an operator's certificate must not pass for a VEN's. */
    OPERATOR(
            "operator",
            CertificateProfile.OPERATOR,
            AuthorityRole.VTN_ISSUING,
            "OpenADR operator",
            KeyPurposeId.id_kp_clientAuth);

    private final String word;
    private final CertificateProfile published;
    private final AuthorityRole issuer;
    private final String organizationalUnit;
    private final Optional<KeyPurposeId> purpose;

    LeafProfile(
            String word,
            CertificateProfile published,
            AuthorityRole issuer,
            String organizationalUnit,
            @Nullable KeyPurposeId purpose) {
        this.word = word;
        this.published = published;
        this.issuer = issuer;
        this.organizationalUnit = organizationalUnit;
        this.purpose = Optional.ofNullable(purpose);
    }

    static Optional<LeafProfile> named(String word) {
        return Arrays.stream(values())
                .filter(profile -> profile.word.equals(word))
                .findFirst();
    }

    /** Whether a venName stands in it. */
    public boolean isVen() {
        return published == CertificateProfile.VEN;
    }

    /** What the other services call it. */
    public CertificateProfile published() {
        return published;
    }

    public AuthorityRole issuer() {
        return issuer;
    }

    String organizationalUnit() {
        return organizationalUnit;
    }

    Optional<KeyPurposeId> purpose() {
        return purpose;
    }

    @Override
    public String toString() {
        return word;
    }
}
