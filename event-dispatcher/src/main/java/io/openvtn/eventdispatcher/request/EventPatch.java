package io.openvtn.eventdispatcher.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;

/** Applies a JSON merge patch (RFC 7396) to what an operator once wrote. */
@ApplicationScoped
public class EventPatch {

    private final ObjectMapper json;

    EventPatch(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The request that makes the changed event.
     *
     * @throws JsonProcessingException if the patch has a member that no event has, or a value of a wrong type
     */
    public EventRequest apply(EventDefinition definition, ObjectNode patch) throws JsonProcessingException {
        ObjectNode event = json.valueToTree(definition);
        // Follows from the intervals; and signals are numbered anew.
        event.remove("duration");
        event.withArray("signals").forEach(signal -> ((ObjectNode) signal).remove("signalId"));
        if (event.get("baseline") instanceof ObjectNode baseline) {
            baseline.remove("baselineId");
            baseline.remove("duration");
        }
        merge(event, patch);
        return json.treeToValue(event, EventRequest.class);
    }

    /** Whether the patch says for whom the event is. */
    public static boolean retargets(ObjectNode patch) {
        return patch.has("targets");
    }

    /** null removes, an object is merged, everything else replaces. */
    static void merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (value.isNull()) {
                target.remove(member.getKey());
            } else if (value instanceof ObjectNode object) {
                if (!(target.get(member.getKey()) instanceof ObjectNode)) {
                    target.putObject(member.getKey());
                }
                merge((ObjectNode) target.get(member.getKey()), object);
            } else {
                target.set(member.getKey(), value);
            }
        });
    }
}
