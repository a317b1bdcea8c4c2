// A VEN with Go's standard library: registers, polls until there is an event, opts in.
// VTN_URL, CA_BUNDLE, VEN_CERT and VEN_KEY say where.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"regexp"
	"strings"
	"time"
)

const namespaces = `ei:schemaVersion="2.0b" xmlns:oadr="http://openadr.org/oadr-2.0b/2012/07"
 xmlns:ei="http://docs.oasis-open.org/ns/energyinterop/201110" xmlns:pyld="http://docs.oasis-open.org/ns/energyinterop/201110/payloads"`

const registration = `<oadr:oadrCreatePartyRegistration ` + namespaces + `>
<pyld:requestID>request-1</pyld:requestID><oadr:oadrProfileName>2.0b</oadr:oadrProfileName>
<oadr:oadrTransportName>simpleHttp</oadr:oadrTransportName><oadr:oadrReportOnly>false</oadr:oadrReportOnly>
<oadr:oadrXmlSignature>false</oadr:oadrXmlSignature><oadr:oadrHttpPullModel>true</oadr:oadrHttpPullModel>
</oadr:oadrCreatePartyRegistration>`

const optIn = `<oadr:oadrCreatedEvent ` + namespaces + `><pyld:eiCreatedEvent>
<ei:eiResponse><ei:responseCode>200</ei:responseCode><pyld:requestID/></ei:eiResponse>
<ei:eventResponses><ei:eventResponse><ei:responseCode>200</ei:responseCode>
<pyld:requestID>%s</pyld:requestID><ei:qualifiedEventID><ei:eventID>%s</ei:eventID>
<ei:modificationNumber>%s</ei:modificationNumber></ei:qualifiedEventID>
<ei:optType>optIn</ei:optType></ei:eventResponse></ei:eventResponses><ei:venID>%s</ei:venID>
</pyld:eiCreatedEvent></oadr:oadrCreatedEvent>`

func client() *http.Client {
	certificate, err := tls.LoadX509KeyPair(os.Getenv("VEN_CERT"), os.Getenv("VEN_KEY"))
	if err != nil {
		log.Fatal(err)
	}
	bundle, err := os.ReadFile(os.Getenv("CA_BUNDLE"))
	if err != nil {
		log.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(bundle)
	return &http.Client{
		Timeout: 30 * time.Second,
		Transport: &http.Transport{TLSClientConfig: &tls.Config{
			Certificates: []tls.Certificate{certificate}, RootCAs: roots, MinVersion: tls.VersionTLS12}},
	}
}

func send(ven *http.Client, service, message string) string {
	url := os.Getenv("VTN_URL") + "/OpenADR2/Simple/2.0b/" + service
	response, err := ven.Post(url, "application/xml", strings.NewReader(message))
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		log.Fatalf("%s: %s %v", response.Status, body, err)
	}
	return string(body)
}

func value(message, element string) string {
	found := regexp.MustCompile("[:<]" + element + ">([^<]*)<").FindStringSubmatch(message)
	if found == nil {
		return ""
	}
	return found[1]
}

func main() {
	ven := client()
	venID := value(send(ven, "EiRegisterParty", registration), "venID")
	if venID == "" {
		log.Fatal("not registered")
	}
	fmt.Println("registered as", venID)

	var reply, eventID string
	for i := 0; i < 60 && eventID == ""; i++ {
		if i > 0 {
			time.Sleep(time.Second)
		}
		reply = send(ven, "OadrPoll", "<oadr:oadrPoll "+namespaces+"><ei:venID>"+venID+"</ei:venID></oadr:oadrPoll>")
		eventID = value(reply, "eventID")
	}
	if eventID == "" {
		log.Fatal("no event")
	}
	fmt.Println("event", eventID)

	answer := send(ven, "EiEvent",
		fmt.Sprintf(optIn, value(reply[strings.LastIndex(reply, "eiResponse>"):], "requestID"), eventID, value(reply, "modificationNumber"), venID))
	if value(answer, "responseCode") != "200" {
		log.Fatal("not opted in: ", answer)
	}
	fmt.Println("opted in")
}
