package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.contract.OptType;
import io.openvtn.bus.contract.ResponseCodes;
import io.openvtn.bus.contract.VenMessage.EventAnswer;
import io.openvtn.bus.contract.VenMessage.EventsAnswered;
import java.util.Optional;

/**
 * What an eventResponse makes of its delivery. If oadrCreatedEvent's outer code is an error, its responses are reports of that
 * error and no opts.
 *
 * @param opt the VEN's decision; kept beside an error of the single response
 */
record Answered(DeliveryState state, Optional<OptType> opt, String responseCode) {

    static Answered of(EventsAnswered message, EventAnswer response) {
        if (!ResponseCodes.isSuccess(message.responseCode())) {
            return new Answered(DeliveryState.ERROR, Optional.empty(), message.responseCode());
        }
        DeliveryState opted = response.optType() == OptType.OPT_IN ? DeliveryState.OPT_IN : DeliveryState.OPT_OUT;
        return new Answered(
                ResponseCodes.isSuccess(response.responseCode()) ? opted : DeliveryState.ERROR,
                Optional.of(response.optType()),
                response.responseCode());
    }
}
