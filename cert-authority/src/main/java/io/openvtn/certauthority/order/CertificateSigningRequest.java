package io.openvtn.certauthority.order;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/**
 * A PKCS#10 request (RFC 2986). Nothing but its public key goes into a certificate; what else it asks for is checked, and
 * refused if this CA would never grant it.
 */
public final class CertificateSigningRequest {

    private static final int MAXIMUM_CHARACTERS = 16_384;
    private static final int MINIMUM_RSA_BITS = 2048;
    private static final int MAXIMUM_RSA_BITS = 4096;
    /** A verification with a large one costs a hundred times what one with 65537 does. */
    private static final int MAXIMUM_EXPONENT_BITS = 64;

    private static final Set<ASN1ObjectIdentifier> CURVES =
            Set.of(SECObjectIdentifiers.secp256r1, SECObjectIdentifiers.secp384r1);

    private CertificateSigningRequest() {}

    /** The request cannot be granted; the message says why in words for the person who made it. */
    public static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /** The public key of a request in PEM whose signature proves that the requester holds the private one. */
    public static Order.KeySource.Theirs key(String pem) throws RefusedException {
        return key(parse(pem));
    }

    /** The same of a request in DER. */
    public static Order.KeySource.Theirs key(byte[] der) throws RefusedException {
        try {
            return key(new PKCS10CertificationRequest(der));
        } catch (IOException e) {
            throw new RefusedException("it is not a PKCS#10 request");
        }
    }

    private static Order.KeySource.Theirs key(PKCS10CertificationRequest request) throws RefusedException {
        try {
            PublicKey key = strongKey(request.getSubjectPublicKeyInfo());
            // The JDK's own verification: on P-256 several times as fast as BouncyCastle's.
            var verifier = new JcaContentVerifierProviderBuilder().build(key);
            if (!request.isSignatureValid(verifier)) {
                throw new RefusedException("its signature does not fit its public key");
            }
            refuseCa(request);
            return new Order.KeySource.Theirs(key);
        } catch (GeneralSecurityException
                | OperatorCreationException
                | PKCSException
                | IOException
                | RuntimeException e) {
            // BouncyCastle throws unchecked for what is no ASN.1 that it expects.
            throw new RefusedException("its key, its signature or its extensions cannot be read");
        }
    }

    private static PKCS10CertificationRequest parse(String pem) throws RefusedException {
        if (pem.length() > MAXIMUM_CHARACTERS) {
            throw new RefusedException("it has more than %d characters".formatted(MAXIMUM_CHARACTERS));
        }
        try (var parser = new PEMParser(new StringReader(pem))) {
            if (parser.readObject() instanceof PKCS10CertificationRequest request) {
                return request;
            }
        } catch (IOException | IllegalArgumentException e) {
            // PEMParser throws both for text that only looks like PEM.
            throw new RefusedException("it is not a PKCS#10 request in PEM");
        }
        throw new RefusedException("it is not a PKCS#10 request in PEM");
    }

    private static void refuseCa(PKCS10CertificationRequest request) throws RefusedException {
        var attributes = request.getAttributes(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest);
        for (var attribute : attributes) {
            var extensions = Extensions.getInstance(attribute.getAttrValues().getObjectAt(0));
            Extension constraints = extensions.getExtension(Extension.basicConstraints);
            if (constraints != null
                    && BasicConstraints.getInstance(constraints.getParsedValue())
                            .isCA()) {
                throw new RefusedException("it asks for a CA certificate");
            }
        }
    }

    private static PublicKey strongKey(SubjectPublicKeyInfo info)
            throws RefusedException, GeneralSecurityException, IOException {
        ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            if (!CURVES.contains(info.getAlgorithm().getParameters())) {
                throw new RefusedException("its EC key is on another curve than P-256 or P-384");
            }
            return decoded("EC", info);
        }
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption) && decoded("RSA", info) instanceof RSAPublicKey key) {
            int bits = key.getModulus().bitLength();
            if (bits < MINIMUM_RSA_BITS || bits > MAXIMUM_RSA_BITS) {
                throw new RefusedException(
                        "its RSA key has %d bits, not %d to %d".formatted(bits, MINIMUM_RSA_BITS, MAXIMUM_RSA_BITS));
            }
            BigInteger exponent = key.getPublicExponent();
            if (exponent.bitLength() > MAXIMUM_EXPONENT_BITS || !exponent.testBit(0)) {
                throw new RefusedException("its RSA key has an exponent that is even, or has more than %d bits"
                        .formatted(MAXIMUM_EXPONENT_BITS));
            }
            return key;
        }
        throw new RefusedException("its key is neither RSA nor EC");
    }

    private static PublicKey decoded(String algorithm, SubjectPublicKeyInfo info)
            throws GeneralSecurityException, IOException {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(info.getEncoded()));
    }
}
