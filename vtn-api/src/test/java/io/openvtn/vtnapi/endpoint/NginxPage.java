package io.openvtn.vtnapi.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The commands of {@code deploy/nginx/README.md}. */
final class NginxPage {

    private static final Path PAGE = Path.of("..", "deploy", "nginx", "README.md");
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    private NginxPage() {}

    /** Makes the certificates of the hop and of vtn-api's port for proxies in a folder. */
    static void makeFiles(Path folder) {
        run(folder, blocks().get(0));
    }

    /** Fills the template {@code deploy/nginx/nginx.conf.template} of a folder in, for these values in place of the page's. */
    static void fillIn(Path folder, int port, int vtnApiPort) {
        run(
                folder,
                blocks().get(1)
                        .replace("OPENVTN_PORT=8443", "OPENVTN_PORT=127.0.0.1:" + port)
                        .replace("vtn.utility.example", "localhost")
                        .replace("vtn-api:8543", "127.0.0.1:" + vtnApiPort)
                        .replace("/etc/nginx/openvtn", "'" + folder + "'"));
    }

    private static List<String> blocks() {
        try {
            return BLOCK.matcher(Files.readString(PAGE))
                    .results()
                    .map((MatchResult block) -> block.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Path folder, String commands) {
        try {
            Path output = Files.createDirectories(folder).resolve("commands.out");
            var shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(shell.waitFor()).as(Files.readString(output)).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
