#!/usr/bin/env python3
"""A VEN with Python's standard library: registers, polls until there is an event, opts in.

VTN_URL, CA_BUNDLE, VEN_CERT and VEN_KEY say where.
"""
import os
import ssl
import sys
import time
import urllib.request
import xml.etree.ElementTree as ElementTree

NAMESPACES = (
    'ei:schemaVersion="2.0b" xmlns:oadr="http://openadr.org/oadr-2.0b/2012/07" '
    'xmlns:ei="http://docs.oasis-open.org/ns/energyinterop/201110" '
    'xmlns:pyld="http://docs.oasis-open.org/ns/energyinterop/201110/payloads"'
)

tls = ssl.create_default_context(cafile=os.environ["CA_BUNDLE"])
tls.load_cert_chain(os.environ["VEN_CERT"], os.environ["VEN_KEY"])


def send(service, message):
    request = urllib.request.Request(
        f"{os.environ['VTN_URL']}/OpenADR2/Simple/2.0b/{service}",
        data=message.encode(),
        headers={"Content-Type": "application/xml"},
    )
    with urllib.request.urlopen(request, context=tls, timeout=30) as reply:
        return ElementTree.fromstring(reply.read())


def value(reply, element):
    found = reply.find(f".//{{*}}{element}")
    return "" if found is None else found.text or ""


registration = send("EiRegisterParty", f"""<oadr:oadrCreatePartyRegistration {NAMESPACES}>
<pyld:requestID>request-1</pyld:requestID><oadr:oadrProfileName>2.0b</oadr:oadrProfileName>
<oadr:oadrTransportName>simpleHttp</oadr:oadrTransportName><oadr:oadrReportOnly>false</oadr:oadrReportOnly>
<oadr:oadrXmlSignature>false</oadr:oadrXmlSignature><oadr:oadrHttpPullModel>true</oadr:oadrHttpPullModel>
</oadr:oadrCreatePartyRegistration>""")
ven_id = value(registration, "venID") or sys.exit("not registered")
print("registered as", ven_id)

event_id = ""
for _ in range(int(os.environ.get("POLLS", "60"))):
    poll = send("OadrPoll", f"<oadr:oadrPoll {NAMESPACES}><ei:venID>{ven_id}</ei:venID></oadr:oadrPoll>")
    event_id = value(poll, "eventID")
    if event_id:
        break
    time.sleep(1)
if not event_id:
    sys.exit("no event")
print("event", event_id)

answer = send("EiEvent", f"""<oadr:oadrCreatedEvent {NAMESPACES}><pyld:eiCreatedEvent>
<ei:eiResponse><ei:responseCode>200</ei:responseCode><pyld:requestID/></ei:eiResponse>
<ei:eventResponses><ei:eventResponse><ei:responseCode>200</ei:responseCode>
<pyld:requestID>{poll.findtext("{*}requestID")}</pyld:requestID><ei:qualifiedEventID><ei:eventID>{event_id}</ei:eventID>
<ei:modificationNumber>{value(poll, "modificationNumber")}</ei:modificationNumber></ei:qualifiedEventID>
<ei:optType>optIn</ei:optType></ei:eventResponse></ei:eventResponses><ei:venID>{ven_id}</ei:venID>
</pyld:eiCreatedEvent></oadr:oadrCreatedEvent>""")
if value(answer, "responseCode") != "200":
    sys.exit("not opted in")
print("opted in")
