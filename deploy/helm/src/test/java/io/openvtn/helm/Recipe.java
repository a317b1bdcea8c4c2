package io.openvtn.helm;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What {@code deploy/images/Containerfile} says of a container.
 *
 * @param archiving the command that makes the archive of classes
 * @param entrypoint the command that a container is
 * @param user and group, as numbers
 * @param environment that an image has of its own
 */
record Recipe(List<String> archiving, List<String> entrypoint, String user, Map<String, String> environment) {

    private static final Pattern VARIABLE = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|(\\S+))");

    static Recipe read(Path containerfile) throws IOException {
        List<String> lines = Files.readString(containerfile)
                .replaceAll("\\\\\n\\s*", "")
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
        Map<String, String> environment = new HashMap<>();
        var variables = VARIABLE.matcher(last(lines, "ENV "));
        while (variables.find()) {
            environment.put(variables.group(1), variables.group(2) == null ? variables.group(3) : variables.group(2));
        }
        return new Recipe(
                command(last(lines, "RUN ")), command(last(lines, "ENTRYPOINT ")), last(lines, "USER "), environment);
    }

    private static String last(List<String> lines, String instruction) {
        return lines.stream()
                .filter(line -> line.startsWith(instruction))
                .reduce((first, second) -> second)
                .orElseThrow()
                .substring(instruction.length());
    }

    private static List<String> command(String json) throws IOException {
        return new ObjectMapper().readValue(json, new TypeReference<>() {});
    }
}
