package io.openvtn.bench.authority;

import com.fasterxml.jackson.databind.JsonNode;
import io.openvtn.bench.suite.BoundVen;
import io.openvtn.bench.suite.Wire;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Relying parties that ask for one certificate's status again and again, each over one connection. */
final class OcspLoad {

    static final int CONNECTIONS = 32;

    private static final int SHORTEST_ANSWER = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI responder;
    private final byte[] question;

    private OcspLoad(URI responder, byte[] question) {
        this.responder = responder;
        this.question = question;
    }

    /** Asks for any certificate that is valid. */
    static OcspLoad on(Authority authority)
            throws IOException, InterruptedException, OCSPException, OperatorCreationException {
        JsonNode certificate = authority.anyValid();
        String issuer = certificate.path("issuer").asText();
        try (var pem = new PEMParser(new StringReader(authority.certificateOf(issuer)))) {
            var digest = new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
            var serial = new BigInteger(certificate.path("serial").asText(), 16);
            byte[] question = new OCSPReqBuilder()
                    .addRequest(new CertificateID(digest, (X509CertificateHolder) pem.readObject(), serial))
                    .build()
                    .getEncoded();
            return new OcspLoad(authority.ocsp(issuer), question);
        }
    }

    /** How many answers come in a second. */
    double rate(Duration length) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + length.toNanos();
        var pool = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<Long>> parties = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                parties.add(pool.submit(() -> ask(end)));
            }
            long answers = 0;
            for (Future<Long> party : parties) {
                answers += party.get();
            }
            return answers / (length.toMillis() / 1e3);
        } finally {
            pool.shutdown();
        }
    }

    private long ask(long end) throws IOException {
        long answers = 0;
        try (var wire = new Wire(BoundVen.connected(responder), responder.getHost(), PATIENCE)) {
            while (System.nanoTime() < end) {
                int status = wire.post(responder.getPath(), "application/ocsp-request", question);
                if (status != 200 || wire.answer().length() < SHORTEST_ANSWER) {
                    throw new IOException("no OCSP answer, but %d and %d bytes"
                            .formatted(status, wire.answer().length()));
                }
                answers++;
            }
        }
        return answers;
    }
}
