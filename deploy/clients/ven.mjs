// A VEN with Node's own modules: registers, polls until there is an event, opts in.
// VTN_URL, CA_BUNDLE, VEN_CERT and VEN_KEY say where.
import { readFileSync } from 'node:fs';
import https from 'node:https';

const { VTN_URL, CA_BUNDLE, VEN_CERT, VEN_KEY, POLLS = '60' } = process.env;
const NAMESPACES = 'ei:schemaVersion="2.0b" xmlns:oadr="http://openadr.org/oadr-2.0b/2012/07"'
  + ' xmlns:ei="http://docs.oasis-open.org/ns/energyinterop/201110"'
  + ' xmlns:pyld="http://docs.oasis-open.org/ns/energyinterop/201110/payloads"';

const agent = new https.Agent({
  ca: readFileSync(CA_BUNDLE),
  cert: readFileSync(VEN_CERT),
  key: readFileSync(VEN_KEY),
  keepAlive: true,
});

function send(service, message) {
  return new Promise((resolve, reject) => {
    const request = https.request(`${VTN_URL}/OpenADR2/Simple/2.0b/${service}`, {
      agent,
      method: 'POST',
      headers: { 'Content-Type': 'application/xml', 'Content-Length': Buffer.byteLength(message) },
    }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part) => { body += part; });
      response.on('end', () => {
        if (response.statusCode === 200) {
          resolve(body);
        } else {
          reject(new Error(`HTTP ${response.statusCode}: ${body}`));
        }
      });
    });
    request.on('error', reject);
    request.end(message);
  });
}

const value = (message, element) => new RegExp(`[:<]${element}>([^<]*)<`).exec(message)?.[1] ?? '';

const registration = await send('EiRegisterParty', `<oadr:oadrCreatePartyRegistration ${NAMESPACES}>
<pyld:requestID>request-1</pyld:requestID><oadr:oadrProfileName>2.0b</oadr:oadrProfileName>
<oadr:oadrTransportName>simpleHttp</oadr:oadrTransportName><oadr:oadrReportOnly>false</oadr:oadrReportOnly>
<oadr:oadrXmlSignature>false</oadr:oadrXmlSignature><oadr:oadrHttpPullModel>true</oadr:oadrHttpPullModel>
</oadr:oadrCreatePartyRegistration>`);
const venId = value(registration, 'venID');
if (!venId) throw new Error(`not registered: ${registration}`);
console.log(`registered as ${venId}`);

let reply = '';
for (let i = 0; i < Number(POLLS) && !value(reply, 'eventID'); i += 1) {
  if (i > 0) await new Promise((resolve) => { setTimeout(resolve, 1000); });
  reply = await send('OadrPoll', `<oadr:oadrPoll ${NAMESPACES}><ei:venID>${venId}</ei:venID></oadr:oadrPoll>`);
}
const eventId = value(reply, 'eventID');
if (!eventId) throw new Error('no event');
console.log(`event ${eventId}`);

const answer = await send('EiEvent', `<oadr:oadrCreatedEvent ${NAMESPACES}><pyld:eiCreatedEvent>
<ei:eiResponse><ei:responseCode>200</ei:responseCode><pyld:requestID/></ei:eiResponse>
<ei:eventResponses><ei:eventResponse><ei:responseCode>200</ei:responseCode>
<pyld:requestID>${value(reply.split('eiResponse>').at(-1), 'requestID')}</pyld:requestID><ei:qualifiedEventID><ei:eventID>${eventId}</ei:eventID>
<ei:modificationNumber>${value(reply, 'modificationNumber')}</ei:modificationNumber></ei:qualifiedEventID>
<ei:optType>optIn</ei:optType></ei:eventResponse></ei:eventResponses><ei:venID>${venId}</ei:venID>
</pyld:eiCreatedEvent></oadr:oadrCreatedEvent>`);
if (value(answer, 'responseCode') !== '200') throw new Error(`not opted in: ${answer}`);
console.log('opted in');
agent.destroy();
