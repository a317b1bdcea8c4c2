package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.TargetKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an event can name to reach a VEN beside its venID, groups, resources and market contexts, which have fields of their own. The
 * table ven keeps it as {@code kind:id}.
 */
final class TargetIds {

    static final Set<TargetKind> KINDS = Collections.unmodifiableSet(EnumSet.complementOf(
            EnumSet.of(TargetKind.VEN, TargetKind.GROUP, TargetKind.RESOURCE, TargetKind.MARKET_CONTEXT)));

    private TargetIds() {}

    static Map<TargetKind, List<String>> byKind(List<String> keys) {
        Map<TargetKind, List<String>> byKind = new EnumMap<>(TargetKind.class);
        for (String key : keys) {
            int colon = key.indexOf(':');
            TargetKind kind = TargetKind.of(key.substring(0, colon)).orElseThrow();
            byKind.computeIfAbsent(kind, none -> new ArrayList<>()).add(key.substring(colon + 1));
        }
        return byKind;
    }

    /** The same, in the words of JSON. */
    static Map<String, List<String>> byWord(List<String> keys) {
        Map<String, List<String>> byWord = new LinkedHashMap<>();
        byKind(keys).forEach((kind, ids) -> byWord.put(kind.toString(), ids));
        return byWord;
    }
}
