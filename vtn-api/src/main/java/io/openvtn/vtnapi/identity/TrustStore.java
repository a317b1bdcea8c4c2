package io.openvtn.vtnapi.identity;

import io.openvtn.bus.contract.AuthorityRole;
import io.openvtn.bus.contract.TrustAnchorRecord;
import io.openvtn.vtnapi.VtnConfig;
import io.openvtn.vtnapi.fleet.Fleet;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The CAs of the bus and of the configured files. Made anew when the bus brings a change; thread safe. */
@ApplicationScoped
class TrustStore {

    private final Fleet fleet;
    private final List<X509Certificate> configured = new ArrayList<>();
    private volatile Snapshot snapshot = new Snapshot(-1, new TrustedAuthorities(List.of(), List.of()));

    TrustStore(Fleet fleet, VtnConfig config) {
        this.fleet = fleet;
        config.trust().files().orElse(List.of()).forEach(file -> configured.addAll(read(file)));
    }

    private record Snapshot(long change, TrustedAuthorities authorities) {}

    TrustedAuthorities authorities() {
        Snapshot current = snapshot;
        long change = fleet.trustChanges();
        if (current.change() != change) {
            current = new Snapshot(change, collect());
            snapshot = current;
        }
        return current.authorities();
    }

    private TrustedAuthorities collect() {
        List<X509Certificate> anchors = new ArrayList<>();
        List<X509Certificate> intermediates = new ArrayList<>();
        for (TrustAnchorRecord record : fleet.trustAnchors()) {
            if (record.role() == AuthorityRole.ROOT) {
                anchors.addAll(parse(record.certificate(), record.name()));
            } else if (record.role() == AuthorityRole.VEN_ISSUING) {
                // The VTN issuing CA is left out: its leaves are no VENs.
                intermediates.addAll(parse(record.certificate(), record.name()));
            }
        }
        for (X509Certificate certificate : configured) {
            boolean selfSigned = certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
            (selfSigned ? anchors : intermediates).add(certificate);
        }
        return new TrustedAuthorities(anchors, intermediates);
    }

    private static List<X509Certificate> read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new IllegalStateException("openvtn.vtn.trust.files: cannot read " + file, e);
        }
    }

    private static List<X509Certificate> parse(String pem, String source) {
        try {
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            List<X509Certificate> authorities = new ArrayList<>();
            for (Certificate certificate : certificates) {
                var authority = (X509Certificate) certificate;
                if (authority.getBasicConstraints() < 0) {
                    throw new IllegalStateException(source + " holds a certificate that is no CA's");
                }
                authorities.add(authority);
            }
            return authorities;
        } catch (CertificateException e) {
            throw new IllegalStateException(source + " holds no certificates in PEM", e);
        }
    }
}
