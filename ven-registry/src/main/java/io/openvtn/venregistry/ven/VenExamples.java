package io.openvtn.venregistry.ven;

/** The examples of the OpenAPI document. */
final class VenExamples {

    static final String REQUEST = """
            {
              "venName": "feeder-12-plant-7",
              "sha256": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
              "groups": ["feeder-12"],
              "resources": [{ "resourceId": "battery-1", "type": "battery", "capacityKw": 40.5, "meterAsset": "meter-4711" }],
              "marketContexts": ["http://utility.example/dr/peak"],
              "targetIds": { "parties": ["utility-north"] },
              "labels": { "site": "depot-7" },
              "pollFrequency": "PT10S"
            }""";

    static final String VEN = """
            {
              "venId": "ven-k3xq7a2mfz",
              "venName": "feeder-12-plant-7",
              "status": "ACTIVE",
              "certificates": [
                {
                  "sha256": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
                  "openAdrFingerprint": "55:B6:CD:DF:AF:10:AC:E3:C6:EF",
                  "status": "valid",
                  "boundAt": "2026-11-23T20:15:00Z"
                }
              ],
              "registrationId": "reg-p4wz6t7hna",
              "registered": false,
              "groups": ["feeder-12"],
              "allGroups": ["feeder-12", "region-north"],
              "resources": [{ "resourceId": "battery-1", "type": "battery", "capacityKw": 40.5, "meterAsset": "meter-4711" }],
              "marketContexts": ["http://utility.example/dr/peak"],
              "targetIds": { "parties": ["utility-north"] },
              "labels": { "site": "depot-7" },
              "pollFrequency": "PT10S",
              "online": false,
              "createdAt": "2026-11-23T20:15:00Z",
              "revision": 2
            }""";

    static final String PAGE = "{ \"items\": [" + VEN + "], \"next\": \"ven-k3xq7a2mfz\" }";

    static final String PATCH = "{ \"groups\": [\"feeder-13\"], \"status\": \"SUSPENDED\" }";

    static final String PROBLEM = """
            {
              "status": 422,
              "title": "Unprocessable Content",
              "detail": "2 of the request's values break a rule; nothing was stored",
              "violations": [
                { "field": "venName", "message": "is missing" },
                { "field": "marketContexts[0]", "message": "has to be an absolute URI of at most 1024 characters" }
              ]
            }""";

    private VenExamples() {}
}
