package io.engagement.spring.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the README shows of the service is what it answers. */
@SpringBootTest(
        classes = EngagementService.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"engagement.service.api-key-hashes=" + TestApplication.HASH})
@ActiveProfiles("demo")
class ReadmeTest {
    private static final Pattern COMMAND =
            Pattern.compile("ask (?:-X (\\w+) )?\"?localhost:8080([^\" ]+)\"?(?: -d '(.*)')?");
    private static final Pattern SCORE = Pattern.compile("\"name\":\"(\\w+)\",\"scale\":\"(\\w+)\"");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    private final String readme;
    private final Client client;

    ReadmeTest(@Value("${local.server.port}") int port) throws IOException {
        readme = Files.readString(Path.of("../README.md"));
        client = new Client(port, Optional.of(TestApplication.KEY));
    }

    @DynamicPropertySource
    static void snapshot(DynamicPropertyRegistry registry) {
        registry.add("engagement.snapshot.file", () -> folder.resolve("store.live"));
    }

    @Test
    void eachCommandIsAnsweredAsShown() throws Exception {
        String shown = readme.substring(readme.indexOf("\nask "), readme.indexOf("(`contributions`"));
        List<String> commands = List.of(shown.replace("```", "").strip().split("\n\n"));
        assertThat(commands).hasSizeGreaterThan(6);
        for (String each : commands) {
            String[] lines = each.split("\n", 2);
            assertAnswered(lines[0], lines.length == 1 ? "" : lines[1]);
        }
    }

    private void assertAnswered(String command, String shown) throws Exception {
        Matcher parts = COMMAND.matcher(command);
        assertThat(parts.matches()).as(command).isTrue();
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String body = Optional.ofNullable(parts.group(3)).orElse("").replace("'$(date -u +%FT%TZ)'", now);
        String method = Optional.ofNullable(parts.group(1)).orElse(body.isEmpty() ? "GET" : "POST");
        HttpResponse<String> answer = client.send(method, parts.group(2), BodyPublishers.ofString(body));
        if (shown.contains("...")) {
            assertThat(scores(answer.body()))
                    .containsAllEntriesOf(scores(shown))
                    .hasSizeGreaterThan(3);
        } else if (shown.isEmpty()) {
            assertThat(answer.statusCode()).isEqualTo(204);
        } else {
            assertThat(timeless(Client.json(answer))).isEqualTo(timeless(Client.json(shown)));
        }
    }

    private static Map<String, String> scores(String json) {
        Map<String, String> scores = new LinkedHashMap<>();
        for (MatchResult each : SCORE.matcher(json).results().toList()) {
            scores.put(each.group(1), each.group(2));
        }
        return scores;
    }

    private static JsonNode timeless(JsonNode answer) {
        if (answer.has("first_yes") && answer.get("first_yes").isString()) {
            ((ObjectNode) answer).put("first_yes", "some time");
        }
        return answer;
    }

    /** Of the table, by what is sent; the last three rows are of starts. */
    private Map<String, HttpResponse<String>> wrongInputs() throws Exception {
        String event = "'customer': 'c', 'purpose': 'USE'";
        String at = ", 'at': '2026-11-29T09:30:00Z'";
        byte[] large = new byte[10_000_000];
        Arrays.fill(large, (byte) ' ');
        Map<String, HttpResponse<String>> answers = new LinkedHashMap<>();
        answers.put("malformed JSON", client.post("/v1/events", "{'id': 'm-17', "));
        answers.put("an array to `/v1/events`", client.post("/v1/events", "[]"));
        answers.put("unknown field", client.post("/v1/events", "{'chanel': 'email', " + event + at + "}"));
        answers.put("unknown purpose", client.post("/v1/events", "{" + event.replace("USE", "HUG") + at + "}"));
        answers.put("unknown channel", client.post("/v1/events", "{'channel': 'telepathy', " + event + at + "}"));
        answers.put(
                "bad instant, in a batch",
                client.post("/v1/events/batch", "[{'id': 'x', 'at': '2026-11-29 09:30', " + event + "}]"));
        String tomorrow = ", 'at': '" + Instant.now().plus(1, ChronoUnit.DAYS) + "'";
        answers.put("an event of tomorrow", client.post("/v1/events", "{'id': 'x', " + event + tomorrow + "}"));
        String seconds = ", 'at': '" + Instant.ofEpochMilli(1_780_000_000L) + "'";
        answers.put("seconds sent as milliseconds", client.post("/v1/events", "{'id': 'x', " + event + seconds + "}"));
        answers.put("a NUL in an id", client.post("/v1/events", "{" + event.replace("'c'", "'a\\u0000b'") + at + "}"));
        answers.put("another content type", client.as("text/plain").post("/v1/events", "{}"));
        answers.put("10 MB, with a length or in chunks", client.postInChunks("/v1/events", large));
        answers.put("no key", client.with(Optional.empty()).get("/openapi"));
        answers.put("wrong key", client.with(Optional.of("wrong")).get("/openapi"));
        answers.put("unknown customer", client.get("/v1/customers/nobody/scores"));
        answers.put(
                "unknown customer, asked for contact",
                client.get("/v1/customers/nobody/contact?channel=email&purpose=OFFER"));
        answers.put("a path that is none, such as `/v1/customers/%00/scores`", client.get("/v1/customers/%00/scores"));
        return answers;
    }

    @Test
    void wrongInputsGetWhatTheTableSays() throws Exception {
        Map<String, HttpResponse<String>> answers = wrongInputs();
        List<MatchResult> rows = Pattern.compile("\n\\| (.+) \\| (\\d{3}) `([^`]+)`.* \\|")
                .matcher(readme.substring(readme.indexOf("## What wrong inputs get")))
                .results()
                .toList();
        assertThat(rows).extracting(row -> row.group(1)).containsExactlyElementsOf(answers.keySet());
        for (MatchResult row : rows) {
            HttpResponse<String> answer = Objects.requireNonNull(answers.get(row.group(1)));
            assertThat(answer.statusCode()).as(row.group(1)).isEqualTo(Integer.parseInt(row.group(2)));
            String detail = Client.json(answer).get("detail").stringValue();
            String[] told = row.group(3).split("\\.\\.\\.", -1);
            assertThat(detail).startsWith(told[0]).containsSubsequence(told);
        }
    }
}
