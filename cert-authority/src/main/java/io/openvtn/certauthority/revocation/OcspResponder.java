package io.openvtn.certauthority.revocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.certauthority.authority.Authorities;
import io.openvtn.certauthority.authority.Authority;
import io.openvtn.certauthority.issuance.CertificateLedger;
import io.openvtn.certauthority.revocation.OcspSigners.Signer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Says what a certificate's status is (RFC 6960). Answers without a nonce are kept for a short time, as most are asked for
 * again and again; what this replica revokes empties them. Thread safe.
 */
@ApplicationScoped
class OcspResponder {

    /** RFC 8954 section 2.1. */
    private static final int LONGEST_NONCE = 32;

    private static final int MOST_REQUESTS = 20;
    private static final int MOST_KEPT = 100_000;

    private final Authorities authorities;
    private final CertificateLedger ledger;
    private final OcspSigners signers;
    private final RevocationConfig config;
    private final Clock clock;
    private final DigestCalculatorProvider digests;
    private final Cache<Question, byte[]> kept;

    OcspResponder(
            Authorities authorities,
            CertificateLedger ledger,
            OcspSigners signers,
            RevocationConfig config,
            Clock clock)
            throws OperatorCreationException {
        this.authorities = authorities;
        this.ledger = ledger;
        this.signers = signers;
        this.config = config;
        this.clock = clock;
        this.digests = new JcaDigestCalculatorProviderBuilder().build();
        this.kept = Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .expireAfterWrite(config.ocspCache())
                .build();
    }

    /** A request for one certificate without a nonce: the same question has the same answer for a while. */
    private record Question(String authority, CertificateID certificate) {}

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) CertificateLedger.StatusChanged event) {
        kept.invalidateAll();
    }

    /** The answer that is kept for the same question; empty if there is none. Waits for nothing. */
    Optional<byte[]> known(String authorityName, byte[] request) {
        try {
            OCSPReq asked = parse(request);
            Req[] requests = asked.getRequestList();
            return requests.length == 1 && nonce(asked).isEmpty()
                    ? Optional.ofNullable(kept.getIfPresent(new Question(authorityName, requests[0].getCertID())))
                    : Optional.empty();
        } catch (MalformedRequestException e) {
            return Optional.empty();
        }
    }

    /** For when it can't be said at this moment. */
    static byte[] tryLater() {
        return error(OCSPRespBuilder.TRY_LATER);
    }

    /** An OCSPResponse to an OCSPRequest, both in DER; an unusable request gets OCSP's own error. */
    byte[] answer(String authorityName, byte[] request) {
        try {
            Optional<Authority> authority = authorities
                    .named(authorityName)
                    .filter(known -> authorities.issuingCas().contains(known));
            if (authority.isEmpty()) {
                return error(OCSPRespBuilder.UNAUTHORIZED);
            }
            OCSPReq asked = parse(request);
            Req[] requests = asked.getRequestList();
            Optional<Extension> nonce = nonce(asked);
            if (requests.length == 0
                    || requests.length > MOST_REQUESTS
                    || nonce.filter(OcspResponder::isTooLong).isPresent()) {
                return error(OCSPRespBuilder.MALFORMED_REQUEST);
            }
            if (requests.length > 1 || nonce.isPresent()) {
                return signed(authority.get(), requests, nonce);
            }
            byte[] answer = signed(authority.get(), requests, nonce);
            kept.put(new Question(authorityName, requests[0].getCertID()), answer);
            return answer;
        } catch (MalformedRequestException e) {
            return error(OCSPRespBuilder.MALFORMED_REQUEST);
        }
    }

    private byte[] signed(Authority authority, Req[] requests, Optional<Extension> nonce) {
        Signer signer = signers.signer(authority);
        Instant now = clock.instant();
        try {
            var builder =
                    new BasicOCSPRespBuilder(new RespID(signer.certificate().getSubject()));
            var issuer = new JcaX509CertificateHolder(authority.certificate());
            for (Req request : requests) {
                add(builder, authority, issuer, request.getCertID(), now);
            }
            nonce.ifPresent(extension -> builder.setResponseExtensions(new Extensions(extension)));
            var answer = builder.build(
                    new JcaContentSignerBuilder(signer.algorithm()).build(signer.key()),
                    new X509CertificateHolder[] {signer.certificate()},
                    Date.from(now));
            return new OCSPRespBuilder()
                    .build(OCSPRespBuilder.SUCCESSFUL, answer)
                    .getEncoded();
        } catch (OCSPException | OperatorCreationException | GeneralSecurityException | IOException e) {
            throw new IllegalStateException("an OCSP answer of %s cannot be signed".formatted(authority.name()), e);
        }
    }

    private void add(
            BasicOCSPRespBuilder builder,
            Authority authority,
            X509CertificateHolder issuer,
            CertificateID certificate,
            Instant now) {
        builder.addResponse(
                certificate,
                status(authority, issuer, certificate),
                Date.from(now),
                Date.from(now.plus(config.ocspValidity())),
                null);
    }

    private org.bouncycastle.cert.ocsp.CertificateStatus status(
            Authority authority, X509CertificateHolder issuer, CertificateID certificate) {
        if (!isOf(issuer, certificate)) {
            return new UnknownStatus();
        }
        var status =
                ledger.statusOf(authority.name(), certificate.getSerialNumber().toString(16));
        if (status.isEmpty()) {
            return new UnknownStatus();
        }
        if (status.get().status() == CertificateStatus.VALID) {
            return org.bouncycastle.cert.ocsp.CertificateStatus.GOOD;
        }
        return new RevokedStatus(
                Date.from(status.get().revokedAt().orElseThrow()),
                RevocationReason.codeOf(status.get().reason()));
    }

    private boolean isOf(X509CertificateHolder issuer, CertificateID certificate) {
        try {
            return certificate.matchesIssuer(issuer, digests);
        } catch (OCSPException e) {
            // Hashed in a manner that nobody here knows: then it is none of ours.
            return false;
        }
    }

    private static OCSPReq parse(byte[] request) throws MalformedRequestException {
        try {
            return new OCSPReq(request);
        } catch (IOException | RuntimeException e) {
            // BouncyCastle throws unchecked exceptions for some encodings that it cannot read.
            throw new MalformedRequestException(e);
        }
    }

    private static Optional<Extension> nonce(OCSPReq asked) {
        return Optional.ofNullable(asked.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce));
    }

    private static boolean isTooLong(Extension nonce) {
        return nonce.getExtnValue().getOctets().length > LONGEST_NONCE + 2;
    }

    private static byte[] error(int status) {
        try {
            OCSPResp answer = new OCSPRespBuilder().build(status, null);
            return answer.getEncoded();
        } catch (OCSPException | IOException e) {
            throw new IllegalStateException("an OCSP error cannot be written", e);
        }
    }

    private static final class MalformedRequestException extends Exception {

        private static final long serialVersionUID = 1L;

        MalformedRequestException(Exception cause) {
            super(cause);
        }
    }
}
