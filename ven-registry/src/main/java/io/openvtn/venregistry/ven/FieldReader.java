package io.openvtn.venregistry.ven;

import io.openvtn.bus.contract.TargetKind;
import io.openvtn.bus.contract.VenStatus;
import io.openvtn.bus.operator.FieldErrors;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Reads the fields of a request one by one and notes what is wrong with each. Not thread safe. */
final class FieldReader {

    static final int NAME_LENGTH = 64;
    private static final int URI_LENGTH = 1_024;
    static final int LIST_LENGTH = 100;
    static final int MOST_LABELS = 50;
    private static final Duration SHORTEST_POLL = Duration.ofSeconds(1);
    private static final Duration LONGEST_POLL = Duration.ofDays(1);
    private static final Set<String> CHOICES = Set.of(VenStatus.ACTIVE.name(), VenStatus.SUSPENDED.name());

    private final FieldErrors errors;

    FieldReader(FieldErrors errors) {
        this.errors = errors;
    }

    Optional<String> venName(Optional<String> value) {
        Optional<String> mistake =
                value.map(name -> Words.mistake(name, NAME_LENGTH)).orElse(Optional.of("is missing"));
        mistake.ifPresent(message -> errors.add("venName", message));
        return mistake.isPresent() ? Optional.empty() : value;
    }

    ChosenIds ids(VenRequest request) {
        request.venId().flatMap(FieldReader::idMistake).ifPresent(message -> errors.add("venId", message));
        request.registrationId()
                .flatMap(FieldReader::idMistake)
                .ifPresent(message -> errors.add("registrationId", message));
        if (request.registrationId().isPresent() && request.venId().isEmpty()) {
            errors.add("registrationId", "needs the venId that it goes with");
        }
        return new ChosenIds(request.venId(), request.registrationId());
    }

    private static Optional<String> idMistake(String id) {
        return Words.mistake(id, NAME_LENGTH)
                .or(() -> id.indexOf('/') < 0 ? Optional.empty() : Optional.of("holds a slash"));
    }

    VenSettings settings(VenRequest request) {
        return settings(
                request.groups(),
                request.resources(),
                request.marketContexts(),
                request.targetIds(),
                request.labels(),
                request.pollFrequency());
    }

    VenSettings settings(VenPatch patch) {
        return settings(
                patch.groups(),
                patch.resources(),
                patch.marketContexts(),
                patch.targetIds(),
                patch.labels(),
                patch.pollFrequency());
    }

    Optional<VenStatus> status(Optional<String> value) {
        if (value.isPresent() && !CHOICES.contains(value.get())) {
            errors.add("status", "has to be ACTIVE or SUSPENDED");
            return Optional.empty();
        }
        return value.map(VenStatus::valueOf);
    }

    private VenSettings settings(
            Optional<List<String>> groups,
            Optional<List<ResourceFields>> resources,
            Optional<List<String>> marketContexts,
            Optional<Map<String, List<String>>> targetIds,
            Optional<Map<String, String>> labels,
            Optional<String> pollFrequency) {
        return new VenSettings(
                groups.map(ids -> list("groups", ids, id -> Words.mistake(id, Words.LONGEST_ID))),
                resources.map(new ResourceReader(errors)::read),
                marketContexts.map(uris -> list("marketContexts", uris, FieldReader::uriMistake)),
                targetIds.map(this::targetIds),
                labels.map(chosen -> labels("labels", chosen)),
                pollFrequency.flatMap(this::pollFrequency));
    }

    private List<String> targetIds(Map<String, List<String>> byWord) {
        Map<TargetKind, List<String>> byKind = new EnumMap<>(TargetKind.class);
        byWord.forEach((word, ids) -> {
            String field = "targetIds." + word;
            Optional<TargetKind> kind = TargetKind.of(word).filter(TargetIds.KINDS::contains);
            if (kind.isEmpty()) {
                errors.add(field, "is no kind of target here; known are " + TargetIds.KINDS);
            } else if (ids == null) {
                errors.add(field, "has to be a list of IDs");
            } else {
                byKind.put(kind.get(), list(field, ids, id -> Words.mistake(id, Words.LONGEST_ID)
                        .or(() -> kind.get().mistake(id))));
            }
        });
        List<String> keys = TargetKind.keys(byKind);
        if (keys.size() > LIST_LENGTH) {
            errors.add("targetIds", "has more than %d entries".formatted(LIST_LENGTH));
        }
        return keys;
    }

    /** As {@link Labels} writes them. */
    List<String> labels(String field, Map<String, String> chosen) {
        if (chosen.size() > MOST_LABELS) {
            errors.add(field, "has more than %d entries".formatted(MOST_LABELS));
            return List.of();
        }
        chosen.forEach((name, value) -> Labels.mistakeInName(name)
                .or(() -> Optional.ofNullable(value)
                        .map(text -> Words.mistake(text, Words.LONGEST_ID))
                        .orElse(Optional.of("is missing")))
                .ifPresent(message -> errors.add(field + "." + name, message)));
        return Labels.entries(chosen);
    }

    /** A set as a list: sorted and without repeats, so that equal sets are equal lists. */
    List<String> list(String field, List<String> values, Function<String, Optional<String>> mistake) {
        if (values.size() > LIST_LENGTH) {
            errors.add(field, "has more than %d entries".formatted(LIST_LENGTH));
            return List.of();
        }
        IntStream.range(0, values.size()).forEach(i -> Optional.ofNullable(values.get(i))
                .map(mistake)
                .orElse(Optional.of("is missing"))
                .ifPresent(message -> errors.add("%s[%d]".formatted(field, i), message)));
        return values.stream()
                .filter(value -> value != null)
                .distinct()
                .sorted()
                .toList();
    }

    Optional<Duration> pollFrequency(String text) {
        try {
            Duration value = Duration.parse(text);
            if (value.compareTo(SHORTEST_POLL) >= 0 && value.compareTo(LONGEST_POLL) <= 0 && value.getNano() == 0) {
                return Optional.of(value);
            }
        } catch (DateTimeParseException e) {
            // The same answer as for one that is out of bounds.
        }
        errors.add("pollFrequency", "has to be an ISO 8601 duration of whole seconds from PT1S to P1D");
        return Optional.empty();
    }

    static Optional<String> uriMistake(String text) {
        try {
            // java.net takes letters that RFC 3986 does not know, and that have up to four bytes each in an index.
            boolean ascii = text.chars().allMatch(character -> character < 128);
            return ascii && new URI(text).isAbsolute() && text.length() <= URI_LENGTH
                    ? Optional.empty()
                    : Optional.of("has to be an absolute URI of at most %d characters, in ASCII".formatted(URI_LENGTH));
        } catch (URISyntaxException e) {
            return Optional.of("is no URI: " + e.getReason());
        }
    }
}
