package io.openvtn.eventdispatcher.event;

import java.util.function.Function;

/** What came of asking for an event's cancellation. */
sealed interface Cancellation {

    <T> T fold(Function<EventView, T> cancelled, Function<String, T> completed, Function<String, T> unknown);

    /** The event is cancelled now, or was before. */
    record Cancelled(EventView event) implements Cancellation {
        @Override
        public <T> T fold(
                Function<EventView, T> cancelled, Function<String, T> completed, Function<String, T> unknown) {
            return cancelled.apply(event);
        }
    }

    record Completed(String eventId) implements Cancellation {
        @Override
        public <T> T fold(
                Function<EventView, T> cancelled, Function<String, T> completed, Function<String, T> unknown) {
            return completed.apply(eventId);
        }
    }

    record Unknown(String eventId) implements Cancellation {
        @Override
        public <T> T fold(
                Function<EventView, T> cancelled, Function<String, T> completed, Function<String, T> unknown) {
            return unknown.apply(eventId);
        }
    }
}
