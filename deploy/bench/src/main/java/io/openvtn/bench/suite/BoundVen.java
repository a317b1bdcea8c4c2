package io.openvtn.bench.suite;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * A VEN with a good certificate, and whatever it likes to send. Thread safe.
 *
 * @param venId its own
 */
public record BoundVen(String venId, URI vtn, SSLContext tls) {

    private static final int CONNECT_MILLIS = 5_000;
    /** Longer than vtn-api gives a message. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** The one that {@code deploy/local/enrol-ven} has enrolled by that name. */
    public static BoundVen of(Environment suite, String venName, String venId)
            throws IOException, GeneralSecurityException {
        Path files = suite.data().resolve("vens");
        char[] password = Files.readString(files.resolve(venName + ".p12.password"))
                .strip()
                .toCharArray();
        var own = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(files.resolve(venName + ".p12"))) {
            own.load(in, password);
        }
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, password);
        var anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        try (var in = Files.newInputStream(Path.of(suite.value("CA_BUNDLE")))) {
            for (var anchor : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                anchors.setCertificateEntry("authority-" + anchors.size(), anchor);
            }
        }
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(anchors);
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return new BoundVen(venId, URI.create(suite.value("VTN_URL")), tls);
    }

    /** A connection with its handshake done. */
    public Wire connect() throws IOException {
        var socket = (SSLSocket) tls.getSocketFactory().createSocket(tcp(), vtn.getHost(), vtn.getPort(), true);
        var wire = new Wire(socket, vtn.getHost(), PATIENCE);
        try {
            socket.startHandshake();
            return wire;
        } catch (IOException e) {
            wire.close();
            throw e;
        }
    }

    /** {@code Service} of OpenADR's simple HTTP. */
    public static String path(String service) {
        return "/OpenADR2/Simple/2.0b/" + service;
    }

    /** A connection on which nothing has been said. */
    public Socket tcp() throws IOException {
        return connected(vtn);
    }

    /** A connection to that host and port. */
    public static Socket connected(URI to) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(to.getHost(), to.getPort()), CONNECT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
