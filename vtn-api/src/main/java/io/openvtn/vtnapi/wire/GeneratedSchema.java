package io.openvtn.vtnapi.wire;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.SchemaOutputResolver;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Result;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/**
 * The schema that the binding classes stand for. Patterns and extensible enumerations of texts, which JAXB's annotations
 * can't say, come from simple-types.xsd by the element's name.
 */
final class GeneratedSchema {

    private static final String SIMPLE_TYPES = "simple-types.xsd";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("schemaVersion", "SchemaVersion"),
            Map.entry("responseCode", "ResponseCode"),
            Map.entry("createdDateTime", "DateTime"),
            Map.entry("date-time", "DateTime"),
            Map.entry("duration", "Duration"),
            Map.entry("startafter", "Duration"),
            Map.entry("oadrMinPeriod", "Duration"),
            Map.entry("oadrMaxPeriod", "Duration"),
            Map.entry("siScaleCode", "Scale"),
            Map.entry("reportName", "ReportName"),
            Map.entry("reportType", "ReportType"),
            Map.entry("readingType", "ReadingType"),
            Map.entry("optReason", "OptReason"));
    private static final Pattern OPENING = Pattern.compile("<xs:schema [^>]*");
    private static final Pattern TEXT =
            Pattern.compile("(<xs:(?:element|attribute) name=\"([^\"]+)\" type=\")xs:string\"");

    private GeneratedSchema() {}

    /** Whether the text of elements of that name is matched against patterns, which costs more than reading it. */
    static boolean hasPattern(String element) {
        return TYPES.containsKey(element);
    }

    static Schema of(JAXBContext context) throws IOException, SAXException {
        Map<String, String> documents = new LinkedHashMap<>();
        generate(context).forEach((name, text) -> documents.put(name, refine(text.toString())));
        documents.put(SIMPLE_TYPES, simpleTypes());
        var factory = SchemaFactory.newDefaultInstance();
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        DOMImplementationLS inputs = inputs();
        factory.setResourceResolver(
                (type, namespace, publicId, systemId, base) -> Optional.ofNullable(documents.get(systemId))
                        .map(text -> input(inputs, systemId, text))
                        .orElseThrow(() -> new IllegalStateException("no schema document " + systemId)));
        return factory.newSchema(documents.entrySet().stream()
                .map(document -> new StreamSource(new StringReader(document.getValue()), document.getKey()))
                .toArray(Source[]::new));
    }

    private static DOMImplementationLS inputs() {
        try {
            var implementation = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation();
            return (DOMImplementationLS) implementation.getFeature("LS", "3.0");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every JDK has a DOM", e);
        }
    }

    private static LSInput input(DOMImplementationLS inputs, String systemId, String text) {
        LSInput input = inputs.createLSInput();
        input.setSystemId(systemId);
        input.setStringData(text);
        return input;
    }

    private static Map<String, StringWriter> generate(JAXBContext context) throws IOException {
        Map<String, StringWriter> documents = new LinkedHashMap<>();
        context.generateSchema(new SchemaOutputResolver() {
            @Override
            public Result createOutput(String namespace, String fileName) {
                var writer = new StringWriter();
                documents.put(fileName, writer);
                var result = new StreamResult(writer);
                result.setSystemId(fileName);
                return result;
            }
        });
        return documents;
    }

    private static String refine(String schema) {
        String typed = TEXT.matcher(schema).replaceAll(GeneratedSchema::refined);
        return OPENING.matcher(typed)
                .replaceFirst("$0 xmlns:simple=\"urn:openvtn:simple-types\"")
                .replaceFirst(
                        "(<xs:schema [^>]*>)",
                        "$1<xs:import namespace=\"urn:openvtn:simple-types\" schemaLocation=\"" + SIMPLE_TYPES
                                + "\"/>");
    }

    private static String refined(MatchResult text) {
        return Optional.ofNullable(TYPES.get(text.group(2)))
                .map(type -> text.group(1) + "simple:" + type + "\"")
                .orElseGet(text::group);
    }

    private static String simpleTypes() {
        try (var in = GeneratedSchema.class.getResourceAsStream(SIMPLE_TYPES)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
