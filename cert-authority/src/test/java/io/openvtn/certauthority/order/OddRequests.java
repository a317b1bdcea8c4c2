package io.openvtn.certauthority.order;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/** PKCS#10 requests, in PEM, that no tool makes and anybody can send. */
public final class OddRequests {

    private OddRequests() {}

    /** Signed as they should be, with an extensionRequest that is none. */
    public static Map<String, String> withOddExtensions() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        var twice = new DERSequence(new ASN1Encodable[] {garbage(), garbage()});
        Map<String, String> requests = new LinkedHashMap<>();
        requests.put("an empty set", request(keys, keys.getPublic()));
        requests.put("a number", request(keys, keys.getPublic(), new ASN1Integer(1)));
        requests.put("the same extension twice", request(keys, keys.getPublic(), twice));
        requests.put("garbage in basicConstraints", request(keys, keys.getPublic(), new DERSequence(garbage())));
        return requests;
    }

    /** An RSA key of 3072 bits whose exponent has as many. */
    public static String withAHugeExponent() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(3072);
        KeyPair keys = generator.generateKeyPair();
        BigInteger modulus = ((RSAPublicKey) keys.getPublic()).getModulus();
        PublicKey huge = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(
                        modulus, BigInteger.ONE.shiftLeft(3070).setBit(0)));
        return request(keys, huge);
    }

    private static DERSequence garbage() {
        return new DERSequence(
                new ASN1Encodable[] {Extension.basicConstraints, new DEROctetString(new byte[] {1, 2, 3})});
    }

    private static String request(KeyPair signer, PublicKey named, ASN1Encodable... extensions)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        var builder = new PKCS10CertificationRequestBuilder(
                new X500Name("CN=odd"), SubjectPublicKeyInfo.getInstance(named.getEncoded()));
        builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions);
        var request = builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(signer.getPrivate()));
        var text = new StringWriter();
        try (var pem = new JcaPEMWriter(text)) {
            pem.writeObject(request);
        }
        return text.toString();
    }
}
