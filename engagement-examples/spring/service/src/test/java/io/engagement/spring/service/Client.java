package io.engagement.spring.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a service on this machine. */
final class Client {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
    private final int port;
    private final Optional<String> key;
    private final String contentType;
    private final String accept;

    Client(int port, Optional<String> key) {
        this(port, key, "application/json", "*/*");
    }

    private Client(int port, Optional<String> key, String contentType, String accept) {
        this.port = port;
        this.key = key;
        this.contentType = contentType;
        this.accept = accept;
    }

    Client with(Optional<String> other) {
        return new Client(port, other, contentType, accept);
    }

    Client as(String otherType) {
        return new Client(port, key, otherType, accept);
    }

    Client accepting(String type) {
        return new Client(port, key, contentType, type);
    }

    HttpResponse<String> send(String method, String path, BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", contentType)
                .header("Accept", accept)
                .method(method, body);
        key.ifPresent(text -> request.header(Guards.KEY_HEADER, text));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody());
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** Single quotes stand for double ones. */
    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, BodyPublishers.ofString(body.replace('\'', '"')));
    }

    HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
        return send("PUT", path, BodyPublishers.ofString(body.replace('\'', '"')));
    }

    /** In chunks: nobody says how long it is. */
    HttpResponse<String> postInChunks(String path, byte[] body) throws IOException, InterruptedException {
        return send("POST", path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    }

    static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }
}
