package io.openvtn.bus.login;

import io.openvtn.bus.operator.Role;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** Who may log in, by name. */
@ConfigMapping(prefix = "openvtn.operators")
public interface OperatorsConfig {

    @WithParentName
    Map<String, OperatorConfig> byName();

    /** One of them. */
    interface OperatorConfig {

        /** What bcrypt made of the password: {@code $2b$12$…}. */
        String password();

        Role role();
    }
}
