package io.openvtn.bench.fuzz;

import io.openvtn.bench.suite.VenMessages;
import java.util.List;

/** A message in good order, and the service that it belongs to. */
record VenText(String service, byte[] bytes) {

    /** One of each kind, but for the end of the registration, after which the others would all be refused for it. */
    static List<VenText> all(String venId) {
        var says = new VenMessages(venId);
        return List.of(
                poll(venId),
                new VenText("EiRegisterParty", says.query()),
                new VenText("EiRegisterParty", says.register("fuzz")),
                new VenText("EiReport", says.registerReport()),
                new VenText("EiReport", says.createdReport()),
                new VenText("EiEvent", says.requestEvent()),
                new VenText("EiEvent", says.acknowledge(2)),
                new VenText("EiOpt", says.schedule("opt-1", "2026-12-01T17:00:00Z", "PT1H")),
                new VenText("EiOpt", says.cancelOpt()));
    }

    static VenText poll(String venId) {
        return new VenText("OadrPoll", new VenMessages(venId).poll());
    }
}
