package io.openvtn.certauthority.enrolment;

import io.openvtn.certauthority.audit.AuditAction;
import io.openvtn.certauthority.authority.KeyAlgorithm;
import io.openvtn.certauthority.issuance.IssuanceService;
import io.openvtn.certauthority.issuance.IssuedCertificate;
import io.openvtn.certauthority.issuance.Issuer;
import io.openvtn.certauthority.order.LeafProfile;
import io.openvtn.certauthority.order.Order;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * TLS of the EST listener: a server certificate of this CA's own, and client certificates of its VEN issuing CAs, which are
 * asked for and not demanded, as a device on its first visit has none.
 */
@ApplicationScoped
class EstTls {

    /** Renewed at each start and at half of it. */
    static final Duration LIFETIME = Duration.ofDays(60);

    private static final String ACTOR = "cert-authority";
    private static final String COMMON_NAME = "OpenVTN EST";

    private final DeviceTrust trust;
    private final IssuanceService issuance;
    private final EnrolmentConfig config;

    EstTls(DeviceTrust trust, IssuanceService issuance, EnrolmentConfig config) {
        this.trust = trust;
        this.issuance = issuance;
        this.config = config;
    }

    HttpServerOptions options() {
        IssuedCertificate server = serverCertificate();
        var options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setSsl(true)
                .setUseAlpn(false)
                .setClientAuth(ClientAuth.REQUEST)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(
                                server.certificate() + server.chain().get(0)))
                        .addKeyValue(Buffer.buffer(server.privateKey().orElseThrow())))
                .setTrustOptions(TrustOptions.wrap(trust));
        options.setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"));
        return options;
    }

    private IssuedCertificate serverCertificate() {
        var key = new Order.KeySource.Ours(KeyAlgorithm.EC, new Order.Delivery.Pem());
        var order = new Order(LeafProfile.VTN, COMMON_NAME, List.copyOf(config.names()), key, LIFETIME);
        return issuance.issue(new Issuer.Request(order, ACTOR, AuditAction.ISSUED))
                .fold(
                        issued -> issued,
                        refused -> {
                            throw new IllegalStateException("EST's own certificate is refused: " + refused.reason());
                        },
                        notYet -> {
                            throw new IllegalStateException(notYet.reason());
                        });
    }
}
