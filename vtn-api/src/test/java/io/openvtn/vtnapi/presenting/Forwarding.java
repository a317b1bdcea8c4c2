package io.openvtn.vtnapi.presenting;

import io.openvtn.testkit.ven.TestCertificate.Issued;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;

/** What the proxies write, with the JDK's own encoders. */
final class Forwarding {

    private Forwarding() {}

    static String value(HeaderForm form, Issued issued) {
        String base64 = Base64.getEncoder().encodeToString(der(issued));
        return switch (form) {
            case NGINX -> escaped(issued.pem());
            case WEBPACK -> "-----BEGIN CERTIFICATE-----" + base64 + "-----END CERTIFICATE-----";
            case APACHE -> issued.pem().strip().replace("\n", " ");
            case RFC9440 -> ":" + base64 + ":";
            case ENVOY -> "Hash=%s;Cert=\"%s\";Subject=\"CN=a;b,c\"".formatted(issued.sha256(), escaped(issued.pem()));
            case TRAEFIK, HAPROXY -> base64;
            case AWS_ALB ->
                escaped(issued.pem()).replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
        };
    }

    static byte[] der(Issued issued) {
        try {
            return issued.certificate().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.US_ASCII).replace("+", "%20");
    }
}
