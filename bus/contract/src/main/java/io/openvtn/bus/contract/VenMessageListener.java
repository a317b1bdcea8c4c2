package io.openvtn.bus.contract;

/**
 * Takes messages of VENs, each kind by a method of its own ({@link VenMessage#toldTo}). Kinds that it has no method for it
 * leaves alone, as a later version may bring more of them.
 */
public interface VenMessageListener {

    default void registered(VenMessage.Registered message) {}

    default void deregistered(VenMessage.Deregistered message) {}

    default void requestOffered(VenMessage.RequestOffered message) {}

    default void requestAnswered(VenMessage.RequestAnswered message) {}

    default void eventsOffered(VenMessage.EventsOffered message) {}

    default void eventsAnswered(VenMessage.EventsAnswered message) {}

    default void reportsRegistered(VenMessage.ReportsRegistered message) {}

    default void optCreated(VenMessage.OptCreated message) {}

    default void optCanceled(VenMessage.OptCanceled message) {}

    default void messageRefused(VenMessage.MessageRefused message) {}
}
