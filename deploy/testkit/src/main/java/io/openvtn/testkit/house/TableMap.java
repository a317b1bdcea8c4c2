package io.openvtn.testkit.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which package of a service writes and reads which table, by the SQL in its sources. A migration says whose a table is: it
 * stands below a line {@code -- package}.
 */
public final class TableMap {

    private static final Pattern SECTION_OR_CREATION =
            Pattern.compile("(?m)^-- (\\w+)$|^create (?:table|(?:or replace )?function) (\\w+)");
    private static final Pattern COMMENT_OR_TEXT = Pattern.compile(
            "/\\*.*?\\*/|//[^\\n]*|\"\"\"(.*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\\n])*)\"|'(?:\\\\.|[^'\\\\])'",
            Pattern.DOTALL);
    private static final Pattern WRITE = Pattern.compile("\\b(?:insert into|update|delete from|truncate) (\\w+)");

    /** Where a table is written that no SQL of the service names. */
    private static final Pattern GIVEN = Pattern.compile("(?:@Table\\(name =|new PublishedRows\\(\\w+,)\\s*\"(\\w+)\"");

    private static final Pattern NAME = Pattern.compile("\\w+");

    private final Map<String, String> owners = new TreeMap<>();
    private final Map<String, Set<String>> writers = new TreeMap<>();
    private final Map<String, Set<String>> arrows = new TreeMap<>();

    private TableMap() {}

    /**
     * Reads the map of a service.
     *
     * @param module its folder
     * @param root its package, of which each feature is a part
     */
    public static TableMap of(Path module, String root) {
        Path code = module.resolve("src/main/java").resolve(root.replace('.', '/'));
        var map = new TableMap();
        Map<Path, String> sources = texts(code, ".java");
        Set<String> features = sources.keySet().stream()
                .filter(file -> code.relativize(file).getNameCount() > 1)
                .map(file -> feature(code, file))
                .collect(Collectors.toCollection(TreeSet::new));
        texts(module.resolve("src/main/resources/db/migration"), ".sql")
                .values()
                .forEach(sql -> map.own(sql, features));
        sources.forEach((file, source) -> map.read(feature(code, file), source, root));
        return map;
    }

    private static String feature(Path code, Path file) {
        return code.relativize(file).getName(0).toString();
    }

    private static Map<Path, String> texts(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            Map<Path, String> texts = new TreeMap<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ending)).toList()) {
                texts.put(file, Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void own(String sql, Set<String> features) {
        String feature = "";
        Matcher lines = SECTION_OR_CREATION.matcher(sql);
        while (lines.find()) {
            if (lines.group(2) != null) {
                owners.put(lines.group(2), feature);
            } else if (features.contains(lines.group(1))) {
                feature = lines.group(1);
            }
        }
    }

    private void read(String feature, String source, String root) {
        arrows.computeIfAbsent(feature, any -> new TreeSet<>());
        Matcher imports = Pattern.compile("(?m)^import (?:static )?" + Pattern.quote(root) + "\\.(\\w+)\\.")
                .matcher(source);
        imports.results().map(found -> found.group(1)).forEach(used -> use(feature, used));
        GIVEN.matcher(source).results().map(found -> found.group(1)).forEach(table -> write(feature, table));
        for (String text : texts(source)) {
            WRITE.matcher(text).results().map(found -> found.group(1)).forEach(table -> write(feature, table));
            if (text.matches("(?s).*\\b(?:select|insert|update|delete|from|join)\\b.*")) {
                NAME.matcher(text).results().map(MatchResult::group).forEach(name -> {
                    if (owners.containsKey(name)
                            && text.matches("(?s).*(?:\\b(?:from|join)\\s+|,\\s*)" + name + "\\b.*")) {
                        use(feature, owners.get(name));
                    }
                });
            }
        }
    }

    /** What stands between quotation marks. */
    private static List<String> texts(String source) {
        List<String> texts = new ArrayList<>();
        COMMENT_OR_TEXT.matcher(source).results().forEach(found -> {
            if (found.group(1) != null) {
                texts.add(found.group(1));
            } else if (found.group(2) != null) {
                texts.add(found.group(2));
            }
        });
        return texts;
    }

    private void write(String feature, String table) {
        if (owners.containsKey(table)) {
            writers.computeIfAbsent(table, any -> new TreeSet<>()).add(feature);
            use(feature, owners.get(table));
        }
    }

    private void use(String feature, String used) {
        if (!used.equals(feature)) {
            arrows.computeIfAbsent(feature, any -> new TreeSet<>()).add(used);
        }
    }

    /** What the map says against the rule that a table is written by its own feature alone; empty if nothing does. */
    public List<String> strangers() {
        List<String> strangers = new ArrayList<>();
        owners.forEach((table, owner) -> writers.getOrDefault(table, Set.of()).stream()
                .filter(writer -> !writer.equals(owner))
                .forEach(writer -> strangers.add("%s writes %s, a table of %s".formatted(writer, table, owner))));
        return strangers;
    }

    /** A way by imports and tables that comes back to where it began; empty if there is none. */
    public List<String> circle() {
        for (String feature : arrows.keySet()) {
            List<String> circle = wayBack(feature);
            if (!circle.isEmpty()) {
                return circle;
            }
        }
        return List.of();
    }

    private List<String> wayBack(String start) {
        Deque<List<String>> ways = new ArrayDeque<>(List.of(List.of(start)));
        Set<String> seen = new TreeSet<>();
        while (!ways.isEmpty()) {
            List<String> way = ways.remove();
            for (String next : arrows.getOrDefault(way.get(way.size() - 1), Set.of())) {
                List<String> longer =
                        Stream.concat(way.stream(), Stream.of(next)).toList();
                if (next.equals(start)) {
                    return longer;
                }
                if (seen.add(next)) {
                    ways.add(longer);
                }
            }
        }
        return List.of();
    }

    /** Tables by the feature that owns them. */
    public Map<String, String> owners() {
        return Map.copyOf(owners);
    }
}
