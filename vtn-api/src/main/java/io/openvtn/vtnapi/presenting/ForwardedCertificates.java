package io.openvtn.vtnapi.presenting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.openvtn.bus.contract.Sha256;
import io.openvtn.vtnapi.certificate.ClientCertificate;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The certificates that proxies have forwarded lately, by the texts that they were written in. A proxy writes a VEN's certificate
 * in the same text each time, and each text says one certificate only: it needs no second reading, and its requests share one
 * object, which {@link ClientCertificate#keep keeps} what was found out about it. Whether it is accepted is not said here. Thread
 * safe; bounded.
 */
final class ForwardedCertificates {

    /** Some 25 MB. What is read anew beyond takes microseconds. */
    private static final int MOST = 20_000;

    private final HeaderForm form;
    private final Cache<ByteBuffer, ClientCertificate> read =
            Caffeine.newBuilder().maximumSize(MOST).build();

    ForwardedCertificates(HeaderForm form) {
        this.form = form;
    }

    /** What cannot be read is not kept. */
    ClientCertificate certificate(String text) throws UnreadableHeaderException {
        ByteBuffer key = ByteBuffer.wrap(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
        ClientCertificate known = read.getIfPresent(key);
        if (known != null) {
            return known;
        }
        var certificate = ClientCertificate.of(form.decode(text));
        read.put(key, certificate);
        return certificate;
    }
}
