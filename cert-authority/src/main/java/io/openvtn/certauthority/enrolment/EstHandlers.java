package io.openvtn.certauthority.enrolment;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.certauthority.authority.Authorities;
import io.openvtn.certauthority.authority.Authority;
import io.openvtn.certauthority.authority.Certificates;
import io.openvtn.certauthority.enrolment.Enrolment.Answers;
import io.openvtn.certauthority.issuance.Issuance;
import io.openvtn.certauthority.issuance.Renewals;
import io.openvtn.certauthority.order.CertificateSigningRequest;
import io.openvtn.certauthority.order.CertificateSigningRequest.RefusedException;
import io.openvtn.certauthority.order.Order;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jboss.logging.Logger;

/** The operations of EST (RFC 7030 section 4) that devices need: cacerts, simpleenroll and simplereenroll. Thread safe. */
@ApplicationScoped
class EstHandlers {

    private static final Logger LOG = Logger.getLogger(EstHandlers.class);
    private static final String BASE = "/.well-known/est/";

    private final Authorities authorities;
    private final Enrolment enrolment;
    private final VtnEnrolment vtn;
    private final Renewals renewals;
    private final EnrolmentConfig config;
    private final MeterRegistry meters;

    EstHandlers(
            Authorities authorities,
            Enrolment enrolment,
            VtnEnrolment vtn,
            Renewals renewals,
            EnrolmentConfig config,
            MeterRegistry meters) {
        this.authorities = authorities;
        this.enrolment = enrolment;
        this.vtn = vtn;
        this.renewals = renewals;
        this.config = config;
        this.meters = meters;
    }

    void route(Router router) {
        router.get(BASE + "cacerts").handler(this::cacerts);
        router.post(BASE + "simpleenroll").blockingHandler(exchange -> answering(exchange, this::enrol), false);
        router.post(BASE + "simplereenroll").blockingHandler(exchange -> answering(exchange, this::reenrol), false);
        router.route().last().handler(exchange -> text(exchange, 404, "EST is at " + BASE));
        router.errorHandler(413, exchange -> text(exchange, 413, "a request has 32768 bytes at most"));
        router.errorHandler(500, exchange -> text(exchange, 500, "an error on the CA's side; try again"));
    }

    private interface Operation {
        void run(RoutingContext exchange) throws RefusedException;
    }

    private void cacerts(RoutingContext exchange) {
        List<X509Certificate> all =
                authorities.all().stream().map(Authority::certificate).toList();
        certificates(exchange, all);
    }

    private void answering(RoutingContext exchange, Operation operation) {
        try {
            operation.run(exchange);
        } catch (RefusedException e) {
            refuse(exchange, 400, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            refuse(exchange, 400, "the body has to be a PKCS#10 request in base64");
        }
    }

    /** A signature is verified for those alone who have shown a token or a certificate. */
    private static Order.KeySource.Theirs key(RoutingContext exchange) throws RefusedException {
        return CertificateSigningRequest.key(der(exchange));
    }

    /** With a token or the VTN's password as HTTP Basic password, or with a certificate as in simplereenroll. */
    private void enrol(RoutingContext exchange) throws RefusedException {
        Optional<String> token = token(exchange);
        if (token.isEmpty() && clientCertificate(exchange).isPresent()) {
            reenrol(exchange);
            return;
        }
        var device = new Device(exchange);
        if (token.filter(vtn::knows).isPresent()) {
            vtn.enrol(key(exchange)).answeredBy(device);
        } else if (token.filter(enrolment::knows).isPresent()) {
            enrolment.enrol(token.get(), key(exchange)).answeredBy(device);
        } else {
            device.noToken();
        }
    }

    /** The one that enrols. */
    private final class Device implements Answers {

        private final RoutingContext exchange;

        Device(RoutingContext exchange) {
            this.exchange = exchange;
        }

        @Override
        public void enrolled(String certificate) {
            count("enrolled");
            certificates(exchange, List.of(Certificates.parse(certificate)));
        }

        @Override
        public void waiting() {
            count("waiting");
            retryAfter(exchange, config.retryAfter());
            text(exchange, 202, "an operator has to approve this device; send the same request again");
        }

        @Override
        public void noToken() {
            exchange.response().putHeader("WWW-Authenticate", "Basic realm=\"est\"");
            refuse(exchange, 401, "enrol with a valid token as password, or with this CA's certificate");
        }

        @Override
        public void refused(String reason) {
            refuse(exchange, 400, reason);
        }

        @Override
        public void notYet(String reason) {
            retryAfter(exchange, config.retryAfter());
            refuse(exchange, 503, reason);
        }
    }

    private void reenrol(RoutingContext exchange) throws RefusedException {
        Optional<X509Certificate> presented = clientCertificate(exchange);
        if (presented.isEmpty()) {
            refuse(exchange, 401, "re-enrol with the certificate that is to be renewed");
            return;
        }
        String sha256 = Certificates.sha256(presented.get());
        renewals.renew(sha256, key(exchange), "certificate:" + sha256)
                .fold(
                        ordered -> answer(exchange, ordered),
                        // Whoever shows an unknown or a revoked certificate has no business here.
                        unknown -> refuse(exchange, 403, unknown.reason()),
                        notRenewable -> refuse(exchange, 403, notRenewable.reason()),
                        tooOften -> {
                            retryAfter(exchange, tooOften.retryAfter());
                            return refuse(exchange, 429, tooOften.reason());
                        });
    }

    private RoutingContext answer(RoutingContext exchange, Issuance issuance) {
        return issuance.fold(
                issued -> {
                    count("renewed");
                    certificates(exchange, List.of(Certificates.parse(issued.certificate())));
                    return exchange;
                },
                refused -> refuse(exchange, 400, refused.reason()),
                notYet -> {
                    retryAfter(exchange, config.retryAfter());
                    return refuse(exchange, 503, notYet.reason());
                });
    }

    private static void retryAfter(RoutingContext exchange, Duration wait) {
        exchange.response().putHeader("Retry-After", Long.toString(wait.toSeconds()));
    }

    private void certificates(RoutingContext exchange, List<X509Certificate> certificates) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(CertsOnly.of(certificates)) + "\n";
        exchange.response()
                .putHeader("Content-Type", "application/pkcs7-mime; smime-type=certs-only")
                .putHeader("Content-Transfer-Encoding", "base64")
                .end(body);
    }

    private RoutingContext refuse(RoutingContext exchange, int status, String reason) {
        count("refused");
        LOG.infof(
                "EST request from %s refused: %s",
                exchange.request().remoteAddress().hostAddress(), reason);
        text(exchange, status, reason);
        return exchange;
    }

    private static void text(RoutingContext exchange, int status, String words) {
        exchange.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain; charset=UTF-8")
                .end(words + "\n");
    }

    private void count(String outcome) {
        meters.counter("openvtn.est.requests", "outcome", outcome).increment();
    }

    /** The body is base64, with or without line breaks (RFC 7030 section 4.2.1). */
    private static byte[] der(RoutingContext exchange) {
        String text =
                exchange.body().buffer() == null ? "" : exchange.body().buffer().toString(StandardCharsets.US_ASCII);
        return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
    }

    private static Optional<String> token(RoutingContext exchange) {
        String header = exchange.request().getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            return Optional.of(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<X509Certificate> clientCertificate(RoutingContext exchange) {
        try {
            Certificate[] chain = exchange.request().sslSession().getPeerCertificates();
            return chain[0] instanceof X509Certificate leaf ? Optional.of(leaf) : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
