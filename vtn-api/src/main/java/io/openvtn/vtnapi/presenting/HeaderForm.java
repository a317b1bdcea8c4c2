package io.openvtn.vtnapi.presenting;

import io.openvtn.bus.contract.Fingerprint;
import io.openvtn.vtnapi.certificate.Reason;
import java.util.List;

/** How a proxy writes its client's certificate into a header. Each form reads one certificate in one way only. */
public enum HeaderForm {
    /** {@code $ssl_client_escaped_cert} of nginx; ingress-nginx calls the header {@code ssl-client-cert}. */
    NGINX("X-SSL-CERT") {
        @Override
        byte[] leaf(String value) throws UnreadableHeaderException {
            return only(CertificateText.pem(CertificateText.unescape(value, CertificateText.UNRESERVED)));
        }
    },
    /**
     * PEM on one line, without line ends as {@code deploy/webpack-dev-server} writes it, or with a space for each as Apache
     * httpd does.
     */
    WEBPACK("X-SSL-CERT") {
        @Override
        byte[] leaf(String value) throws UnreadableHeaderException {
            return CertificateText.oneLinePem(value);
        }
    },
    /** {@code %{SSL_CLIENT_CERT}s} of Apache httpd: PEM with a space for each line end. */
    APACHE("X-SSL-CERT") {
        @Override
        byte[] leaf(String value) throws UnreadableHeaderException {
            return CertificateText.spacedPem(value);
        }
    },
    /** RFC 9440, whose chain header is not used: the way to the anchor goes through our own issuing CAs. */
    RFC9440("Client-Cert") {
        @Override
        byte[] leaf(String value) throws UnreadableHeaderException {
            if (value.indexOf(',') >= 0) {
                throw new UnreadableHeaderException(Reason.HEADER_CHAIN);
            }
            if (value.length() < 2 || value.charAt(0) != ':' || value.charAt(value.length() - 1) != ':') {
                throw new UnreadableHeaderException(Reason.HEADER_ENCODING);
            }
            return CertificateText.base64(value.substring(1, value.length() - 1));
        }
    },
    /** {@code x-forwarded-client-cert} of Envoy and Istio, with the client's certificate forwarded. */
    ENVOY("x-forwarded-client-cert") {
        @Override
        byte[] leaf(String value) throws UnreadableHeaderException {
            var element = EnvoyElement.only(value);
            if (element.cert().isEmpty()) {
                throw new UnreadableHeaderException(
                        element.hash().isPresent() ? Reason.HASH_ONLY : Reason.HEADER_EMPTY);
            }
            byte[] der = NGINX.leaf(element.cert().get());
            String hash = Fingerprint.of(der).hex();
            if (!element.hash().map(hash::equalsIgnoreCase).orElse(true)) {
                throw new UnreadableHeaderException(Reason.HASH_MISMATCH);
            }
            return der;
        }
    },
    /** {@code passTLSClientCert.pem} of Traefik, escaped before its version 2.9.4. */
    TRAEFIK("X-Forwarded-Tls-Client-Cert") {
        @Override
        byte[] leaf(String value) throws UnreadableHeaderException {
            String raw = value.indexOf('%') < 0 ? value : CertificateText.unescape(value, CertificateText.UNRESERVED);
            return CertificateText.commaSeparated(raw).get(0);
        }
    },
    /** AWS's application load balancer: the first name when it passes certificates through, the second when it verifies. */
    AWS_ALB("X-Amzn-Mtls-Clientcert", "X-Amzn-Mtls-Clientcert-Leaf") {
        @Override
        byte[] leaf(String value) throws UnreadableHeaderException {
            return CertificateText.pem(CertificateText.unescape(value, CertificateText.UNRESERVED + "+=/"))
                    .get(0);
        }
    },
    /** {@code %[ssl_c_der,base64]} of HAProxy. */
    HAPROXY("X-SSL-Client-Cert") {
        @Override
        byte[] leaf(String value) throws UnreadableHeaderException {
            return CertificateText.base64(value);
        }
    };

    private static final int LONGEST = 16 * 1024;
    /** What proxies and scripts write when they have no certificate. */
    private static final List<String> NOTHING = List.of("", "-", "(null)", "null", "undefined", "NONE");

    private final List<String> headers;

    HeaderForm(String... headers) {
        this.headers = List.of(headers);
    }

    /** The header's usual names; a request has one of them, once. */
    List<String> headers() {
        return headers;
    }

    abstract byte[] leaf(String value) throws UnreadableHeaderException;

    /** The client's certificate in DER, nothing of it looked at yet. */
    byte[] decode(String value) throws UnreadableHeaderException {
        if (value.length() > LONGEST) {
            throw new UnreadableHeaderException(Reason.HEADER_TOO_LONG);
        }
        if (NOTHING.contains(value)) {
            throw new UnreadableHeaderException(Reason.HEADER_EMPTY);
        }
        if (!value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new UnreadableHeaderException(Reason.HEADER_ENCODING);
        }
        return leaf(value);
    }

    private static byte[] only(List<byte[]> certificates) throws UnreadableHeaderException {
        if (certificates.size() != 1) {
            throw new UnreadableHeaderException(Reason.HEADER_CHAIN);
        }
        return certificates.get(0);
    }
}
