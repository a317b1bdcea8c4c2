package io.openvtn.bench.fleet.message;

import java.util.Set;

/** What a VEN says, the service that it says it to, and the replies that fit. */
public enum Kind {
    QUERY("EiRegisterParty", Set.of("oadrCreatedPartyRegistration")),
    REGISTER("EiRegisterParty", Set.of("oadrCreatedPartyRegistration")),
    REGISTER_REPORT("EiReport", Set.of("oadrRegisteredReport")),
    REQUEST_EVENT("EiEvent", Set.of("oadrDistributeEvent")),
    POLL(
            "OadrPoll",
            Set.of(
                    "oadrResponse",
                    "oadrDistributeEvent",
                    "oadrCreateReport",
                    "oadrCancelReport",
                    "oadrRegisterReport",
                    "oadrUpdateReport",
                    "oadrRequestReregistration",
                    "oadrCancelPartyRegistration")),
    CREATED_EVENT("EiEvent", Set.of("oadrResponse")),
    CREATED_REPORT("EiReport", Set.of("oadrResponse"));

    private final String service;
    private final Set<String> replies;

    Kind(String service, Set<String> replies) {
        this.service = service;
        this.replies = replies;
    }

    String service() {
        return service;
    }

    boolean fits(String rootElement) {
        return replies.contains(rootElement);
    }
}
