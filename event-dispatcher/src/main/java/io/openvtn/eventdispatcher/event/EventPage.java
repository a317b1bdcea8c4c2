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
record EventPage(List<EventView> items, Optional<String> next) {

    /** @param events one more than the limit if there is a next page */
    static EventPage of(List<EventView> events, int limit) {
        List<EventView> items = events.stream().limit(limit).toList();
        return new EventPage(
                items,
                events.size() > limit ? Optional.of(items.get(items.size() - 1).eventId()) : Optional.empty());
    }
}
