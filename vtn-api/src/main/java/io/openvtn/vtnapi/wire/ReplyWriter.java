package io.openvtn.vtnapi.wire;

import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.EventSignal;
import io.openvtn.bus.contract.EventTargets;
import io.openvtn.bus.contract.ResponseRequired;
import io.openvtn.vtnapi.wire.CommonXml.EiResponse;
import io.openvtn.vtnapi.wire.CommonXml.Message;
import io.openvtn.vtnapi.wire.CommonXml.XcalDuration;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** From replies to the binding classes. Thread safe. */
final class ReplyWriter {

    private final Grid grid;

    private ReplyWriter(Grid grid) {
        this.grid = grid;
    }

    static Message bind(VtnReply reply, Grid grid) {
        Message message;
        if (reply instanceof VtnReply.Response response) {
            message = response(response);
        } else if (reply instanceof VtnReply.CreatedPartyRegistration created) {
            message = created(created);
        } else if (reply instanceof VtnReply.DistributeEvent distribute) {
            message = new ReplyWriter(grid).distribute(distribute);
        } else if (reply instanceof VtnReply.RegisteredReport registered) {
            message = registeredReport(registered);
        } else if (reply instanceof VtnReply.RequestReregistration request) {
            var xml = new RegistrationXml.RequestReregistration();
            xml.venId = request.venId();
            message = xml;
        } else if (reply instanceof VtnReply.CancelPartyRegistration cancel) {
            message = cancel(cancel);
        } else {
            message = refusal(reply);
        }
        message.schemaVersion = "2.0b";
        return message;
    }

    private static Message refusal(VtnReply reply) {
        if (reply instanceof VtnReply.CanceledPartyRegistration canceled) {
            var xml = new RegistrationXml.CanceledPartyRegistration();
            xml.eiResponse = eiResponse(reply);
            xml.registrationId = canceled.registrationId().orElse(null);
            xml.venId = canceled.venId().orElse(null);
            return xml;
        } else if (reply instanceof VtnReply.UpdatedReport updated) {
            var xml = new ReportXml.UpdatedReport();
            xml.eiResponse = eiResponse(reply);
            xml.venId = updated.venId().orElse(null);
            return xml;
        } else if (reply instanceof VtnReply.CreatedReport created) {
            return pending(new ReportXml.CreatedReport(), reply, created.venId());
        } else if (reply instanceof VtnReply.CanceledReport canceled) {
            return pending(new ReportXml.CanceledReport(), reply, canceled.venId());
        } else if (reply instanceof VtnReply.CreatedOpt created) {
            var xml = new OptXml.CreatedOpt();
            xml.eiResponse = eiResponse(reply);
            xml.optId = created.optId();
            return xml;
        } else if (reply instanceof VtnReply.CanceledOpt) {
            var xml = new OptXml.CanceledOpt();
            xml.eiResponse = eiResponse(reply);
            return xml;
        }
        throw new IllegalStateException("no element for " + reply.getClass());
    }

    private static Message pending(ReportXml.PendingReports xml, VtnReply reply, Optional<String> venId) {
        xml.eiResponse = eiResponse(reply);
        xml.venId = venId.orElse(null);
        return xml;
    }

    private static Message cancel(VtnReply.CancelPartyRegistration cancel) {
        var xml = new RegistrationXml.CancelPartyRegistration();
        xml.requestId = cancel.requestId();
        xml.registrationId = cancel.registrationId();
        xml.venId = cancel.venId();
        return xml;
    }

    private static Message response(VtnReply.Response reply) {
        var response = new PollXml.Response();
        response.eiResponse = eiResponse(reply);
        response.venId = reply.venId().orElse(null);
        return response;
    }

    private static Message registeredReport(VtnReply.RegisteredReport reply) {
        var registered = new ReportXml.RegisteredReport();
        registered.eiResponse = eiResponse(reply);
        registered.venId = reply.venId().orElse(null);
        return registered;
    }

    private static Message created(VtnReply.CreatedPartyRegistration reply) {
        var transport = new RegistrationXml.OadrTransport();
        transport.oadrTransportName = RegistrationXml.Transport.SIMPLE_HTTP;
        var profile = new RegistrationXml.OadrProfile();
        profile.oadrProfileName = RegistrationXml.Profile.B;
        profile.oadrTransports = List.of(transport);
        var created = new RegistrationXml.CreatedPartyRegistration();
        created.eiResponse = eiResponse(reply);
        created.registrationId = reply.registrationId().orElse(null);
        created.venId = reply.venId().orElse(null);
        created.vtnId = reply.vtnId();
        created.oadrProfiles = List.of(profile);
        if (!reply.pollFrequency().isZero()) {
            created.oadrRequestedOadrPollFreq = duration(reply.pollFrequency());
        }
        return created;
    }

    private Message distribute(VtnReply.DistributeEvent reply) {
        var distribute = new EventXml.DistributeEvent();
        distribute.eiResponse = eiResponse(reply);
        distribute.requestId = reply.ownRequestId();
        distribute.vtnId = reply.vtnId();
        distribute.oadrEvent = reply.events().stream().map(this::event).toList();
        return distribute;
    }

    private EventXml.OadrEvent event(RenderedEvent rendered) {
        EventRecord event = rendered.event();
        var eiEvent = new EventXml.EiEvent();
        eiEvent.eventDescriptor = descriptor(rendered);
        eiEvent.eiActivePeriod = activePeriod(event);
        eiEvent.eiEventSignals = event.signals().stream()
                .map(signal -> signal(signal, rendered.currentValues().getOrDefault(signal.signalId(), 0f)))
                .toList();
        eiEvent.eiTarget = target(event.targets(), rendered.venId());
        var oadrEvent = new EventXml.OadrEvent();
        oadrEvent.eiEvent = eiEvent;
        oadrEvent.oadrResponseRequired = event.responseRequired() == ResponseRequired.ALWAYS ? "always" : "never";
        return oadrEvent;
    }

    /** Of the VENs only the receiver: who else is called is none of its business. */
    private static EventXml.Target target(EventTargets targets, String venId) {
        var target = new EventXml.Target();
        target.groupId = legal(targets.groups());
        target.resourceId = legal(targets.resources());
        target.venId = List.of(venId);
        target.partyId = legal(targets.parties());
        return target;
    }

    private static List<String> legal(List<String> texts) {
        return texts.stream().map(XmlText::legal).toList();
    }

    private static EventXml.EventDescriptor descriptor(RenderedEvent rendered) {
        EventRecord event = rendered.event();
        var descriptor = new EventXml.EventDescriptor();
        descriptor.eventId = event.eventId();
        descriptor.modificationNumber = event.modificationNumber();
        descriptor.priority = event.priority();
        descriptor.eiMarketContext = new EventXml.MarketContext();
        descriptor.eiMarketContext.marketContext = XmlText.legal(event.marketContext());
        descriptor.createdDateTime = dateTime(event.createdDateTime());
        descriptor.eventStatus = rendered.status().toString();
        descriptor.testEvent = Boolean.toString(event.testEvent());
        descriptor.vtnComment = event.vtnComment().map(XmlText::legal).orElse(null);
        return descriptor;
    }

    private static EventXml.ActivePeriod activePeriod(EventRecord event) {
        var properties = new EventXml.Properties();
        properties.dtstart = new EventXml.DtStart();
        properties.dtstart.dateTime = dateTime(event.start());
        properties.duration = duration(event.duration());
        properties.tolerance = event.tolerance().map(ReplyWriter::tolerance).orElse(null);
        properties.notification =
                event.notification().map(ReplyWriter::duration).orElse(null);
        properties.rampUp = event.rampUp().map(ReplyWriter::duration).orElse(null);
        properties.recovery = event.recovery().map(ReplyWriter::duration).orElse(null);
        var period = new EventXml.ActivePeriod();
        period.properties = properties;
        return period;
    }

    private static EventXml.Tolerance tolerance(Duration startAfter) {
        var tolerance = new EventXml.Tolerance();
        tolerance.tolerate = new EventXml.Tolerate();
        tolerance.tolerate.startafter = text(startAfter);
        return tolerance;
    }

    private SignalXml.Signal signal(EventSignal signal, float currentValue) {
        var xml = new SignalXml.Signal();
        for (int uid = 0; uid < signal.intervals().size(); uid++) {
            var interval = new SignalXml.Interval();
            interval.duration = duration(signal.intervals().get(uid).duration());
            interval.uid = new SignalXml.Uid();
            interval.uid.text = Integer.toString(uid);
            interval.signalPayload =
                    SignalXml.PayloadHolder.of(signal.intervals().get(uid).value());
            xml.intervals.interval.add(interval);
        }
        xml.signalName = signal.name();
        xml.signalType = signal.type();
        xml.signalId = signal.signalId();
        xml.itemBase = signal.unit().map(unit -> UnitXml.of(unit, grid)).orElse(null);
        xml.currentValue = SignalXml.PayloadHolder.of(currentValue);
        return xml;
    }

    private static EiResponse eiResponse(VtnReply reply) {
        var response = new EiResponse();
        response.responseCode = Integer.toString(reply.code().number());
        response.responseDescription = XmlText.legal(reply.description());
        response.requestId = reply.requestId();
        return response;
    }

    private static XcalDuration duration(Duration duration) {
        return XcalDuration.of(text(duration));
    }

    private static String text(Duration duration) {
        // The schema's durations know no fractions of a second.
        return duration.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String dateTime(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
