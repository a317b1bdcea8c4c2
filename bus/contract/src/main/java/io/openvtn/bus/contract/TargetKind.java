package io.openvtn.bus.contract;

import java.util.Arrays;
import java.util.Optional;

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

    private final String word;

    TargetKind(String word) {
        this.word = word;
    }

    public static Optional<TargetKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** The kind's word in JSON. */
    @Override
    public String toString() {
        return word;
    }
}
