package io.openvtn.bus.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells a repeat from another request. Thread safe. */
@Singleton
class RequestDigest {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BUFFER = 65_536;

    private final ObjectMapper json;

    RequestDigest(ObjectMapper json) {
        this.json = json;
    }

    /**
     * HMAC-SHA-256, hex, of the method, the path and the body as it was understood: blanks and the order of members make no
     * difference. Its key is the caller's, which is not stored: a body may hold a password that could be guessed.
     */
    String digest(IdempotencyKey key, String httpMethod, String pathAndQuery, Method operation, Object[] arguments) {
        try {
            Mac digest = Mac.getInstance(ALGORITHM);
            digest.init(new SecretKeySpec(key.value().getBytes(StandardCharsets.US_ASCII), ALGORITHM));
            digest.update((httpMethod + ' ' + pathAndQuery + '\n').getBytes(StandardCharsets.UTF_8));
            Parameter[] parameters = operation.getParameters();
            for (int i = 0; i < parameters.length; i++) {
                if (isBody(parameters[i])) {
                    update(digest, arguments[i]);
                }
            }
            return HexFormat.of().formatHex(digest.doFinal());
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body that was read cannot be written: " + e.getMessage(), e);
        }
    }

    private void update(Mac digest, Object body) throws JsonProcessingException {
        if (body instanceof File file) {
            update(digest, file);
        } else {
            digest.update(body instanceof byte[] bytes ? bytes : json.writeValueAsBytes(body));
        }
    }

    private static void update(Mac digest, File body) {
        try (InputStream content = new FileInputStream(body)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a body that was received can't be read", e);
        }
    }

    private static boolean isBody(Parameter parameter) {
        return parameter.getType() != SecurityContext.class
                && parameter.getType() != UriInfo.class
                && Arrays.stream(parameter.getAnnotations())
                        .map(Annotation::annotationType)
                        .map(Class::getPackageName)
                        .noneMatch(RequestDigest::bindsWhatIsNoBody);
    }

    private static boolean bindsWhatIsNoBody(String annotations) {
        return annotations.startsWith("jakarta.ws.rs") || annotations.startsWith("org.jboss.resteasy.reactive");
    }
}
