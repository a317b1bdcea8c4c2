package io.openvtn.vtnapi.wire;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * One of the ways to write the same XML.
 *
 * @param prefix what the namespaces' prefixes begin with
 * @param between what stands between two elements
 * @param attributesTurned whether the attributes stand in the other order
 * @param references whether letters are character references
 */
record Spelling(String prefix, char quote, String between, boolean attributesTurned, boolean references) {

    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";

    /** The document, written this way. */
    String of(String document) throws Exception {
        var parsers = DocumentBuilderFactory.newInstance();
        parsers.setNamespaceAware(true);
        var root = parsers.newDocumentBuilder()
                .parse(new InputSource(new StringReader(document)))
                .getDocumentElement();
        Map<String, String> prefixes = new LinkedHashMap<>();
        collect(root, prefixes);
        var text = new StringBuilder();
        write(root, prefixes, true, text);
        return text.toString();
    }

    private void collect(Node node, Map<String, String> prefixes) {
        if (node.getNamespaceURI() != null && !node.getNamespaceURI().equals(XMLNS)) {
            prefixes.computeIfAbsent(node.getNamespaceURI(), uri -> prefix + prefixes.size());
        }
        if (node instanceof Element element) {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                collect(element.getAttributes().item(i), prefixes);
            }
            for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                collect(child, prefixes);
            }
        }
    }

    private void write(Element element, Map<String, String> prefixes, boolean root, StringBuilder text) {
        String name = name(element, prefixes);
        text.append('<').append(name);
        if (root) {
            prefixes.forEach((uri, known) -> attribute("xmlns:" + known, uri, text));
        }
        int count = element.getAttributes().getLength();
        for (int i = 0; i < count; i++) {
            var attribute = (Attr) element.getAttributes().item(attributesTurned ? count - 1 - i : i);
            if (!XMLNS.equals(attribute.getNamespaceURI())) {
                attribute(name(attribute, prefixes), attribute.getValue(), text);
            }
        }
        text.append('>');
        boolean parent = element.getElementsByTagName("*").getLength() > 0;
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                text.append(between);
                write(inner, prefixes, false, text);
            } else if (!parent) {
                text.append(escaped(child.getNodeValue()));
            }
        }
        text.append(parent ? between : "").append("</").append(name).append('>');
    }

    private void attribute(String name, String value, StringBuilder text) {
        text.append(' ')
                .append(name)
                .append('=')
                .append(quote)
                .append(escaped(value))
                .append(quote);
    }

    private static String name(Node node, Map<String, String> prefixes) {
        return node.getNamespaceURI() == null
                ? node.getLocalName()
                : prefixes.get(node.getNamespaceURI()) + ":" + node.getLocalName();
    }

    private String escaped(String value) {
        var text = new StringBuilder();
        value.codePoints().forEach(point -> {
            if (references || point == '&' || point == '<' || point == quote) {
                text.append("&#").append(point).append(';');
            } else {
                text.appendCodePoint(point);
            }
        });
        return text.toString();
    }
}
