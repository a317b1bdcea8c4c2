package io.openvtn.vtnapi.message;

import java.util.Arrays;
import java.util.Optional;

/** The services of OpenADR 2.0b, each the last segment of a path. */
public enum Service {
    EI_REGISTER_PARTY("EiRegisterParty"),
    EI_EVENT("EiEvent"),
    EI_REPORT("EiReport"),
    EI_OPT("EiOpt"),
    OADR_POLL("OadrPoll");

    private final String segment;

    Service(String segment) {
        this.segment = segment;
    }

    /** The service of that path segment, in any letter case. */
    public static Optional<Service> named(String segment) {
        return Arrays.stream(values())
                .filter(service -> service.segment.equalsIgnoreCase(segment))
                .findFirst();
    }

    @Override
    public String toString() {
        return segment;
    }
}
