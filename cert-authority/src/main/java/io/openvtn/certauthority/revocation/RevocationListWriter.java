package io.openvtn.certauthority.revocation;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;
import org.bouncycastle.operator.ContentSigner;

/**
 * Writes a CertificateList (RFC 5280 section 5.1) of many entries. The library's own builder formats a date and an extension
 * for each, and reads them again, which takes three times as long: many are revoked in the same second, and for one of few
 * reasons. For one list; not thread safe.
 */
final class RevocationListWriter {

    private static final int FIRST_GENERALIZED_YEAR = 2050;
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private final V2TBSCertListGenerator list = new V2TBSCertListGenerator();
    private final Map<Integer, Extensions> reasons = new HashMap<>();
    private long second = Long.MIN_VALUE;
    private ASN1Encodable time = new DERUTCTime(new Date(0));
    private int entries;

    RevocationListWriter(X500Name issuer, Instant thisUpdate, Instant nextUpdate) {
        list.setIssuer(issuer);
        list.setThisUpdate(new Time(Date.from(thisUpdate)));
        list.setNextUpdate(new Time(Date.from(nextUpdate)));
    }

    /**
     * Adds a certificate.
     *
     * @param serial in hex
     * @param reason CRLReason's number
     */
    void revoked(String serial, Instant at, int reason) {
        var number = new ASN1Integer(new BigInteger(serial, 16));
        // RFC 5280 section 5.3.1: instead of "unspecified" there is no reason.
        list.addCRLEntry(
                reason == CRLReason.unspecified
                        ? new DERSequence(new ASN1Encodable[] {number, time(at)})
                        : new DERSequence(new ASN1Encodable[] {
                            number, time(at), reasons.computeIfAbsent(reason, RevocationListWriter::extension)
                        }));
        entries++;
    }

    int entries() {
        return entries;
    }

    /** The list in DER. */
    byte[] signed(ContentSigner signer, Extensions extensions) throws IOException {
        list.setExtensions(extensions);
        list.setSignature(signer.getAlgorithmIdentifier());
        var toBeSigned = list.generateTBSCertList();
        try (OutputStream out = signer.getOutputStream()) {
            out.write(toBeSigned.getEncoded(ASN1Encoding.DER));
        }
        return new DERSequence(new ASN1Encodable[] {
                    toBeSigned, signer.getAlgorithmIdentifier(), new DERBitString(signer.getSignature())
                })
                .getEncoded(ASN1Encoding.DER);
    }

    private ASN1Encodable time(Instant at) {
        if (at.getEpochSecond() != second) {
            second = at.getEpochSecond();
            time = at.atOffset(ZoneOffset.UTC).getYear() < FIRST_GENERALIZED_YEAR
                    ? new DERUTCTime(UTC_TIME.format(at))
                    : new DERGeneralizedTime(GENERALIZED_TIME.format(at));
        }
        return time;
    }

    private static Extensions extension(int reason) {
        try {
            return new Extensions(new Extension(
                    Extension.reasonCode, false, CRLReason.lookup(reason).getEncoded()));
        } catch (IOException e) {
            throw new IllegalStateException("a reason cannot be written", e);
        }
    }
}
