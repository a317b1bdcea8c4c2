package io.openvtn.vtnapi.endpoint;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request's headers say of its body. Good XML is taken under any type, as VENs are met that name none or another one;
 * refused is what can't be XML.
 *
 * @param type in lower case, without parameters; empty when there is none
 * @param charset the parameter
 * @param encoding Content-Encoding in lower case, but for {@code identity}
 */
record ContentType(String type, Optional<String> charset, Optional<String> encoding) {

    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\\s;\"]{1,40})\"?");

    /** What nearly every message has. */
    private static final ContentType XML = new ContentType("application/xml", Optional.empty(), Optional.empty());

    static ContentType of(HttpServerRequest request) {
        List<String> headers = request.headers().getAll(HttpHeaders.CONTENT_TYPE);
        boolean usual = headers.size() == 1 && headers.get(0).equals(XML.type());
        return usual && !request.headers().contains(HttpHeaders.CONTENT_ENCODING) ? XML : read(headers, request);
    }

    private static ContentType read(List<String> headers, HttpServerRequest request) {
        // Some clients send it twice, with a charset only once.
        String header = String.join(";", headers);
        int end = header.indexOf(';');
        var charset = CHARSET.matcher(header);
        return new ContentType(
                (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT),
                end >= 0 && charset.find() ? Optional.of(charset.group(1)) : Optional.empty(),
                Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_ENCODING))
                        .map(encoding -> encoding.strip().toLowerCase(Locale.ROOT))
                        .filter(encoding -> !encoding.isEmpty() && !encoding.equals("identity")));
    }

    /** Why the body is not even looked at; empty if it is. */
    Optional<String> refusal() {
        if (encoding.isPresent()) {
            return Optional.of("the body has to come without Content-Encoding");
        }
        boolean other = type.startsWith("multipart/") || type.equals("application/json") || type.endsWith("+json");
        return other ? Optional.of("a message is XML; its Content-Type is application/xml") : Optional.empty();
    }
}
