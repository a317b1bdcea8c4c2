package io.openvtn.vtnapi;

import io.openvtn.testkit.ven.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The server's two certificates, an EC and an RSA one, in files of their own.
 *
 * @param prefix of the files' names, so that tests don't share them
 */
public record ServerFiles(String prefix) {

    private static final Path FOLDER = Path.of("target").toAbsolutePath();

    /** Writes both; the settings with which vtn-api shows them. */
    public Map<String, String> written(String ecName, String rsaName) {
        ec(ecName);
        write("rsa", TestCertificate.ofServer(rsaName).keys(TestCertificate.rsaKeys(2048)));
        Map<String, String> settings = new LinkedHashMap<>();
        for (String type : new String[] {"ec", "rsa"}) {
            String store = "quarkus.tls.ven.key-store.pem." + type;
            settings.put(store + ".cert", file(type, "pem").toString());
            settings.put(store + ".key", file(type, "key").toString());
        }
        return settings;
    }

    /** Exchanges the EC one. */
    public void ec(String name) {
        write("ec", TestCertificate.ofServer(name));
    }

    private void write(String type, TestCertificate certificate) {
        var issued = certificate.selfSigned();
        try {
            Files.writeString(file(type, "key"), issued.keyPem());
            Files.writeString(file(type, "pem"), issued.pem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String type, String ending) {
        return FOLDER.resolve("%s-%s.%s".formatted(prefix, type, ending));
    }
}
