package io.openvtn.testkit.operator;

import static io.openvtn.testkit.operator.Operators.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.openvtn.testkit.tool.LogLines;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What all operator APIs have in common, whatever they are about. A service's test extends it and says where to try it; its
 * test users' passwords are their names, and {@code openvtn.operator.origins} is {@code https://ops.utility.example}.
 */
public abstract class OperatorContract {

    /** A list that viewers, or the user of {@link #reader()}, may read page by page. */
    protected abstract String list();

    /** Where operators create something with a JSON object as the body. */
    protected abstract String creation();

    /** A member of that object that is text. */
    protected abstract String textMember();

    /** Who may read the list. */
    protected String reader() {
        return "viewer";
    }

    @Test
    void everyListRefusesALimitThatIsNoneInTheSameWords() {
        for (String list : everyList()) {
            for (String limit : List.of("0", "-1", "501", "abc", "1.5", "99999999999")) {
                problem(as("admin").queryParam("limit", limit).get(list), 422)
                        .body("violations.field", equalTo(List.of("limit")))
                        .body("violations.message", equalTo(List.of("has to be a number from 1 to 500")));
            }
        }
        as(reader()).queryParam("limit", 1).get(list()).then().statusCode(200).body("items", notNullValue());
    }

    @Test
    void everyListRefusesAQueryParameterThatIsNotKnown() {
        for (String list : everyList()) {
            problem(as("admin").queryParam("limits", 1).get(list), 400)
                    .body("detail", containsString("no query parameter limits"))
                    .body("detail", containsString("after"));
        }
    }

    @Test
    void noListIsForAnybody() {
        for (String list : everyList()) {
            problem(given().get(list), 401);
        }
    }

    @Test
    void noTokenIsTakenWhereNobodyIsNamedWhoseItCouldBe() {
        problem(given().auth().oauth2("e30.e30.e30").get(list()), 401)
                .body("detail", containsString("openvtn.operator.oidc.issuer"));
    }

    /** As the service describes itself, so that none is forgotten; what is in a path is nothing that there is. */
    private List<String> everyList() {
        Map<String, Map<String, Map<String, Object>>> paths =
                as("admin").get("/q/openapi?format=json").jsonPath().getMap("paths");
        List<String> lists = paths.entrySet().stream()
                .filter(path -> takesALimit(path.getValue().getOrDefault("get", Map.of())))
                .map(path -> path.getKey().replaceAll("\\{\\w+}", "none"))
                .toList();
        if (!lists.contains(list())) {
            throw new AssertionError("%s is not among the lists that are described: %s".formatted(list(), lists));
        }
        return lists;
    }

    private static boolean takesALimit(Map<String, Object> operation) {
        return operation.get("parameters") instanceof List<?> parameters
                && parameters.stream()
                        .anyMatch(parameter -> parameter instanceof Map<?, ?> one && "limit".equals(one.get("name")));
    }

    @Test
    void aNulIsInNoText() {
        for (String where : List.of(list() + "?after=a%00b", list() + "/%00", creation() + "/a%00/x")) {
            problem(as("admin").urlEncodingEnabled(false).get(where), 400).body("detail", containsString("a NUL"));
        }
    }

    @Test
    void aBodyThatCannotBeReadIsRefusedWithTheReason() {
        problem(as("operator").post(creation()), 400).body("detail", containsString("has no body"));
        problem(as("operator").body("{ \"a\": nothing }").post(creation()), 400)
                .body("detail", containsString("not JSON: line 1"));
        problem(as("operator").body("[]").post(creation()), 400)
                .body("detail", containsString("not a JSON object as this operation takes it"));
        problem(as("operator").body("{ \"noSuchMember\": 1 }").post(creation()), 400)
                .body("field", equalTo("noSuchMember"));
        problem(as("operator").body("{ \"%s\": {} }".formatted(textMember())).post(creation()), 400)
                .body("field", equalTo(textMember()))
                .body("detail", containsString("the value of " + textMember()));
    }

    @Test
    void aMemberThatIsThereTwiceIsRefused() {
        String twice = "{ \"%1$s\": \"a\", \"%1$s\": \"b\" }".formatted(textMember());
        problem(as("operator").body(twice).post(creation()), 400)
                .body("detail", containsString("'%s' is there twice".formatted(textMember())));
    }

    @Test
    void whatACallerWritesBeginsNoLineOfTheLog() {
        try (var log = new LogLines("http-problem")) {
            problem(as("viewer").urlEncodingEnabled(false).get(list() + "/a%0Aforged%E2%80%AE"), 404);
            problem(as("operator").body("{ \"a\\nforged\u202e\": 1 }").post(creation()), 400)
                    .body("field", equalTo("a?forged?"))
                    .body("detail", containsString("a?forged?"))
                    .body("detail", containsString(textMember()));

            List<String> texts = log.all().stream().map(LogLines.Line::text).toList();
            if (texts.isEmpty() || texts.stream().anyMatch(text -> text.matches("(?s).*[\n\u202e].*"))) {
                throw new AssertionError("the log is not as it should be: " + texts);
            }
        }
    }

    @Test
    void aRequestThatTricklesIsCutOff() throws IOException {
        try (var log = new LogLines("io.quarkus");
                var problems = new LogLines("http-problem")) {
            trickle();
            if (!log.all().isEmpty() || !problems.all().isEmpty()) {
                throw new AssertionError("the log says: " + log.all() + problems.all());
            }
        }
    }

    @Test
    void aBodyThatWouldFillTheMemoryIsRefusedBeforeItComes() throws IOException {
        String answer = UnfinishedRequest.post(creation(), "application/json", 1_048_577);

        if (!answer.startsWith("HTTP/1.1 413") || !answer.contains("the body has more than 1048576 bytes")) {
            throw new AssertionError("a body of more than 1 MiB got: " + answer);
        }
    }

    private void trickle() throws IOException {
        ended(UnfinishedRequest.postAsNobody(creation(), "application/json", 100), 401);
        ended(UnfinishedRequest.post(creation(), "application/json", 100), 408);
    }

    private static void ended(String answer, int status) {
        if (!answer.startsWith("HTTP/1.1 " + status)) {
            throw new AssertionError("a request that does not end got: " + answer);
        }
    }

    @Test
    void aLongAnswerIsCompressedForWhoAsksForIt() {
        as(reader())
                .header("Accept-Encoding", "gzip")
                .get(list())
                .then()
                .statusCode(200)
                .header("Content-Encoding", "gzip");
    }

    @Test
    void whoMayNotIsTold() {
        problem(given().get(list()), 401);
        problem(given().auth().preemptive().basic("operator", "wrong").get(list()), 401);
        problem(as("viewer").body("{}").post(creation()), 403).body("detail", containsString("role operator"));
    }

    @Test
    void whoGuessesAPasswordHasToWaitAndNobodyElse() {
        for (int i = 0; i < 5; i++) {
            problem(given().auth().preemptive().basic("guessed", "guess " + i).get(list()), 401);
        }
        problem(given().auth().preemptive().basic("guessed", "guess").get(list()), 429)
                .header("Retry-After", notNullValue())
                .body("detail", containsString("too many wrong passwords"));
        as(reader()).get(list()).then().statusCode(200);
    }

    @Test
    void aPageOfAnotherSiteMayChangeNothing() {
        problem(
                        as("operator")
                                .header("Origin", "https://elsewhere.example")
                                .body("{}")
                                .post(creation()),
                        403)
                .body("detail", containsString("another site"));
        problem(as("operator").header("Sec-Fetch-Site", "cross-site").post(creation()), 403);
        String own = RestAssured.baseURI + ":" + RestAssured.port;
        for (String allowed : List.of(own, "https://ops.utility.example")) {
            problem(as("operator").header("Origin", allowed).post(creation()), 400)
                    .body("detail", containsString("has no body"));
        }
        as(reader())
                .header("Origin", "https://elsewhere.example")
                .get(list())
                .then()
                .statusCode(200);
    }

    @Test
    void whatIsNotThereIsSaid() {
        problem(as("admin").get("/v1/no-such-thing"), 404)
                .body("detail", equalTo("there is nothing at /v1/no-such-thing"));
        problem(as("admin").delete(creation()), 405).body("detail", containsString("DELETE is not possible at"));
        problem(
                        given().auth()
                                .preemptive()
                                .basic("operator", "operator")
                                .contentType("text/plain")
                                .body("x")
                                .post(creation()),
                        415)
                .body("detail", containsString("text/plain"));
    }

    /** A problem (RFC 9457) with a sentence, and without a word of how we are built. */
    protected static ValidatableResponse problem(Response response, int status) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue())
                .body(not(containsString("java.")))
                .body(not(containsString("Exception")))
                .body(not(containsString("io.openvtn")));
    }
}
