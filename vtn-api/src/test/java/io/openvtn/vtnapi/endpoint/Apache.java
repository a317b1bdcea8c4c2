package io.openvtn.vtnapi.endpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** A real Apache httpd with the reference configuration, in a folder of its own. */
final class Apache {

    private static final Path REFERENCE = Path.of("..", "deploy", "apache");
    private static final String MAIN = """
            ServerRoot FOLDER
            ServerName localhost
            PidFile httpd.pid
            ErrorLog error.log
            DefaultRuntimeDir FOLDER
            User www-data
            Group www-data
            LoadModule mpm_event_module MODULES/mod_mpm_event.so
            LoadModule authz_core_module MODULES/mod_authz_core.so
            LoadModule alias_module MODULES/mod_alias.so
            LoadModule headers_module MODULES/mod_headers.so
            LoadModule socache_shmcb_module MODULES/mod_socache_shmcb.so
            LoadModule ssl_module MODULES/mod_ssl.so
            LoadModule proxy_module MODULES/mod_proxy.so
            LoadModule proxy_http_module MODULES/mod_proxy_http.so
            Include openvtn.conf
            """;

    private Apache() {}

    /** @param files holds the certificates by the names of the reference */
    static ProxyProcess start(Path files, int vtnApiPort) throws IOException {
        int port = ProxyProcess.freePort();
        var values = Map.of(
                "OPENVTN_PORT",
                "127.0.0.1:" + port,
                "OPENVTN_NAME",
                "localhost",
                "OPENVTN_VTN_API",
                "localhost:" + vtnApiPort,
                "OPENVTN_FILES",
                files.toString());
        for (String page : new String[] {"refused.xml", "unavailable.xml"}) {
            Files.copy(REFERENCE.resolve(page), files.resolve(page));
        }
        // Its workers run under a user of their own.
        Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwxr-xr-x"));
        String template = Files.readString(REFERENCE.resolve("openvtn.conf.template"));
        Files.writeString(files.resolve("openvtn.conf"), ProxyProcess.filledIn(template, values));
        Path configuration = Files.writeString(
                files.resolve("httpd.conf"),
                MAIN.replace("FOLDER", files.toString()).replace("MODULES", "/usr/lib/apache2/modules"));
        return ProxyProcess.start(files, port, "apache2", "-D", "FOREGROUND", "-f", configuration.toString());
    }
}
