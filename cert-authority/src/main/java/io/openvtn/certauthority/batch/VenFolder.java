package io.openvtn.certauthority.batch;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one VEN gets, as the files of a folder: its certificate and key, the authorities that it knows the VTN by, and configurations
 * for clients that can do without any other file.
 *
 * @param vtnUrl where VENs reach vtn-api, without the path; without it there are no configurations
 * @param password of key and PKCS#12; empty for a VEN that has a key of its own
 */
record VenFolder(BatchItemEntity ven, String caBundle, Optional<String> vtnUrl, Optional<String> password) {

    private static final String SERVICES = "/OpenADR2/Simple/2.0b";

    private static final String QUERY = "<oadr:oadrQueryRegistration ei:schemaVersion=\"2.0b\""
            + " xmlns:oadr=\"http://openadr.org/oadr-2.0b/2012/07\""
            + " xmlns:ei=\"http://docs.oasis-open.org/ns/energyinterop/201110\""
            + " xmlns:pyld=\"http://docs.oasis-open.org/ns/energyinterop/201110/payloads\">"
            + "<pyld:requestID>query-1</pyld:requestID></oadr:oadrQueryRegistration>";

    /** Names of files in the folder, and what is in them. */
    Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("ven.pem", ven.chain);
        if (password.isPresent()) {
            files.put("ven.key", ven.encryptedKey);
            files.put("ven.p12", ven.pkcs12);
        }
        files.put("ca-bundle.pem", caBundle.getBytes(StandardCharsets.US_ASCII));
        vtnUrl.map(url -> url.replaceAll("/+$", "") + SERVICES).ifPresent(services -> {
            files.put("curl.conf", curl(services).getBytes(StandardCharsets.UTF_8));
            files.put("openleadr-ven.py", openLeadr(services).getBytes(StandardCharsets.UTF_8));
        });
        return files;
    }

    private String curl(String services) {
        return """
                # Asks the VTN whether it knows this VEN. In this folder: curl --config curl.conf
                url = %s
                cacert = "ca-bundle.pem"
                cert = "ven.pem"
                key = "ven.key"
                %sheader = "Content-Type: application/xml"
                data = %s
                """.formatted(
                quoted(services + "/EiRegisterParty"),
                password.map(text -> "pass = %s\n".formatted(quoted(text))).orElse(""),
                quoted(QUERY));
    }

    private String openLeadr(String services) {
        return """
                # This VEN with OpenLEADR: pip install openleadr; python3 openleadr-ven.py
                import asyncio
                import pathlib

                from openleadr import OpenADRClient

                FOLDER = pathlib.Path(__file__).resolve().parent


                async def on_event(event):
                    # What the device does about an event belongs here.
                    return 'optIn'


                client = OpenADRClient(
                    ven_name=%s,
                    vtn_url=%s,
                    cert=str(FOLDER / 'ven.pem'),
                    key=str(FOLDER / 'ven.key'),
                    passphrase=%s,
                    ca_file=str(FOLDER / 'ca-bundle.pem'),
                )
                client.add_handler('on_event', on_event)

                loop = asyncio.new_event_loop()
                asyncio.set_event_loop(loop)
                loop.create_task(client.run())
                loop.run_forever()
                """.formatted(
                        quoted(ven.venName),
                        quoted(services),
                        password.map(VenFolder::quoted).orElse("None"));
    }

    /** curl and Python read it alike: backslashes before quotation marks and backslashes. */
    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "VenFolder[" + ven.venName + "]";
    }
}
