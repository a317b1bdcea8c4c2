package io.openvtn.eventdispatcher.delivery;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many of an event's deliveries are in each state. */
@Schema(name = "DeliveryCounts")
public record DeliveryCounts(long pending, long delivered, long optIn, long optOut) {}
