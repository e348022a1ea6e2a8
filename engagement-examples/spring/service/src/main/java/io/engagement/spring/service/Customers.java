package io.engagement.spring.service;

import io.engagement.domain.Customer;
import io.engagement.spring.EventJson;
import io.engagement.spring.InvalidFieldException;
import io.engagement.spring.LiveScores;
import io.engagement.strategy.policy.ContactPolicy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tells of customers, and forgets them. */
@RestController
@RequestMapping("/v1/customers/{customer}")
final class Customers {
    private static final Logger LOG = LoggerFactory.getLogger(Customers.class);

    private final LiveScores scores;
    private final EventJson json;
    private final ContactPolicy policy;
    private final Clock clock;

    Customers(LiveScores scores, EventJson json, ContactPolicy policy, ObjectProvider<Clock> clock) {
        this.scores = scores;
        this.json = json;
        this.policy = policy;
        this.clock = Optional.ofNullable(clock.getIfUnique()).orElse(Clock.systemUTC());
    }

    private static String id(String customer) {
        return EventJson.id("customer", customer);
    }

    @Operation(summary = "A customer's scores as of now, with their reasons and what changed")
    @GetMapping("/scores")
    Answers.Scores scores(@PathVariable("customer") String customer) {
        return scores.score(id(customer)).map(Answers.Scores::of).orElseThrow(() -> Refusal.unknownCustomer(customer));
    }

    @Operation(
            summary = "Whether a customer may be contacted, why, and if not from when on",
            description =
                    "404 of who is not known: no cap and no refusal could be kept of a mistyped id. Who is new is made"
                            + " known first, by PUT /v1/customers/{customer}.")
    @GetMapping("/contact")
    Answers.Contact contact(
            @PathVariable("customer") String customer,
            @RequestParam("channel") String channel,
            @RequestParam("purpose") String purpose,
            @Schema(description = "an instant in ISO 8601; now if it is not told", example = "2026-03-01T09:30:00Z")
                    @RequestParam("at")
                    Optional<String> at) {
        Instant instant = at.map(text -> EventJson.instant("at", text)).orElseGet(clock::instant);
        try {
            return scores.mayContact(
                            id(customer), json.channel("channel", channel), json.purpose("purpose", purpose), instant)
                    .map(decision -> Answers.Contact.of(customer, decision))
                    .orElseThrow(() -> Refusal.unknownToContact(customer));
        } catch (IllegalArgumentException notOfPolicy) {
            throw new InvalidFieldException(
                    "channel",
                    channel,
                    "one of those of the contact policy: "
                            + policy.channels().stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
    }

    @Operation(summary = "Takes what is known of a customer apart from events, in the place of what was known before")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = Bodies.Known.class)))
    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void know(@PathVariable("customer") String customer, @RequestBody byte[] body) {
        Customer known = json.customer(customer, body);
        if (!taken(known)) {
            throw Refusal.of(
                            HttpStatus.CONFLICT,
                            "the customer was erased: if they consent again, DELETE /v1/customers/{customer}/erasure"
                                    + " first")
                    .withField("customer", customer);
        }
    }

    private boolean taken(Customer known) {
        try {
            return scores.know(known);
        } catch (IllegalArgumentException noNumber) {
            throw Refusal.of(HttpStatus.BAD_REQUEST, String.valueOf(noNumber.getMessage()))
                    .withField("attributes", known.attributes().toString());
        }
    }

    @Operation(
            summary = "Erases a customer from store, snapshot and scores, and remembers that they were: what is sent of"
                    + " them afterwards is dropped")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@PathVariable("customer") String customer) {
        try {
            scores.erase(id(customer));
        } catch (IOException failed) {
            LOG.error("a customer was not wholly erased", failed);
            throw Refusal.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "not wholly erased: what could not be written still holds the customer, the log tells which file."
                            + " Send this again");
        }
    }

    @Operation(
            summary = "Lets a customer who was erased be known again, with their consent: from now on, not from before")
    @DeleteMapping("/erasure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readmit(@PathVariable("customer") String customer) {
        try {
            if (!scores.readmit(id(customer))) {
                throw Refusal.of(HttpStatus.NOT_FOUND, "the customer was never erased")
                        .withField("customer", customer);
            }
        } catch (IOException failed) {
            LOG.error("a customer was not let back", failed);
            throw Refusal.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "nothing has changed, as a file could not be written. Send this again");
        }
    }
}
