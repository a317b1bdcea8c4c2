package io.openvtn.vtnapi.wire;

import io.openvtn.bus.contract.EventBaseline;
import io.openvtn.bus.contract.EventInterval;
import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.EventSignal;
import io.openvtn.bus.contract.EventTargets;
import io.openvtn.bus.contract.ResponseRequired;
import io.openvtn.bus.contract.TargetKind;
import io.openvtn.vtnapi.message.RenderedEvent;
import io.openvtn.vtnapi.wire.CommonXml.XcalDuration;
import java.time.Duration;
import java.util.List;

/** From events to the binding classes of oadrDistributeEvent. Thread safe. */
final class EventWriter {

    private final Grid grid;

    EventWriter(Grid grid) {
        this.grid = grid;
    }

    EventXml.OadrEvent event(RenderedEvent rendered) {
        EventRecord event = rendered.event();
        var eiEvent = new EventXml.EiEvent();
        eiEvent.eventDescriptor = descriptor(rendered);
        eiEvent.eiActivePeriod = activePeriod(event);
        eiEvent.eiEventSignals.eiEventSignal = event.signals().stream()
                .map(signal -> signal(signal, rendered.currentValues().getOrDefault(signal.signalId(), 0f)))
                .toList();
        eiEvent.eiEventSignals.eiEventBaseline =
                event.baseline().map(this::baseline).orElse(null);
        eiEvent.eiTarget = target(event.targets(), rendered.venId());
        var oadrEvent = new EventXml.OadrEvent();
        oadrEvent.eiEvent = eiEvent;
        oadrEvent.oadrResponseRequired = event.responseRequired() == ResponseRequired.ALWAYS ? "always" : "never";
        return oadrEvent;
    }

    /** Of the VENs only the receiver: who else is called is none of its business. */
    private static TargetXml.Target target(EventTargets targets, String venId) {
        var target = new TargetXml.Target();
        targets.others().forEach((kind, ids) -> add(target, kind, legal(ids)));
        target.groupId = legal(targets.groups());
        target.resourceId = legal(targets.resources());
        target.venId = List.of(venId);
        target.partyId = legal(targets.parties());
        return target;
    }

    /** Service areas and locations are polygons in the schema; an event knows only their IDs, so that these stay here. */
    private static void add(TargetXml.Target target, TargetKind kind, List<String> ids) {
        switch (kind) {
            case AGGREGATED_PNODE ->
                target.aggregatedPnode = ids.stream().map(TargetXml.Node::of).toList();
            case END_DEVICE_ASSET ->
                target.endDeviceAsset = ids.stream().map(TargetXml.Asset::of).toList();
            case METER_ASSET ->
                target.meterAsset = ids.stream().map(TargetXml.Asset::of).toList();
            case PNODE -> target.pnode = ids.stream().map(TargetXml.Node::of).toList();
            case SERVICE_DELIVERY_POINT ->
                target.serviceDeliveryPoint =
                        ids.stream().map(TargetXml.Node::of).toList();
            case TRANSPORT_INTERFACE ->
                target.transportInterface =
                        ids.stream().map(TargetXml.TransportInterface::of).toList();
            default -> {}
        }
    }

    private static List<String> legal(List<String> texts) {
        return texts.stream().map(XmlText::legal).toList();
    }

    private static EventXml.EventDescriptor descriptor(RenderedEvent rendered) {
        EventRecord event = rendered.event();
        var descriptor = new EventXml.EventDescriptor();
        descriptor.eventId = event.eventId();
        descriptor.modificationNumber = rendered.modificationNumber();
        descriptor.priority = event.priority();
        descriptor.eiMarketContext = new EventXml.MarketContext();
        descriptor.eiMarketContext.marketContext = XmlText.legal(event.marketContext());
        descriptor.createdDateTime = XmlText.dateTime(event.createdDateTime());
        descriptor.eventStatus = rendered.status().toString();
        descriptor.testEvent = Boolean.toString(event.testEvent());
        descriptor.vtnComment = event.vtnComment().map(XmlText::legal).orElse(null);
        return descriptor;
    }

    private static EventXml.ActivePeriod activePeriod(EventRecord event) {
        var properties = new EventXml.Properties();
        properties.dtstart = new EventXml.DtStart();
        properties.dtstart.dateTime = XmlText.dateTime(event.start());
        properties.duration = duration(event.duration());
        properties.tolerance = event.tolerance().map(EventWriter::tolerance).orElse(null);
        properties.notification =
                event.notification().map(EventWriter::duration).orElse(null);
        properties.rampUp = event.rampUp().map(EventWriter::duration).orElse(null);
        properties.recovery = event.recovery().map(EventWriter::duration).orElse(null);
        var period = new EventXml.ActivePeriod();
        period.properties = properties;
        return period;
    }

    private static EventXml.Tolerance tolerance(Duration startAfter) {
        var tolerance = new EventXml.Tolerance();
        tolerance.tolerate = new EventXml.Tolerate();
        tolerance.tolerate.startafter = XmlText.duration(startAfter);
        return tolerance;
    }

    private SignalXml.Signal signal(EventSignal signal, float currentValue) {
        var xml = new SignalXml.Signal();
        xml.intervals = intervals(signal.intervals());
        xml.signalName = signal.name();
        xml.signalType = signal.type();
        xml.signalId = signal.signalId();
        xml.itemBase = signal.unit().map(unit -> UnitXml.of(unit, grid)).orElse(null);
        xml.currentValue = SignalXml.PayloadHolder.of(currentValue);
        return xml;
    }

    private static SignalXml.Intervals intervals(List<EventInterval> intervals) {
        var xml = new SignalXml.Intervals();
        for (int uid = 0; uid < intervals.size(); uid++) {
            var interval = new SignalXml.Interval();
            interval.duration = duration(intervals.get(uid).duration());
            interval.uid = new SignalXml.Uid();
            interval.uid.text = Integer.toString(uid);
            interval.signalPayload =
                    SignalXml.PayloadHolder.of(intervals.get(uid).value());
            xml.interval.add(interval);
        }
        return xml;
    }

    private SignalXml.Baseline baseline(EventBaseline baseline) {
        var xml = new SignalXml.Baseline();
        xml.dtstart = new EventXml.DtStart();
        xml.dtstart.dateTime = XmlText.dateTime(baseline.start());
        xml.duration = duration(baseline.duration());
        xml.intervals = intervals(baseline.intervals());
        xml.baselineId = XmlText.legal(baseline.baselineId());
        xml.resourceId = legal(baseline.resources());
        xml.baselineName = XmlText.legal(baseline.name());
        xml.itemBase = baseline.unit().map(unit -> UnitXml.of(unit, grid)).orElse(null);
        return xml;
    }

    private static XcalDuration duration(Duration duration) {
        return XcalDuration.of(XmlText.duration(duration));
    }
}
