package io.openvtn.helm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Takes OTLP over HTTP, as a collector of OpenTelemetry's does; that one is no library. */
final class TraceCollector implements AutoCloseable {

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    /** A span, and the service that it comes from. */
    private record Span(String service, String name, String traceId, Map<String, String> attributes) {

        String words() {
            String venId = attributes.get("venId");
            return service + " " + name + (venId == null ? "" : " of " + venId);
        }
    }

    TraceCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    String endpoint() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Service, name and VEN of each span in the trace in which VENs are offered that event. */
    List<String> traceOf(String eventId) {
        return spans.stream()
                .filter(span -> eventId.equals(span.attributes().get("eventId")))
                .findFirst()
                .map(offer -> spans.stream()
                        .filter(span -> span.traceId().equals(offer.traceId()))
                        .map(Span::words)
                        .toList())
                .orElse(List.of());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            for (var resource : ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                    .getResourceSpansList()) {
                String service =
                        attributes(resource.getResource().getAttributesList()).getOrDefault("service.name", "");
                resource.getScopeSpansList().forEach(scope -> scope.getSpansList()
                        .forEach(span -> spans.add(new Span(
                                service,
                                span.getName(),
                                HexFormat.of().formatHex(span.getTraceId().toByteArray()),
                                attributes(span.getAttributesList())))));
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey, attribute -> attribute.getValue().getStringValue()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
