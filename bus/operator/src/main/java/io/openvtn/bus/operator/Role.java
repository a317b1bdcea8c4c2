package io.openvtn.bus.operator;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What an operator may do, least first; {@link Roles} has their words for annotations. */
public enum Role {
    VIEWER(Roles.VIEWER),
    OPERATOR(Roles.OPERATOR),
    ADMIN(Roles.ADMIN);

    private final String word;

    Role(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** The words of this role and of all that it includes. */
    public Set<String> withIncluded() {
        return Arrays.stream(values())
                .filter(role -> role.compareTo(this) <= 0)
                .map(Role::word)
                .collect(Collectors.toSet());
    }
}
