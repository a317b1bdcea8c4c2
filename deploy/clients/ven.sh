#!/usr/bin/env bash
# A VEN with curl: registers, polls until there is an event, opts in. VTN_URL, CA_BUNDLE, VEN_CERT and VEN_KEY say where.
set -euo pipefail

namespaces='ei:schemaVersion="2.0b" xmlns:oadr="http://openadr.org/oadr-2.0b/2012/07"
 xmlns:ei="http://docs.oasis-open.org/ns/energyinterop/201110" xmlns:pyld="http://docs.oasis-open.org/ns/energyinterop/201110/payloads"'

send() { # service message
    curl -sS --fail-with-body --cacert "$CA_BUNDLE" --cert "$VEN_CERT" --key "$VEN_KEY" \
        -H 'Content-Type: application/xml' --data-binary "$2" "$VTN_URL/OpenADR2/Simple/2.0b/$1"
}

value() { # element, of the message on standard input
    sed -nE "s/.*[:<]$1>([^<]*)<.*/\1/p" <<<"$(tr -d '\n' | sed 's/></>\n</g')" | head -n 1
}

registration="$(send EiRegisterParty "<oadr:oadrCreatePartyRegistration $namespaces>
<pyld:requestID>request-1</pyld:requestID><oadr:oadrProfileName>2.0b</oadr:oadrProfileName>
<oadr:oadrTransportName>simpleHttp</oadr:oadrTransportName><oadr:oadrReportOnly>false</oadr:oadrReportOnly>
<oadr:oadrXmlSignature>false</oadr:oadrXmlSignature><oadr:oadrHttpPullModel>true</oadr:oadrHttpPullModel>
</oadr:oadrCreatePartyRegistration>")"
ven_id="$(value venID <<<"$registration")"
[[ -n "$ven_id" ]] || { echo "not registered: $registration" >&2; exit 1; }
echo "registered as $ven_id"

for _ in $(seq 1 "${POLLS:-60}"); do
    reply="$(send OadrPoll "<oadr:oadrPoll $namespaces><ei:venID>$ven_id</ei:venID></oadr:oadrPoll>")"
    event_id="$(value eventID <<<"$reply")"
    [[ -n "$event_id" ]] && break
    sleep 1
done
[[ -n "$event_id" ]] || { echo "no event" >&2; exit 1; }
echo "event $event_id"

answer="$(send EiEvent "<oadr:oadrCreatedEvent $namespaces><pyld:eiCreatedEvent>
<ei:eiResponse><ei:responseCode>200</ei:responseCode><pyld:requestID/></ei:eiResponse>
<ei:eventResponses><ei:eventResponse><ei:responseCode>200</ei:responseCode>
<pyld:requestID>$(value requestID <<<"${reply##*eiResponse>}")</pyld:requestID><ei:qualifiedEventID><ei:eventID>$event_id</ei:eventID>
<ei:modificationNumber>$(value modificationNumber <<<"$reply")</ei:modificationNumber></ei:qualifiedEventID>
<ei:optType>optIn</ei:optType></ei:eventResponse></ei:eventResponses><ei:venID>$ven_id</ei:venID>
</pyld:eiCreatedEvent></oadr:oadrCreatedEvent>")"
[[ "$(value responseCode <<<"$answer")" == 200 ]] || { echo "not opted in: $answer" >&2; exit 1; }
echo "opted in"
