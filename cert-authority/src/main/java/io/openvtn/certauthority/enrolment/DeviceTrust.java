package io.openvtn.certauthority.enrolment;

import io.openvtn.bus.contract.AuthorityRole;
import io.openvtn.bus.logging.LogText;
import io.openvtn.certauthority.authority.Authorities;
import io.openvtn.certauthority.authority.Authority;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jboss.logging.Logger;

/**
 * Whose certificates the EST listener takes: those of VENs, by this CA's authorities as they are at the handshake, so that a device
 * of a hierarchy that was made since the start can renew. No root: an operator's certificate has no business here. Thread safe.
 */
@ApplicationScoped
class DeviceTrust implements X509TrustManager {

    private static final Logger LOG = Logger.getLogger(DeviceTrust.class);

    private final Authorities authorities;
    private volatile Optional<Current> current = Optional.empty();

    DeviceTrust(Authorities authorities) {
        this.authorities = authorities;
    }

    private record Current(List<Authority> authorities, X509TrustManager manager) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            manager().checkClientTrusted(chain, authType);
        } catch (CertificateException e) {
            LOG.warnf(
                    "EST refuses the certificate of %s, issued by %s: %s",
                    LogText.of(chain[0].getSubjectX500Principal().getName()),
                    LogText.of(chain[0].getIssuerX500Principal().getName()),
                    e.getMessage());
            throw e;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this listener is no client");
    }

    /** None: they change while the listener runs. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private X509TrustManager manager() throws CertificateException {
        List<Authority> now = authorities.all();
        Optional<Current> known = current.filter(it -> it.authorities().equals(now));
        if (known.isEmpty()) {
            known = Optional.of(new Current(now, managerOf(now)));
            current = known;
        }
        return known.get().manager();
    }

    private static X509TrustManager managerOf(List<Authority> authorities) throws CertificateException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (Authority authority : authorities) {
                if (authority.role() == AuthorityRole.VEN_ISSUING) {
                    store.setCertificateEntry(authority.name(), authority.certificate());
                }
            }
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return (X509TrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException("the authorities cannot be used: " + e.getMessage(), e);
        }
    }
}
