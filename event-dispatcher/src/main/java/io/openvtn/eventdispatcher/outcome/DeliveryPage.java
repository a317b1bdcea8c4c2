package io.openvtn.eventdispatcher.outcome;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Deliveries in the order of their venIDs.
 *
 * @param next what to pass as {@code after} for the next page; empty on the last one
 */
@Schema(name = "DeliveryPage")
record DeliveryPage(List<DeliveryView> items, Optional<String> next) {}
