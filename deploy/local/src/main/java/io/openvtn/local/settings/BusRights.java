package io.openvtn.local.settings;

import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.openvtn.bus.contract.BusLogin;
import io.openvtn.embedded.KafkaLogin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Who may do what at the suite's broker: each service its own part, and a person may look at everything and change nothing. */
public final class BusRights {

    /** The login of somebody who looks. */
    static final String READER = "reader";

    /** The services' default for {@code openvtn.bus.prefix}, which the suite leaves as it is. */
    private static final String PREFIX = "openvtn.";

    private final String login;
    private final List<AclBinding> bindings = new ArrayList<>();

    private BusRights(String login) {
        this.login = login;
    }

    /**
     * All logins there are.
     *
     * @param password of the login of that name
     */
    public static List<KafkaLogin> logins(UnaryOperator<String> password) {
        return Stream.concat(Arrays.stream(BusLogin.values()).map(BusRights::of), Stream.of(reader()))
                .map(rights -> new KafkaLogin(rights.login, password.apply(rights.login), rights.bindings))
                .toList();
    }

    private static BusRights of(BusLogin service) {
        var rights = new BusRights(service.label());
        // the topics are the services' own to make, and to keep from losing what they hold
        rights.grant(
                ResourceType.TOPIC, PREFIX, PatternType.PREFIXED, DESCRIBE, DESCRIBE_CONFIGS, CREATE, ALTER_CONFIGS);
        service.written().forEach(topic -> rights.grant(ResourceType.TOPIC, topic.label(), WRITE));
        service.read().forEach(topic -> rights.grant(ResourceType.TOPIC, topic.label(), READ));
        service.groups().forEach(group -> rights.grant(ResourceType.GROUP, group, READ));
        return rights;
    }

    private static BusRights reader() {
        var rights = new BusRights(READER);
        rights.grant(ResourceType.TOPIC, PREFIX, PatternType.PREFIXED, DESCRIBE, DESCRIBE_CONFIGS, READ);
        rights.grant(ResourceType.GROUP, "console-consumer-", PatternType.PREFIXED, READ);
        rights.grant(ResourceType.GROUP, PREFIX, PatternType.PREFIXED, DESCRIBE);
        return rights;
    }

    private void grant(ResourceType type, String label, AclOperation operation) {
        grant(type, PREFIX + label, PatternType.LITERAL, operation);
    }

    private void grant(ResourceType type, String name, PatternType pattern, AclOperation... operations) {
        for (AclOperation operation : operations) {
            bindings.add(new AclBinding(
                    new ResourcePattern(type, name, pattern),
                    new AccessControlEntry("User:" + login, "*", operation, AclPermissionType.ALLOW)));
        }
    }
}
