package io.openvtn.eventdispatcher.event;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Events, the newest first.
 *
 * @param next what to pass as {@code after} for the next page; empty on the last one
 */
@Schema(name = "EventPage")
record EventPage(List<EventView> items, Optional<String> next) {}
