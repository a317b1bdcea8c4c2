package io.openvtn.bench.fleet.identity;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;

/** TLS for all VENs of a run, by BoringSSL: the JDK's takes several times the work for a handshake. */
public final class FleetTls {

    /** A TLS 1.3 server gives two tickets with each connection, and a VEN that starts makes five. */
    private static final int SESSIONS_EACH = 12;

    private final SslContext context;
    private final FleetKeys keys;
    private final String host;
    private final Duration patience;

    private FleetTls(SslContext context, FleetKeys keys, String host, Duration patience) {
        this.context = context;
        this.keys = keys;
        this.host = host;
        this.patience = patience;
    }

    /**
     * The TLS of these VENs.
     *
     * @param identities a VEN's number is its place here
     * @param resume whether sessions are kept for the next connection
     * @param host the name that the VTN's certificate must have
     * @param patience how long a VEN waits for a handshake
     */
    public static FleetTls of(List<Identity> identities, Path caBundle, boolean resume, String host, Duration patience)
            throws IOException, GeneralSecurityException {
        if (!OpenSsl.isAvailable()) {
            throw new IOException("BoringSSL does not load on this machine: " + OpenSsl.unavailabilityCause());
        }
        var keys = new FleetKeys(identities);
        var context = SslContextBuilder.forClient()
                .sslProvider(SslProvider.OPENSSL)
                .keyManager(new OpenSslCachingX509KeyManagerFactory(keys.factory(), identities.size()))
                .trustManager(VtnTrust.of(caBundle))
                .endpointIdentificationAlgorithm("HTTPS")
                .sessionCacheSize((long) SESSIONS_EACH * identities.size())
                .build();
        ((OpenSslSessionContext) context.sessionContext()).setSessionCacheEnabled(resume);
        return new FleetTls(context, keys, host, patience);
    }

    public SslHandler handler(ByteBufAllocator allocator, int ven) {
        var handler = context.newHandler(allocator, host, ven);
        handler.setHandshakeTimeoutMillis(patience.toMillis());
        return handler;
    }

    /** Handshakes in which a VEN has shown its certificate: the full ones. */
    public long fullHandshakes() {
        return keys.shown();
    }
}
