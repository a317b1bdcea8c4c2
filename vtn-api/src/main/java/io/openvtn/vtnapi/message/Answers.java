package io.openvtn.vtnapi.message;

import io.openvtn.bus.contract.VenRecord;

/**
 * An answer for each message: whoever gives one has to have one for all.
 *
 * @param <T> the answer
 */
public interface Answers<T> {

    T poll(VenRecord ven, VenRequest.Poll message);

    T queryRegistration(VenRecord ven, VenRequest.QueryRegistration message);

    T createPartyRegistration(VenRecord ven, VenRequest.CreatePartyRegistration message);

    T cancelPartyRegistration(VenRecord ven, VenRequest.CancelPartyRegistration message);

    T canceledPartyRegistration(VenRecord ven, VenRequest.CanceledPartyRegistration message);

    T response(VenRecord ven, VenRequest.Response message);

    T requestEvent(VenRecord ven, VenRequest.RequestEvent message);

    T createdEvent(VenRecord ven, VenRequest.CreatedEvent message);

    T registerReport(VenRecord ven, VenRequest.RegisterReport message);

    T createOpt(VenRecord ven, VenRequest.CreateOpt message);

    T cancelOpt(VenRecord ven, VenRequest.CancelOpt message);

    T unsupported(VenRecord ven, VenRequest.Unsupported message);
}
