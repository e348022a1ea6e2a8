package io.engagement.spring.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.spring.EngagementStartException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The service stops and starts again. */
class RestartTest {
    private static final String KEY = "--engagement.service.api-key=" + TestApplication.KEY;

    private final Path snapshot;

    RestartTest(@TempDir Path folder) {
        snapshot = folder.resolve("store.live");
    }

    private static ConfigurableApplicationContext start(String... properties) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
        arguments.addAll(List.of(properties));
        return new SpringApplicationBuilder(EngagementService.class, TestApplication.class)
                .run(arguments.toArray(String[]::new));
    }

    private static Client client(ConfigurableApplicationContext context) {
        int port = Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0"));
        return new Client(port, Optional.of(TestApplication.KEY));
    }

    @Test
    void whatIsBeingAnsweredIsAnsweredAndKept() throws Exception {
        String file = "--engagement.snapshot.file=" + snapshot;
        CompletableFuture<HttpResponse<String>> answer;
        try (ConfigurableApplicationContext context = start(KEY, file)) {
            Client client = client(context);
            TestApplication.Slow slow = context.getBean(TestApplication.Slow.class);
            answer = CompletableFuture.supplyAsync(() -> get(client, "/slow"));
            assertThat(slow.begun.await(1, TimeUnit.MINUTES)).isTrue();
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(context::close);
            Thread.sleep(Duration.ofMillis(300).toMillis());
            assertThat(stopped).isNotDone();
            slow.mayEnd.countDown();
            stopped.get(1, TimeUnit.MINUTES);
        }
        assertThat(answer.get(1, TimeUnit.MINUTES).body()).isEqualTo("taken true");
        assertThat(Files.exists(snapshot)).isTrue();

        try (ConfigurableApplicationContext context = start(KEY, file, "--engagement.changes.every=PT0.05S")) {
            Client client = client(context);
            JsonNode scores = Client.json(client.get("/v1/customers/slow/scores"));
            while (scores.get("since").isNull()) {
                Thread.sleep(20);
                scores = Client.json(client.get("/v1/customers/slow/scores"));
            }
            assertThat(scores.get("scores").get(0).get("change").get("before").doubleValue())
                    .isEqualTo(1);
        }
    }

    private static HttpResponse<String> get(Client client, String path) {
        try {
            return client.get(path);
        } catch (java.io.IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(hurried);
        }
    }

    @Test
    void whoAsksTooOftenIsToldWhenToAskAgain() throws Exception {
        try (ConfigurableApplicationContext context =
                start(KEY, "--engagement.service.rate=1", "--engagement.service.burst=1")) {
            Client client = client(context);
            HttpResponse<String> response = client.get("/openapi");
            for (int more = 0; more < 50 && response.statusCode() != 429; more++) {
                response = client.with(Optional.empty()).get("/openapi");
            }
            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.headers().firstValue("Retry-After")).contains("1");
        }
    }

    @Test
    void withoutAKeyItDoesNotStart() {
        assertThatThrownBy(() -> start("--engagement.snapshot.file=" + snapshot).close())
                .hasRootCauseInstanceOf(EngagementStartException.class)
                .hasRootCauseMessage(
                        "engagement.service.api-key-hashes must hold the hash of a key, and is not set: without a key"
                                + " the service does not start");
    }
}
