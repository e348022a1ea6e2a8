package io.engagement.spring.service;

import io.engagement.domain.Interaction;
import io.engagement.live.Arrival;
import io.engagement.spring.EventJson;
import io.engagement.spring.InvalidFieldException;
import io.engagement.spring.LiveScores;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes events. */
@RestController
final class Events {
    private final LiveScores scores;
    private final EventJson json;

    Events(LiveScores scores, EventJson json) {
        this.scores = scores;
        this.json = json;
    }

    @Operation(summary = "Takes an event; idempotent by its id")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = Bodies.Event.class)))
    @PostMapping(
            path = "/v1/events",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Answers.Taken add(@RequestBody byte[] body) {
        if (begins(body, '[')) {
            throw Refusal.of(
                    HttpStatus.BAD_REQUEST, "an array of events is sent to /v1/events/batch, here one event is");
        }
        Interaction event = json.event(body);
        requireId(event, "");
        return Answers.Taken.of(event.id(), scores.add(event));
    }

    @Operation(summary = "Takes events; idempotent by their ids. If one is wrong, none is taken")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = Bodies.Event.class))))
    @PostMapping(
            path = "/v1/events/batch",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Answers.AllTaken addAll(@RequestBody byte[] body) {
        if (begins(body, '{')) {
            throw Refusal.of(
                    HttpStatus.BAD_REQUEST, "one event is sent to /v1/events, an array of them to /v1/events/batch");
        }
        List<Interaction> events = json.events(body);
        for (int place = 0; place < events.size(); place++) {
            requireId(events.get(place), "[" + place + "].");
        }
        List<Optional<Arrival>> arrivals = scores.addAll(events);
        List<Answers.Taken> taken = new ArrayList<>();
        for (int place = 0; place < events.size(); place++) {
            taken.add(Answers.Taken.of(events.get(place).id(), arrivals.get(place)));
        }
        return Answers.AllTaken.of(taken);
    }

    /** Behind white space of JSON's. */
    private static boolean begins(byte[] body, char first) {
        int place = 0;
        while (place < body.length && " \t\r\n".indexOf(body[place]) >= 0) {
            place++;
        }
        return place < body.length && body[place] == first;
    }

    /** Who sends again what may have arrived would count it twice. */
    private static void requireId(Interaction event, String place) {
        if (event.id().isEmpty()) {
            throw InvalidFieldException.missing(
                    place + "id", "a text that is the event's own, by which it counts once however often it comes");
        }
    }
}
