package io.openvtn.bus.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an event can be aimed at: the kinds of eiTarget, and the market context, which means all VENs enrolled in it. */
public enum TargetKind {
    VEN("vens"),
    GROUP("groups"),
    RESOURCE("resources"),
    PARTY("parties"),
    MARKET_CONTEXT("marketContexts"),
    AGGREGATED_PNODE("aggregatedPnodes"),
    END_DEVICE_ASSET("endDeviceAssets"),
    METER_ASSET("meterAssets"),
    PNODE("pnodes"),
    SERVICE_AREA("serviceAreas"),
    SERVICE_DELIVERY_POINT("serviceDeliveryPoints"),
    SERVICE_LOCATION("serviceLocations"),
    /** Written {@code pointOfReceipt>pointOfDelivery}. */
    TRANSPORT_INTERFACE("transportInterfaces");

    private static final Pattern INTERFACE = Pattern.compile("[^>]+>[^>]+");

    private final String word;

    TargetKind(String word) {
        this.word = word;
    }

    public static Optional<TargetKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** What is wrong with how an ID of this kind is written. */
    public Optional<String> mistake(String id) {
        return this != TRANSPORT_INTERFACE || INTERFACE.matcher(id).matches()
                ? Optional.empty()
                : Optional.of("has to be written pointOfReceipt>pointOfDelivery");
    }

    /** What stands for a target where kinds are mixed: {@code parties:utility-1}. */
    public String key(String id) {
        return word + ":" + id;
    }

    /** The {@link #key keys} of all these IDs, sorted. */
    public static List<String> keys(Map<TargetKind, List<String>> byKind) {
        return byKind.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(entry.getKey()::key))
                .sorted()
                .toList();
    }

    /** The kind's word in JSON. */
    @Override
    public String toString() {
        return word;
    }
}
