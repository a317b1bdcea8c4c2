package io.openvtn.bench.fleet.identity;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/**
 * Where the VENs' keys and certificates stay between two runs: one PEM file for each VEN. Those of a suite that was thrown away are not
 * taken for its successor's: they come from none of its CAs.
 */
public final class IdentityFolder {

    private final Path folder;
    private final Collection<X509Certificate> authorities;
    /** Ten thousand VENs have the same issuing CA. */
    private final Map<X509Certificate, X509Certificate> issuers = new HashMap<>();

    private final Map<X509Certificate, Boolean> known = new HashMap<>();

    private IdentityFolder(Path folder, Collection<X509Certificate> authorities) {
        this.folder = folder;
        this.authorities = authorities;
    }

    /** @param caBundle the suite's CAs, which may become more while it runs */
    public static IdentityFolder of(Path data, Path caBundle) throws IOException {
        try (var bundle = Files.newInputStream(caBundle)) {
            List<X509Certificate> authorities = new ArrayList<>();
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(bundle)) {
                authorities.add((X509Certificate) authority);
            }
            Path folder = data.resolve("fleet");
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return new IdentityFolder(folder, authorities);
        } catch (CertificateException e) {
            throw new IOException("%s holds no certificates: %s".formatted(caBundle, e.getMessage()), e);
        }
    }

    /** The identity of a former run, if it is there, good until then, and of this suite. */
    public Optional<Identity> find(String venName, Instant until) throws IOException {
        Path file = file(venName);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var identity = read(venName, file);
        List<X509Certificate> chain = identity.chain();
        boolean good = chain.stream()
                        .allMatch(certificate ->
                                certificate.getNotAfter().toInstant().isAfter(until))
                && known.computeIfAbsent(chain.get(chain.size() - 1), this::isOfTheSuite);
        return good ? Optional.of(identity) : Optional.empty();
    }

    private boolean isOfTheSuite(X509Certificate certificate) {
        return authorities.stream().anyMatch(authority -> {
            try {
                certificate.verify(authority.getPublicKey());
                return true;
            } catch (GeneralSecurityException e) {
                return false;
            }
        });
    }

    public void keep(Identity identity) throws IOException {
        var text = new StringWriter();
        try (var pem = new JcaPEMWriter(text)) {
            pem.writeObject(new JcaPKCS8Generator(identity.key(), null));
            for (X509Certificate certificate : identity.chain()) {
                pem.writeObject(certificate);
            }
        }
        Path fresh = Files.createTempFile(folder, "new-", ".tmp");
        Files.writeString(fresh, text.toString());
        Files.move(fresh, file(identity.venName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(String venName) {
        return folder.resolve(venName + ".pem");
    }

    private Identity read(String venName, Path file) throws IOException {
        List<X509Certificate> chain = new ArrayList<>();
        Optional<PrivateKey> key = Optional.empty();
        try (var pem = new PEMParser(Files.newBufferedReader(file))) {
            for (Object part = pem.readObject(); part != null; part = pem.readObject()) {
                if (part instanceof PrivateKeyInfo info) {
                    key = Optional.of(new JcaPEMKeyConverter().getPrivateKey(info));
                } else if (part instanceof X509CertificateHolder holder) {
                    chain.add(shared(holder, chain.isEmpty()));
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds no certificate that can be read", e);
        }
        return new Identity(
                venName, key.orElseThrow(() -> new IOException(file + " holds no private key")), List.copyOf(chain));
    }

    private X509Certificate shared(X509CertificateHolder holder, boolean leaf) throws GeneralSecurityException {
        var certificate = new JcaX509CertificateConverter().getCertificate(holder);
        return leaf ? certificate : issuers.computeIfAbsent(certificate, same -> same);
    }
}
