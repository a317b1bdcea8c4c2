package io.openvtn.eventdispatcher.event;

import io.openvtn.bus.contract.EventStatus;
import java.util.function.Function;

/** What came of asking for a change of an event. */
sealed interface Change {

    <T> T fold(Function<EventView, T> done, Function<EventStatus, T> over, Function<String, T> unknown);

    /** The event is as it was asked for, whether that was a change or not. */
    record Done(EventView event) implements Change {
        @Override
        public <T> T fold(Function<EventView, T> done, Function<EventStatus, T> over, Function<String, T> unknown) {
            return done.apply(event);
        }
    }

    /** The event is completed or cancelled. */
    record Over(EventStatus status) implements Change {
        @Override
        public <T> T fold(Function<EventView, T> done, Function<EventStatus, T> over, Function<String, T> unknown) {
            return over.apply(status);
        }
    }

    record Unknown(String eventId) implements Change {
        @Override
        public <T> T fold(Function<EventView, T> done, Function<EventStatus, T> over, Function<String, T> unknown) {
            return unknown.apply(eventId);
        }
    }
}
