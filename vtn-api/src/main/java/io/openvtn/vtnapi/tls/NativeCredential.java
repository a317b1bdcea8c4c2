package io.openvtn.vtnapi.tls;

import io.netty.internal.tcnative.Buffer;
import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLCredential;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * A certificate chain and its key in BoringSSL's own memory.
 *
 * @param pointer BoringSSL's SSL_CREDENTIAL, valid until {@link #free}
 */
record NativeCredential(long pointer) {

    /** @throws SSLException if BoringSSL cannot use them */
    static NativeCredential of(List<X509Certificate> chain, PrivateKey key) throws SSLException {
        try {
            var certificates = new StringBuilder();
            for (X509Certificate certificate : chain) {
                certificates.append(pem("CERTIFICATE", certificate.getEncoded()));
            }
            long nativeChain = parsed(certificates.toString(), SSL::parseX509Chain);
            long nativeKey = parsed(pem("PRIVATE KEY", key.getEncoded()), text -> SSL.parsePrivateKey(text, null));
            long credential = SSLCredential.newX509();
            SSLCredential.setPrivateKey(credential, nativeKey);
            SSLCredential.setCertChain(credential, nativeChain);
            SSL.freePrivateKey(nativeKey);
            SSL.freeX509Chain(nativeChain);
            return new NativeCredential(credential);
        } catch (Exception e) {
            // tcnative declares Exception everywhere.
            throw new SSLException("BoringSSL cannot use the server certificate", e);
        }
    }

    void free() {
        try {
            SSLCredential.free(pointer);
        } catch (Exception e) {
            throw new IllegalStateException("BoringSSL does not let go of a server certificate", e);
        }
    }

    @FunctionalInterface
    private interface Parser {
        long parse(long text) throws Exception;
    }

    private static long parsed(String pem, Parser parser) throws Exception {
        byte[] ascii = pem.getBytes(StandardCharsets.US_ASCII);
        var memory = ByteBuffer.allocateDirect(ascii.length).put(ascii);
        long text = SSL.newMemBIO();
        try {
            SSL.bioWrite(text, Buffer.address(memory), ascii.length);
            return parser.parse(text);
        } finally {
            SSL.freeBIO(text);
        }
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), type);
    }
}
