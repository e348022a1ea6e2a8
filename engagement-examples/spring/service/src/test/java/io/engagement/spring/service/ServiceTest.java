package io.engagement.spring.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.live.Arrival;
import io.engagement.spring.LiveScores;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The service on a real port, as a client sees it. */
@SpringBootTest(
        classes = {EngagementService.class, TestApplication.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "engagement.service.api-key-hashes=" + TestApplication.HASH,
            "engagement.service.rate=100000",
            "engagement.service.burst=100000",
            "engagement.service.most-body=100KB"
        })
class ServiceTest {
    private static final String PROBLEM = "application/problem+json";
    private static final int LIMIT = 100 * 1024;
    private static final String HUNDRED =
            "1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890";
    private static final String LONG = HUNDRED + HUNDRED + "1";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    private final Client client;
    private final LiveScores scores;

    ServiceTest(@Value("${local.server.port}") int port, @Autowired LiveScores scores) {
        client = new Client(port, Optional.of(TestApplication.KEY));
        this.scores = scores;
    }

    /** Relative, as a path may be, with "..". */
    @DynamicPropertySource
    static void snapshot(DynamicPropertyRegistry registry) {
        Path here = Path.of("").toAbsolutePath();
        registry.add("engagement.snapshot.file", () -> here.relativize(
                        folder.resolve("store.live").toAbsolutePath())
                .toString());
    }

    private static String event(String id, String customer) {
        return "{'id': '" + id + "', 'customer': '" + customer
                + "', 'at': '2026-03-01T09:30:00Z', 'purpose': 'QUESTION', 'channel': 'email', 'initiator':"
                + " 'CUSTOMER'}";
    }

    private void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains(PROBLEM);
        assertThat(Client.json(response).get("status").intValue()).isEqualTo(status);
        assertThat(response.body()).doesNotContain("Exception", "\tat ", "io.engagement");
    }

    @Test
    void anEventCountsOnceHoweverOftenItIsSent() throws Exception {
        assertThat(client.post("/v1/events", event("once-1", "once")).body())
                .isEqualTo("{\"id\":\"once-1\",\"arrival\":\"TAKEN\"}");
        assertThat(client.post("/v1/events", event("once-1", "once")).body())
                .isEqualTo("{\"id\":\"once-1\",\"arrival\":\"DUPLICATE\"}");
        JsonNode score = Client.json(client.get("/v1/customers/once/scores"))
                .get("scores")
                .get(0);
        assertThat(score.get("value").doubleValue()).isEqualTo(1);
        assertThat(score.get("reason").stringValue()).isNotBlank();
    }

    @Test
    void anEventFarAheadIsRefusedAndLeavesItsIdToTheCorrectedOne() throws Exception {
        String now = Instant.now().toString();
        String early = event("ahead-1", "ahead")
                .replace(
                        "2026-03-01T09:30:00Z",
                        Instant.now().plus(Duration.ofHours(2)).toString());
        assertProblem(client.post("/v1/events", early), 400);
        assertProblem(client.post("/v1/events/batch", "[" + early + "]"), 400);
        assertThat(client.get("/v1/customers/ahead/scores").statusCode()).isEqualTo(404);
        assertThat(client.post("/v1/events", event("ahead-1", "ahead").replace("2026-03-01T09:30:00Z", now))
                        .body())
                .isEqualTo("{\"id\":\"ahead-1\",\"arrival\":\"TAKEN\"}");
    }

    @Test
    void anEventALittleAheadWaitsForItsTime() throws Exception {
        String soon = event("soon-1", "soon")
                .replace(
                        "2026-03-01T09:30:00Z",
                        Instant.now().plus(Duration.ofMinutes(4)).toString());
        assertThat(client.post("/v1/events", soon).body()).isEqualTo("{\"id\":\"soon-1\",\"arrival\":\"AHEAD\"}");
        assertThat(client.post("/v1/events", soon).body()).isEqualTo("{\"id\":\"soon-1\",\"arrival\":\"DUPLICATE\"}");
        assertThat(Client.json(client.get("/v1/customers/soon/scores"))
                        .get("scores")
                        .get(0)
                        .get("value")
                        .doubleValue())
                .isZero();
    }

    @Test
    void whoIsNotKnownIsNotSaidToBeContacted() throws Exception {
        String contact = "/v1/customers/mistyped/contact?channel=email&purpose=OFFER";
        HttpResponse<String> unknown = client.get(contact);
        assertProblem(unknown, 404);
        assertThat(Client.json(unknown).get("detail").stringValue())
                .isEqualTo(
                        "customer mistyped is not known, so that no cap and no refusal can be kept: check the id; who is new"
                                + " is made known by PUT /v1/customers/{customer}");
        assertThat(client.put("/v1/customers/mistyped", "{}").statusCode()).isEqualTo(204);
        assertThat(Client.json(client.get(contact)).get("may_contact").booleanValue())
                .isTrue();
        client.delete("/v1/customers/mistyped");
        assertThat(Client.json(client.get(contact)).get("reason").stringValue()).isEqualTo("CONSENT");
    }

    @Test
    void aBatchTellsOfEachAndOfAll() throws Exception {
        HttpResponse<String> response = client.post(
                "/v1/events/batch",
                "[" + event("b-1", "batch") + "," + event("b-2", "batch") + "," + event("b-1", "batch") + "]");
        assertThat(response.body())
                .isEqualTo(
                        "{\"counts\":{\"DUPLICATE\":1,\"TAKEN\":2},\"events\":[{\"id\":\"b-1\",\"arrival\":\"TAKEN\"},"
                                + "{\"id\":\"b-2\",\"arrival\":\"TAKEN\"},{\"id\":\"b-1\",\"arrival\":\"DUPLICATE\"}]}");
    }

    @Test
    void ofABatchWithAWrongEventNoneIsTaken() throws Exception {
        HttpResponse<String> response = client.post(
                "/v1/events/batch",
                "[" + event("n-1", "none") + "," + event("n-2", "none").replace("QUESTION", "HUG") + "]");
        assertProblem(response, 400);
        assertThat(Client.json(response).get("field").stringValue()).isEqualTo("[1].purpose");
        assertThat(client.get("/v1/customers/none/scores").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'id': 'm-17',                  |            |         |",
                "{'id': 'x', 'custmer': 'c'}     | custmer    | c       | one of the fields id, customer",
                "{'id': 'x', 'customer': 'c'}    | at         |         | an instant",
                "{'id': 'x', 'customer': 'c', 'at': 'yesterday'} | at | yesterday | an instant in ISO 8601",
                "{'id': 'x', 'customer': 'c', 'at': '2026-03-01T09:30:00Z', 'purpose': 'HUG'} | purpose | HUG | one of"
                        + " CANCELLATION",
                "{'id': 'x', 'customer': 'c', 'at': '2026-03-01T09:30:00Z', 'purpose': 'USE', 'channel': 'telepathy'}"
                        + " | channel | telepathy | one of app, chat",
                "{'customer': 'c', 'at': '2026-03-01T09:30:00Z', 'purpose': 'USE'} | id |         | a text that is the"
                        + " event's own",
                "[]                              |            |         |",
                "\"\"                              |            |         |",
            })
    void aWrongEventIsAProblemThatNamesTheField(String json, String field, String value, String allowed)
            throws Exception {
        HttpResponse<String> response = client.post("/v1/events", json);
        assertProblem(response, 400);
        JsonNode problem = Client.json(response);
        assertThat(problem.get("detail").stringValue()).isNotBlank();
        if (field != null) {
            assertThat(problem.get("field").stringValue()).isEqualTo(field);
            assertThat(problem.optional("value").map(JsonNode::stringValue)).isEqualTo(Optional.ofNullable(value));
            assertThat(problem.get("allowed").stringValue()).startsWith(allowed);
        }
    }

    @Test
    void aBodyOverTheLimitIs413AlsoInChunks() throws Exception {
        byte[] tooLong = new byte[10_000_000];
        Arrays.fill(tooLong, (byte) ' ');
        assertProblem(client.send("POST", "/v1/events", BodyPublishers.ofByteArray(tooLong)), 413);
        assertProblem(client.postInChunks("/v1/events", tooLong), 413);
    }

    @Test
    void aBodyAtTheLimitIsTakenAndOneByteMoreIsNot() throws Exception {
        byte[] body = Arrays.copyOf(event("limit", "limit").replace('\'', '"').getBytes(StandardCharsets.UTF_8), LIMIT);
        Arrays.fill(body, event("limit", "limit").length(), LIMIT, (byte) ' ');
        assertThat(client.postInChunks("/v1/events", body).statusCode()).isEqualTo(200);
        byte[] more = Arrays.copyOf(body, LIMIT + 1);
        more[LIMIT] = ' ';
        assertProblem(client.postInChunks("/v1/events", more), 413);
        assertProblem(client.send("POST", "/v1/events", BodyPublishers.ofByteArray(more)), 413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/customers/c/scores",
                "/openapi",
                "/openapi.yaml",
                "/actuator",
                "/actuator/prometheus",
                "/actuator/metrics",
                "/actuator/info",
                "/actuator/health/engagement",
                "/actuator/health;x=y",
                "/actuator/health/",
                "/error",
                "/nothing"
            })
    void withoutAKeyOrWithAnotherNothingIsTold(String path) throws Exception {
        HttpResponse<String> missing = client.with(Optional.empty()).get(path);
        assertProblem(missing, 401);
        assertThat(missing.headers().firstValue("WWW-Authenticate")).contains("ApiKey header=\"X-API-Key\"");
        HttpResponse<String> wrong =
                client.with(Optional.of(TestApplication.KEY + "x")).get(path);
        assertProblem(wrong, 401);
        assertProblem(client.with(Optional.of(TestApplication.HASH)).get(path), 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void healthNeedsNoKeyAndTellsNothingElse(String path) throws Exception {
        HttpResponse<String> response = client.with(Optional.empty()).get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"UP\"").doesNotContain("customers", "store.live");
    }

    @Test
    void healthTellsMoreToWhoHasAKey() throws Exception {
        assertThat(client.get("/actuator/health").body()).contains("\"engagement\"", "\"customers\"");
        assertThat(client.get("/actuator/health/engagement").body()).contains("\"customers\"");
        assertProblem(client.with(Optional.empty()).get("/actuator/health/engagement"), 401);
        assertThat(client.with(Optional.of("wrong")).get("/actuator/health").body())
                .contains("\"UP\"")
                .doesNotContain("customers", "store.live");
    }

    @Test
    void theDescriptionNamesTheFieldsThatAreRead() throws Exception {
        JsonNode api = Client.json(client.get("/openapi"));
        JsonNode schemas = api.get("components").get("schemas");
        String allowed = Client.json(client.post("/v1/events", "{'x': 1}"))
                .get("allowed")
                .stringValue();
        List<String> read =
                List.of(allowed.substring("one of the fields ".length()).split(", "));
        assertThat(new TreeSet<>(schemas.get("Event").get("properties").propertyNames()))
                .isEqualTo(new TreeSet<>(read));
        String known = Client.json(client.put("/v1/customers/c", "{'x': 1}"))
                .get("allowed")
                .stringValue();
        assertThat(new TreeSet<>(schemas.get("Known").get("properties").propertyNames()))
                .isEqualTo(new TreeSet<>(
                        List.of(known.substring("one of the fields ".length()).split(", "))));
        JsonNode arrival = schemas.get("Taken").get("properties").get("arrival");
        List<String> arrivals = new ArrayList<>(List.of("ERASED"));
        for (Arrival each : Arrival.values()) {
            // Of feeds alone, such as a topic.
            if (each != Arrival.REPLAYED) {
                arrivals.add(each.name());
                assertThat(arrival.get("description").stringValue()).contains(each.name() + ": ");
            }
        }
        assertThat(arrival.get("enum").valueStream().map(JsonNode::stringValue))
                .containsExactlyInAnyOrderElementsOf(arrivals);
        assertThat(api.get("paths").propertyNames())
                .doesNotContain("/error")
                .contains(
                        "/v1/events",
                        "/v1/events/batch",
                        "/v1/customers/{customer}",
                        "/v1/customers/{customer}/scores",
                        "/v1/customers/{customer}/contact",
                        "/v1/customers/{customer}/erasure");
        assertThat(api.get("paths")
                        .get("/v1/events")
                        .get("post")
                        .get("responses")
                        .get("default")
                        .toString())
                .contains(PROBLEM);
    }

    @Test
    void metersAreThere() throws Exception {
        client.post("/v1/events", event("meter", "meter"));
        assertThat(client.get("/actuator/prometheus").body())
                .contains(
                        "engagement_customers ",
                        "engagement_interactions_total{arrival=\"taken\"}",
                        "engagement_add_seconds_count");
    }

    @ParameterizedTest
    @CsvSource({"PUT, ''", "DELETE, ''", "DELETE, /erasure", "GET, /scores", "GET, /contact?channel=email&purpose=OFFER"
    })
    void anIdThatIsNoneIsRefused(String method, String rest) throws Exception {
        HttpResponse<String> response = client.send(method, "/v1/customers/%20" + rest, BodyPublishers.ofString("{}"));
        assertProblem(response, 400);
        assertThat(Client.json(response).get("field").stringValue()).isEqualTo("customer");
    }

    /** Code and older snapshots may hold ids that the service itself would not take: whoever has one is told of, and erased. */
    @ParameterizedTest
    @ValueSource(strings = {"tab\tline\nbell\u0007", "next\u0085", LONG})
    void whoseIdIsNotTakenIsErasedAllTheSame(String id) throws Exception {
        scores.add(Interaction.of(id, Instant.EPOCH, Channel.WEB, Initiator.CUSTOMER, Purpose.USE));
        String path = "/v1/customers/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
        assertProblem(client.put(path, "{}"), 400);
        HttpResponse<String> known = client.get(path + "/scores");
        assertThat(known.statusCode()).as(known.body()).isEqualTo(200);
        assertThat(Client.json(known).get("customer").stringValue()).isEqualTo(id);
        assertThat(client.get(path + "/contact?channel=email&purpose=OFFER").statusCode())
                .isEqualTo(200);

        assertThat(client.delete(path).statusCode()).isEqualTo(204);
        assertThat(client.get(path + "/scores").statusCode()).isEqualTo(404);
        assertThat(scores.score(id)).isEmpty();
        assertThat(client.delete(path + "/erasure").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%00b", "%ff"})
    void whatTheServerRefusesIsAProblemToo(String id) throws Exception {
        assertProblem(client.get("/v1/customers/" + id + "/scores"), 400);
    }

    @Test
    void aPathThatIsTooLongIsAProblemToo() throws Exception {
        assertProblem(client.get("/v1/customers/" + "x".repeat(9000) + "/scores"), 400);
    }

    @Test
    void whoIsNotKnownIs404() throws Exception {
        HttpResponse<String> response = client.get("/v1/customers/nobody/scores");
        assertProblem(response, 404);
        assertThat(Client.json(response).get("value").stringValue()).isEqualTo("nobody");
    }

    @Test
    void anIdMayHoldAnything() throws Exception {
        client.post("/v1/events", event("any", "a/b\\\\c d;e?f\u00fc%"));
        String path = "/v1/customers/a%2Fb%5Cc%20d%3Be%3Ff%C3%BC%25";
        HttpResponse<String> response = client.get(path + "/scores");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(Client.json(response).get("customer").stringValue()).isEqualTo("a/b\\c d;e?f\u00fc%");
        assertThat(client.delete(path).statusCode()).isEqualTo(204);
        assertThat(client.get(path + "/scores").statusCode()).isEqualTo(404);
    }

    @Test
    void whoRefusesAChannelIsNotContactedThere() throws Exception {
        assertThat(client.put("/v1/customers/refuses", "{'refused': ['phone']}").statusCode())
                .isEqualTo(204);
        JsonNode phone = Client.json(client.get("/v1/customers/refuses/contact?channel=phone&purpose=OFFER"));
        assertThat(phone.get("may_contact").booleanValue()).isFalse();
        assertThat(phone.get("reason").stringValue()).isEqualTo("REFUSED_CHANNEL");
        assertThat(phone.get("first_yes").isNull()).isTrue();
        JsonNode email = Client.json(client.get("/v1/customers/refuses/contact?channel=email&purpose=OFFER"));
        assertThat(email.get("may_contact").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channel=email                                  | purpose",
                "channel=telepathy&purpose=OFFER                | channel",
                "channel=email&purpose=HUG                      | purpose",
                "channel=email&purpose=OFFER&at=tomorrow        | at",
                "channel=email&purpose=OFFER&at=%2B999999999-01-01T00:00:00Z | at",
            })
    void aWrongQuestionNamesTheParameter(String query, String field) throws Exception {
        HttpResponse<String> response = client.get("/v1/customers/c/contact?" + query);
        assertProblem(response, 400);
        assertThat(Client.json(response).get("field").stringValue()).isEqualTo(field);
    }

    @Test
    void anAttributeThatNoMeasureCanReadIsToldOnce() throws Exception {
        HttpResponse<String> response = client.put("/v1/customers/mars", "{'attributes': {'zone': 'Mars/Olympus'}}");
        assertProblem(response, 400);
        assertThat(Client.json(response).get("detail").stringValue())
                .startsWith("attribute zone of customer mars must be a zone such as Europe/Berlin");
        assertThat(Client.json(response).get("field").stringValue()).isEqualTo("attributes");
    }

    @Test
    void whoIsErasedIsGoneUntilTheyConsent() throws Exception {
        client.post("/v1/events", event("e-1", "erased-one"));
        assertThat(client.delete("/v1/customers/erased-one").statusCode()).isEqualTo(204);
        assertThat(client.delete("/v1/customers/erased-one").statusCode())
                .as("twice is once")
                .isEqualTo(204);
        assertThat(client.get("/v1/customers/erased-one/scores").statusCode()).isEqualTo(404);
        assertThat(Client.json(client.post("/v1/events", event("e-2", "erased-one")))
                        .get("arrival")
                        .stringValue())
                .isEqualTo("ERASED");
        assertProblem(client.put("/v1/customers/erased-one", "{'attributes': {'consent': 'yes'}}"), 409);
        assertThat(Files.readString(folder.resolve("store.live"), StandardCharsets.ISO_8859_1))
                .doesNotContain(
                        new String("erased-one".getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1));

        assertThat(client.delete("/v1/customers/erased-one/erasure").statusCode())
                .isEqualTo(204);
        assertThat(client.put("/v1/customers/erased-one", "{'attributes': {'consent': 'yes'}}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(client.get("/v1/customers/erased-one/scores").statusCode()).isEqualTo(200);
        assertProblem(client.delete("/v1/customers/never-erased/erasure"), 404);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, 404",
        "PATCH, /v1/events, 405",
        "GET, /v1/events, 405",
        "TRACE, /v1/events, 405",
        "GET, /error, 404",
        "GET, /broken, 500"
    })
    void whateverElseGoesWrongIsAProblemToo(String method, String path, int status) throws Exception {
        HttpResponse<String> response = client.send(method, path, BodyPublishers.noBody());
        assertProblem(response, status);
        assertThat(response.body()).doesNotContain("secret");
        assertThat(Client.json(response).get("detail").stringValue()).isNotBlank();
        assertThat(Client.json(response).get("instance").stringValue()).isEqualTo(path);
    }

    @Test
    void whatChangedIsTold() throws Exception {
        client.post("/v1/events", event("w-1", "when"));
        JsonNode answer = Client.json(client.get("/v1/customers/when/scores"));
        assertThat(answer.get("since").isNull())
                .as("not known at the last mark")
                .isTrue();
        assertThat(answer.get("scores").get(0).get("change").isNull()).isTrue();
    }
}
