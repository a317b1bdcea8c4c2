package io.openvtn.venregistry.ven;

import java.util.Optional;
import java.util.stream.Stream;

/** What one VEN at most has. */
public record Claim(String field, String value) {

    static Stream<Claim> nameAndIds(Optional<String> venName, ChosenIds ids) {
        return Stream.of(
                        venName.map(name -> new Claim("venName", name)),
                        ids.venId().map(id -> new Claim("venId", id)),
                        ids.registrationId().map(id -> new Claim("registrationId", id)))
                .flatMap(Optional::stream);
    }
}
