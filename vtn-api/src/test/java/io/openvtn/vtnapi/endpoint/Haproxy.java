package io.openvtn.vtnapi.endpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A real HAProxy with the reference configuration, in a folder of its own. */
final class Haproxy {

    private static final Path DEPLOY = Path.of("..", "deploy");

    private Haproxy() {}

    /** @param files holds the certificates by the names of the reference */
    static ProxyProcess start(Path files, int vtnApiPort) throws IOException {
        int port = ProxyProcess.freePort();
        var values = Map.of(
                "OPENVTN_PORT",
                "127.0.0.1:" + port,
                "OPENVTN_VTN_API_NAME",
                "localhost",
                "OPENVTN_VTN_API",
                "localhost:" + vtnApiPort,
                "OPENVTN_FILES",
                files.toString());
        for (String page : new String[] {"refused.xml", "unavailable.xml"}) {
            Files.copy(DEPLOY.resolve("apache").resolve(page), files.resolve(page));
        }
        String template = Files.readString(DEPLOY.resolve("haproxy").resolve("haproxy.cfg.template"));
        Path configuration = Files.writeString(files.resolve("haproxy.cfg"), ProxyProcess.filledIn(template, values));
        return ProxyProcess.start(files, port, "haproxy", "-db", "-f", configuration.toString());
    }
}
