package io.openvtn.venregistry.changes;

/** Examples of the API's description. */
final class ChangeExamples {

    static final String FIELDS = """
            { "status": "SUSPENDED", "addGroups": ["storm-2026"], "reason": "storm on the way" }""";

    static final String CHANGE = """
            {
              "changeId": "change-k3xq7a2mfz", "createdAt": "2026-11-28T08:00:00Z", "createdBy": "operator",
              "dryRun": false, "filter": "group=feeder-12&status=ACTIVE",
              "change": { "status": "SUSPENDED", "addGroups": ["storm-2026"], "removeGroups": [],
                "addMarketContexts": [], "removeMarketContexts": [], "addLabels": {}, "removeLabels": [] },
              "reason": "storm on the way", "status": "CHANGED", "total": 40, "done": 40, "changed": 40, "refused": 0,
              "finishedAt": "2026-11-28T08:00:01Z"
            }""";

    static final String UNDO = """
            { "venIds": ["ven-k3xq7a2mfz"], "reason": "the storm has passed" }""";

    static final String UNDOING = """
            {
              "changeId": "change-p4wz6t7hna", "createdAt": "2026-11-28T09:00:00Z", "createdBy": "operator",
              "dryRun": false, "undoes": "change-k3xq7a2mfz", "reason": "the storm has passed",
              "status": "RUNNING", "total": 1, "done": 0, "changed": 0, "refused": 0
            }""";

    static final String VENS = """
            {
              "items": [
                {
                  "venId": "ven-k3xq7a2mfz",
                  "before": { "status": "ACTIVE", "groups": ["feeder-12"], "marketContexts": [],
                    "labels": {}, "pollFrequency": "PT10S" },
                  "after": { "status": "SUSPENDED", "groups": ["feeder-12", "storm-2026"], "marketContexts": [],
                    "labels": {}, "pollFrequency": "PT10S" }
                }
              ]
            }""";

    static final String HISTORY = """
            {
              "items": [
                {
                  "changeId": "change-k3xq7a2mfz", "at": "2026-11-28T08:00:00Z", "by": "operator",
                  "reason": "storm on the way",
                  "before": { "status": "ACTIVE", "groups": ["feeder-12"], "marketContexts": [],
                    "labels": {}, "pollFrequency": "PT10S" },
                  "after": { "status": "SUSPENDED", "groups": ["feeder-12", "storm-2026"], "marketContexts": [],
                    "labels": {}, "pollFrequency": "PT10S" }
                }
              ]
            }""";

    private ChangeExamples() {}
}
