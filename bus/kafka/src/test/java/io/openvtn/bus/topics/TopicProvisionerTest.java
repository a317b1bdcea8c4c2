package io.openvtn.bus.topics;

import static org.awaitility.Awaitility.await;

import io.openvtn.bus.BusOnKafka;
import io.openvtn.bus.contract.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicProvisionerTest extends BusOnKafka {

    @Test
    void aTopicOfStateThatWouldForgetIsMended() throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topics.nameOf(Topic.VENS));
        var next = new TopicProvisioner(config, kafka, workers);
        try (var admin = Admin.create(kafka)) {
            Callable<String> policy = () -> admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get("cleanup.policy")
                    .value();
            var forgets = new AlterConfigOp(new ConfigEntry("cleanup.policy", "delete"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(resource, List.of(forgets)))
                    .all()
                    .get();
            await().atMost(SOON).until(policy, "delete"::equals);

            next.start(null);

            await().atMost(SOON).until(policy, "compact"::equals);
        } finally {
            next.stop(null);
        }
    }
}
