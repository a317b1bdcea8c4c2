package io.openvtn.eventdispatcher.event;

/** The JSON that the OpenAPI document shows. */
public final class EventExamples {

    public static final String REQUEST = """
            { "marketContext": "http://utility.example/dr/peak", "priority": 1, "vtnComment": "heat wave",
              "start": "2026-12-01T18:00:00Z", "tolerance": "PT5M", "notification": "PT1H", "rampUp": "PT10M",
              "recovery": "PT5M", "responseRequired": "ALWAYS",
              "targets": { "vens": ["ven-7kq2m4xw5a"], "groups": ["feeder-12"] },
              "signals": [ { "name": "SIMPLE", "type": "level",
                "intervals": [ { "duration": "PT1H", "value": 1 }, { "duration": "PT1H", "value": 2 } ] } ] }""";

    private static final String FIELDS = """
              "marketContext": "http://utility.example/dr/peak", "priority": 1, "testEvent": false,
              "vtnComment": "heat wave", "createdDateTime": "2026-12-01T09:00:00Z",
              "start": "2026-12-01T18:00:00Z", "duration": "PT2H", "tolerance": "PT5M", "notification": "PT1H",
              "rampUp": "PT10M", "recovery": "PT5M", "visibility": "CREATION", "responseRequired": "ALWAYS",
              "laterJoiners": false,
              "targets": { "vens": ["ven-7kq2m4xw5a"], "groups": ["feeder-12"], "resources": [], "parties": [],
                "others": {}, "exclude": {} },
              "signals": [ { "signalId": "signal-0", "name": "SIMPLE", "type": "level",
                "intervals": [ { "duration": "PT1H", "value": 1.0 }, { "duration": "PT1H", "value": 2.0 } ] } ],
              "targetedVens": 41""";

    static final String EVENT = """
            { "eventId": "event-c5x2nq7fma", "modificationNumber": 0, "revision": 1, "status": "far",
            """ + FIELDS + """
            ,
              "deliveries": { "pending": 3, "delivered": 4, "acknowledged": 0, "optIn": 31, "optOut": 2, "error": 0,
                "notReached": 0, "expired": 0, "notAnswering": 1 } }""";

    static final String CANCELLED = """
            { "eventId": "event-c5x2nq7fma", "modificationNumber": 1, "revision": 2, "status": "cancelled",
            """ + FIELDS + """
            ,
              "deliveries": { "pending": 41, "delivered": 0, "acknowledged": 0, "optIn": 0, "optOut": 0, "error": 0,
                "notReached": 0, "expired": 0, "notAnswering": 0 } }""";

    static final String PAGE = """
            { "items": [ { "eventId": "event-c5x2nq7fma", "modificationNumber": 0, "revision": 1, "status": "far",
            """ + FIELDS + """
             } ],
              "next": "event-c5x2nq7fma" }""";

    public static final String VIOLATIONS = """
            { "status": 422, "title": "Unprocessable Content",
              "detail": "2 of the request's values break a rule; nothing was stored",
              "violations": [
                { "field": "start", "message": "is required" },
                { "field": "signals[0].intervals[1].duration", "message": "must not be negative" } ] }""";

    static final String NOT_FOUND = """
            { "status": 404, "title": "Not Found", "detail": "there is no event event-c5x2nq7fma" }""";

    static final String COMPLETED = """
            { "status": 409, "title": "Conflict",
              "detail": "the event is completed; there is nothing left to change" }""";

    static final String PATCH = """
            { "priority": 2, "recovery": null, "targets": { "exclude": { "vens": ["ven-7kq2m4xw5a"] } } }""";

    static final String CANCELLATION = """
            { "targets": { "vens": ["ven-7kq2m4xw5a"] } }""";

    static final String VERSIONS = """
            { "items": [
              { "version": 2, "modificationNumber": 1, "change": "modified", "changedBy": "anna",
                "changedAt": "2026-12-01T10:00:00Z", "affectedVens": 41, "event": { "priority": 2 } },
              { "version": 1, "modificationNumber": 0, "change": "created", "changedBy": "anna",
                "changedAt": "2026-12-01T09:00:00Z", "affectedVens": 41, "event": { "priority": 1 } } ] }""";

    private EventExamples() {}
}
