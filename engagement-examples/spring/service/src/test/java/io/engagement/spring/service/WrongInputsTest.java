package io.engagement.spring.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.spring.EventJson;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import tools.jackson.databind.JsonNode;

/** Whatever is wrong is a problem of RFC 9457 that says what is wrong where, and nothing of how the service is made. */
@SpringBootTest(
        classes = {EngagementService.class, TestApplication.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "engagement.service.api-key-hashes=" + TestApplication.HASH,
            "engagement.service.rate=100000",
            "engagement.service.burst=100000"
        })
class WrongInputsTest {
    private static final String EVENTS = "/v1/events";
    private static final String BATCH = "/v1/events/batch";
    private static final String KNOWN = "/v1/customers/c";
    private static final String CONTACT = "/v1/customers/c/contact?channel=email&purpose=OFFER";
    private static final String JSON = "application/json";
    private static final String LONG = "x".repeat(201);
    private static final String NONE = "";

    private final Client client;

    WrongInputsTest(@Value("${local.server.port}") int port) {
        client = new Client(port, Optional.of(TestApplication.KEY));
    }

    private static String event(String more) {
        return "{'id': 'x', 'customer': 'c', 'at': '2026-03-01T09:30:00Z', 'purpose': 'USE'" + more + "}";
    }

    private static String event(String name, String value) {
        return event(NONE).replaceFirst("('" + name + "': )'[^']*'", "$1'" + Matcher.quoteReplacement(value) + "'");
    }

    /** Method, path, content type, body; status, field, and how the detail begins. */
    static List<Arguments> wrong() {
        return List.of(
                post(EVENTS, "{'id': 'm-17', ", 400, NONE, "what is sent must be JSON, was not at line 1, column"),
                post(EVENTS, "{'id': 'x'", 400, NONE, "what is sent must be JSON, was not at line 1, column"),
                post(EVENTS, "nothing", 400, NONE, "what is sent must be JSON, was not at line 1, column"),
                post(EVENTS, "{} {}", 400, NONE, "what is sent must be JSON, was not at line 1, column"),
                post(EVENTS, "{'id': 'x', 'id': 'y'}", 400, NONE, "what is sent must be JSON, was not at line 1"),
                post(EVENTS, "{'x': '\\q'}", 400, NONE, "what is sent must be JSON, was not at line 1, column"),
                post(EVENTS, "{'x': ".repeat(2_000), 400, NONE, "what is sent must be JSON, was not"),
                post(EVENTS, "[" + event(NONE) + "]", 400, NONE, "an array of events is sent to /v1/events/batch"),
                post(EVENTS, "7", 400, NONE, "what is sent must be a JSON object, was a number"),
                post(EVENTS, "'x'", 400, NONE, "what is sent must be a JSON object, was a text"),
                post(EVENTS, "null", 400, NONE, "what is sent must be a JSON object, was null"),
                post(EVENTS, NONE, 400, NONE, "what is sent must be JSON, was nothing"),
                post(BATCH, event(NONE), 400, NONE, "one event is sent to /v1/events, an array of them to"),
                post(BATCH, "[7]", 400, NONE, "[0]: what is sent must be a JSON object, was a number"),
                post(BATCH, "[" + event("at", "now") + "]", 400, "[0].at", "[0].at must be an instant in ISO 8601"),
                post(EVENTS, event(", 'chanel': 'email'"), 400, "chanel", "chanel is no field: it must be one of"),
                post(EVENTS, event("id", " "), 400, "id", "id must be a text of 1 to 200 characters"),
                post(EVENTS, event("id", LONG), 400, "id", "id must be a text of 1 to 200 characters"),
                post(EVENTS, event("customer", LONG), 400, "customer", "customer must be a text of 1 to 200"),
                post(
                        EVENTS,
                        event("customer", "a\\u0000b"),
                        400,
                        "customer",
                        "customer must be a text without control"),
                post(EVENTS, event(", 'campaign': '" + LONG + "'"), 400, "campaign", "campaign must be a text of 1"),
                post(
                        EVENTS,
                        event(", 'department': 'a\\u0000'"),
                        400,
                        "department",
                        "department must be a text without"),
                post(EVENTS, event("at", "2026-02-30T09:30:00Z"), 400, "at", "at must be an instant in ISO 8601"),
                post(EVENTS, event("at", "2999-01-01T00:00:00Z"), 400, "at", "at must be at most PT5M ahead of now"),
                post(EVENTS, event("purpose", "HUG"), 400, "purpose", "purpose must be one of CANCELLATION"),
                post(EVENTS, event(", 'channel': 'telepathy'"), 400, "channel", "channel must be one of app"),
                post(EVENTS, event(", 'initiator': 'ME'"), 400, "initiator", "initiator must be one of CUSTOMER"),
                post(EVENTS, event(", 'value': 'much'"), 400, "value", "value must be 0, or a number from 1e-12"),
                put(KNOWN, "{'attributes': {'" + LONG + "': 'x'}}", "attributes", "attributes must be an object of"),
                put(KNOWN, "{'attributes': {'a\\u0000': 'x'}}", "attributes", "attributes must be an object of"),
                put(KNOWN, "{'since': 'then'}", "since", "since must be an instant in ISO 8601"),
                put(KNOWN, "{'refused': ['telepathy']}", "refused", "refused must be one of app"),
                put("/v1/customers/" + LONG, "{}", "customer", "customer must be a text of 1 to 200 characters"),
                put("/v1/customers/a%07b", "{}", "customer", "customer must be a text without control characters"),
                get(CONTACT + "&at=tomorrow", 400, "at", "at must be an instant in ISO 8601"),
                get(CONTACT.replace("email", "telepathy"), 400, "channel", "channel must be one of app"),
                get(CONTACT.replace("OFFER", "HUG"), 400, "purpose", "purpose must be one of CANCELLATION"),
                get("/v1/customers/c/contact?purpose=OFFER", 400, "channel", "channel must be given as a parameter"),
                get("/v1/customers/nobody/scores", 404, "customer", "customer nobody is not known"),
                get(CONTACT.replace("/c/", "/nobody/"), 404, "customer", "customer nobody is not known"),
                get("/v1/customers/a%00b/scores", 400, NONE, "the request must be one of HTTP"),
                get("/nothing", 404, NONE, "there is nothing at /nothing"),
                get(EVENTS, 405, NONE, "GET is not what this path takes, but POST"),
                Arguments.of("DELETE", EVENTS, JSON, NONE, 405, NONE, "DELETE is not what this path takes, but POST"),
                Arguments.of("POST", EVENTS, "text/plain", event(NONE), 415, "Content-Type", "Content-Type must be"),
                Arguments.of("POST", EVENTS, "no/such;", event(NONE), 415, "Content-Type", "Content-Type must be"),
                Arguments.of("PUT", KNOWN, "text/xml", "{}", 415, "Content-Type", "Content-Type must be"));
    }

    private static Arguments post(String path, String body, int status, String field, String detail) {
        return Arguments.of("POST", path, JSON, body, status, field, detail);
    }

    private static Arguments put(String path, String body, String field, String detail) {
        return Arguments.of("PUT", path, JSON, body, 400, field, detail);
    }

    private static Arguments get(String path, int status, String field, String detail) {
        return Arguments.of("GET", path, JSON, NONE, status, field, detail);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isAProblemThatSaysWhatIsWrongWhere(
            String method, String path, String type, String body, int status, String field, String detail)
            throws Exception {
        JsonNode problem =
                problem(client.as(type).send(method, path, BodyPublishers.ofString(body.replace('\'', '"'))), status);
        assertThat(problem.get("detail").stringValue()).startsWith(detail);
        assertThat(problem.path("field").stringValue(NONE)).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {EVENTS, BATCH, KNOWN})
    void aBodyOfTenMegabytesIsRefusedBySize(String path) throws Exception {
        byte[] large = new byte[10_000_000];
        Arrays.fill(large, (byte) '[');
        String method = path.equals(KNOWN) ? "PUT" : "POST";
        HttpResponse<String> answer = client.send(method, path, BodyPublishers.ofByteArray(large));
        assertThat(problem(answer, 413).get("detail").stringValue()).startsWith("the body must have at most 1048576");
    }

    @Test
    void whoTakesNoJsonIsToldThatTheyShould() throws Exception {
        JsonNode problem = problem(client.accepting("text/xml").post(EVENTS, event("id", "accept")), 406);
        assertThat(problem.get("detail").stringValue())
                .isEqualTo("Accept must let application/json through, was text/xml");
        assertThat(problem.get("field").stringValue()).isEqualTo("Accept");
        assertThat(client.post(EVENTS, event("id", "accept")).body())
                .as("it was not taken")
                .contains("\"TAKEN\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", TestApplication.HASH})
    void aKeyThatIsNoneIsNamedByItsHeader(String key) throws Exception {
        Client other = client.with(Optional.of(key).filter(text -> !text.isEmpty()));
        JsonNode problem = problem(other.post(EVENTS, event(NONE)), 401);
        assertThat(problem.get("field").stringValue()).isEqualTo(Guards.KEY_HEADER);
        assertThat(problem.toString()).doesNotContain(TestApplication.HASH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff\u00fe", "{\"id\": \"\u00c3(\"}", "\u0000", "{\"id\": \"a\u0000b\"}"})
    void bytesThatAreNoTextAreNoJson(String bytes) throws Exception {
        HttpResponse<String> answer =
                client.send("POST", EVENTS, BodyPublishers.ofByteArray(bytes.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(problem(answer, 400).get("detail").stringValue()).startsWith("what is sent must be JSON, was not");
    }

    /** Nothing of the parser, of Spring, of classes. */
    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = Client.json(answer);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("title").stringValue()).isNotBlank();
        assertThat(answer.body())
                .doesNotContainPattern(
                        "Exception|\\tat |REDACTED|Source|StreamRead|jackson|springframework|java\\.|[Tt]oken")
                .doesNotContain(EventJson.class.getPackageName());
        return problem;
    }
}
