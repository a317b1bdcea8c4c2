package io.openvtn.eventdispatcher.targeting;

import io.openvtn.bus.contract.EventTargets;
import io.openvtn.bus.contract.TargetKind;
import io.openvtn.bus.contract.VenRecord;
import java.util.List;
import java.util.TreeSet;
import org.hibernate.query.CommonQueryContract;

/**
 * Targets as the database compares them: {@code kind:id}, in the words of {@link TargetKind}.
 *
 * @param included a VEN that has one of them is meant
 * @param excluded a VEN that has one of them is not
 */
public record TargetKeys(List<String> included, List<String> excluded) {

    public TargetKeys {
        included = List.copyOf(included);
        excluded = List.copyOf(excluded);
    }

    public static TargetKeys of(EventTargets targets) {
        return new TargetKeys(TargetKind.keys(targets.include()), TargetKind.keys(targets.exclude()));
    }

    /** Gives the query its parameters {@code included} and {@code excluded}. */
    public <Q extends CommonQueryContract> Q bind(Q query) {
        query.setParameter("included", included.toArray(String[]::new), String[].class);
        query.setParameter("excluded", excluded.toArray(String[]::new), String[].class);
        return query;
    }

    /** Everything that names the VEN. */
    static List<String> of(VenRecord ven) {
        var keys = new TreeSet<>(TargetKind.keys(ven.targetIds()));
        keys.add(TargetKind.VEN.key(ven.venId()));
        ven.groups().forEach(id -> keys.add(TargetKind.GROUP.key(id)));
        ven.resources().forEach(resource -> {
            keys.add(TargetKind.RESOURCE.key(resource.resourceId()));
            resource.meterAsset().map(TargetKind.METER_ASSET::key).ifPresent(keys::add);
            resource.endDeviceAsset().map(TargetKind.END_DEVICE_ASSET::key).ifPresent(keys::add);
        });
        ven.marketContexts().forEach(id -> keys.add(TargetKind.MARKET_CONTEXT.key(id)));
        return List.copyOf(keys);
    }
}
