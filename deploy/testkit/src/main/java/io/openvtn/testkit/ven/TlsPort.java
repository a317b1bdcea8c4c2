package io.openvtn.testkit.ven;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A port that shows its certificate to everybody, says nothing more and closes: for what clients make of the certificate. */
public final class TlsPort implements AutoCloseable {

    private final SSLServerSocket socket;
    private final Thread accepting;

    public TlsPort(TestCertificate.Issued server) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", server.key(), new char[0], new Certificate[] {server.certificate()});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        socket = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0);
        accepting = new Thread(this::accept, "tls-port");
        accepting.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (var connection = (SSLSocket) socket.accept()) {
                connection.startHandshake();
            } catch (IOException e) {
                // the client went, as it should, or the port is closed
            }
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        socket.close();
        accepting.join();
    }
}
