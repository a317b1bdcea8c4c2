package io.openvtn.bench.run;

import io.openvtn.bench.suite.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * nginx, with the suite's certificates, on the endpoint's core.
 *
 * @param program where it is
 * @param data folder of the running suite
 * @param results where its settings and logs go
 */
record Nginx(Path program, Path data, Path results, Cores cores) {

    private static final List<String> PLACES = List.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx");

    /** Empty where it is not installed. */
    static Optional<Nginx> installed(Path data, Path results, Cores cores) {
        return Stream.of(PLACES.toArray(String[]::new))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Nginx(program, data, results, cores));
    }

    /** A limit that is no work of Java: it repeats an answer. */
    Endpoint repeating(Path answer, int port) throws IOException, InterruptedException {
        return start(
                "repeating",
                port,
                "",
                "return 200 '%s';".formatted(Files.readString(answer).strip()));
    }

    /** Forwards what VENs say, and their certificate in X-SSL-CERT, to a port of this machine, without TLS. */
    Endpoint forwarding(String name, int to, String secret, int port) throws IOException, InterruptedException {
        return start(
                name, port, "upstream endpoint { server 127.0.0.1:%d; keepalive 64; }".formatted(to), """
                proxy_pass http://endpoint;
                proxy_http_version 1.1;
                proxy_set_header Connection "";
                proxy_set_header X-SSL-CERT $ssl_client_escaped_cert;
                proxy_set_header X-OpenVTN-Proxy-Secret "%s";
                """.formatted(
                                secret));
    }

    private Endpoint start(String name, int port, String upstream, String location)
            throws IOException, InterruptedException {
        Path settings = results.resolve("nginx-%s.conf".formatted(name));
        Files.writeString(settings, """
                daemon off;
                worker_processes 1;
                pid %1$s/nginx-%2$s.pid;
                events { worker_connections 8192; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/nginx-body;
                  proxy_temp_path %1$s/nginx-proxy;
                  keepalive_requests 1000000000;
                  %5$s
                  server {
                    listen 127.0.0.1:%3$d ssl;
                    ssl_certificate %4$s/tls/vtn.pem;
                    ssl_certificate_key %4$s/tls/vtn.key;
                    ssl_client_certificate %4$s/ca-bundle.pem;
                    ssl_verify_client on;
                    ssl_verify_depth 3;
                    ssl_protocols TLSv1.2 TLSv1.3;
                    ssl_session_cache shared:vens:10m;
                    default_type application/xml;
                    location / {
                      %6$s
                    }
                  }
                }
                """.formatted(results, name, port, data, upstream, location));
        List<String> command =
                List.of(program.toString(), "-e", log(name + "-errors").toString(), "-c", settings.toString());
        return Endpoint.start(cores.forEndpoint(command), Map.of(), port, log(name));
    }

    private Path log(String name) {
        return results.resolve("nginx-%s.log".formatted(name));
    }
}
