package io.engagement.spring;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Interactions and customers as JSON, by the names that mappings of files use.
 *
 * <pre>{@code
 * {"id": "m-17", "customer": "c42", "at": "2026-03-01T09:30:00Z", "purpose": "QUESTION", "channel": "email",
 *  "initiator": "CUSTOMER", "direction": "INBOUND", "actor": "PERSON", "department": "support", "campaign": "spring",
 *  "value": 29.90, "cost": 1.20, "satisfaction": 0.8, "duration": "PT5M", "in_reply_to": "m-16", "conversation": "t-3"}
 * }</pre>
 *
 * <p>{@code customer}, {@code at} and {@code purpose} must be there. A channel that is not told is {@code unknown}, an initiator is
 * inferred from the thread, an actor is a person. Whatever is far ahead of now or long ago, whatever is no such field, or no value of it, is refused by name. Immutable.
 */
public final class EventJson {
    private static final List<String> EVENT = List.of(
            "id",
            "customer",
            "at",
            "purpose",
            "channel",
            "initiator",
            "direction",
            "actor",
            "department",
            "campaign",
            "value",
            "cost",
            "satisfaction",
            "duration",
            "in_reply_to",
            "conversation");

    /** By which the clocks of two machines may differ. */
    private static final Duration MOST_AHEAD = Duration.ofMinutes(5);

    /** Before any log of today: what is dated so is a clock that was not set, or seconds taken for milliseconds. */
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private static final String VALUE = "0, or a number from 1e-12 to 1e15 or as much below 0";
    private static final String COST = "0, or a number from 1e-12 to 1e15";
    private static final String SATISFACTION = "a number from 0 to 1";
    private static final String DURATION = "from PT0S to 4,400 years";

    private final Set<Channel> channels;
    private final Set<Purpose> purposes;
    private final Instant earliest;
    private final Duration mostAhead;
    private final Clock clock;

    private EventJson(Set<Channel> channels, Set<Purpose> purposes, Instant earliest, Duration mostAhead, Clock clock) {
        this.channels = channels;
        this.purposes = purposes;
        this.earliest = earliest;
        this.mostAhead = mostAhead;
        this.clock = clock;
    }

    /**
     * A reader of the library's own channels and purposes and of more.
     *
     * @param moreChannels by name
     * @param morePurposes by name
     * @return the reader, which takes an event from 1990-01-01T00:00:00Z on, and at most five minutes ahead of this machine's clock
     * @throws IllegalArgumentException if a name is blank
     */
    public static EventJson of(Collection<String> moreChannels, Collection<String> morePurposes) {
        Set<Channel> channels = new TreeSet<>(List.of(
                Channel.EMAIL,
                Channel.PHONE,
                Channel.SMS,
                Channel.CHAT,
                Channel.WEB,
                Channel.APP,
                Channel.SOCIAL,
                Channel.POST,
                Channel.STORE,
                Channel.UNKNOWN));
        moreChannels.forEach(name -> channels.add(Channel.of(name)));
        Set<Purpose> purposes = new TreeSet<>(Purpose.standard());
        morePurposes.forEach(name -> purposes.add(Purpose.of(name)));
        return new EventJson(channels, purposes, EARLIEST, MOST_AHEAD, Clock.systemUTC());
    }

    /**
     * How far ahead of the clock an event may be. One that is ahead waits in the store until its time has come, with its id taken; one
     * that is farther ahead is refused, as its time is a mistake, such as local time told as UTC.
     *
     * @param duration not negative; long where events are told before they happen
     * @param ofNow whose time is now; not asked where {@linkplain #event(byte[], Instant) it is told} when an event was sent
     * @return the changed copy
     * @throws IllegalArgumentException if the duration is negative
     */
    public EventJson withMostAhead(Duration duration, Clock ofNow) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("most ahead must be from PT0S, was " + duration);
        }
        return new EventJson(channels, purposes, earliest, duration, ofNow);
    }

    /**
     * From when on events are taken. An earlier one is refused, as its time is a mistake, such as seconds taken for milliseconds: a
     * single one would make its customer look decades old, and could not be taken back.
     *
     * @param first the first instant that is taken
     * @return the changed copy
     */
    public EventJson withEarliest(Instant first) {
        return new EventJson(channels, purposes, Objects.requireNonNull(first, "first"), mostAhead, clock);
    }

    /**
     * An interaction.
     *
     * @param json an object
     * @return the interaction
     * @throws MalformedJsonException if it is no JSON, or no object
     * @throws InvalidFieldException if a field is missing, unknown or out of its range
     */
    public Interaction event(byte[] json) {
        return event(JsonTree.of(json), now());
    }

    /**
     * An interaction that may be read long after it was sent, or again, such as one of a topic: how far ahead it lies is asked of when it
     * was sent, so that it is taken or refused whenever it is read.
     *
     * @param json an object
     * @param sent when; {@link Instant#MAX} where it is not known, so that nothing is too far ahead
     * @return the interaction
     * @throws MalformedJsonException if it is no JSON, or no object
     * @throws InvalidFieldException if a field is missing, unknown or out of its range
     */
    public Interaction event(byte[] json, Instant sent) {
        return event(JsonTree.of(json), new Present("when it was sent", sent));
    }

    private Present now() {
        return new Present("now", clock.instant());
    }

    /**
     * What is ahead is ahead of it.
     *
     * @param name for messages
     * @param instant when
     */
    private record Present(String name, Instant instant) {}

    /**
     * Interactions.
     *
     * @param json an array of objects
     * @return the interactions, in their order
     * @throws MalformedJsonException if it is no JSON, or no array
     * @throws InvalidFieldException if a field is missing, unknown or out of its range, by its place such as {@code [3].at}
     */
    public List<Interaction> events(byte[] json) {
        JsonNode array = JsonTree.of(json);
        if (!array.isArray()) {
            throw new MalformedJsonException("the body must be a JSON array of events, was " + JsonTree.kind(array));
        }
        Present now = now();
        List<Interaction> events = new ArrayList<>(array.size());
        for (JsonNode each : array) {
            events.add(event(each, now, "[" + events.size() + "]"));
        }
        return events;
    }

    private Interaction event(JsonNode node, Present now, String place) {
        try {
            return event(node, now);
        } catch (InvalidFieldException fault) {
            throw fault.within(place);
        } catch (MalformedJsonException fault) {
            throw new MalformedJsonException(place + ": " + fault.getMessage());
        }
    }

    private Interaction event(JsonNode node, Present now) {
        JsonFields fields = fields(node, EVENT);
        String customer = fields.requiredText("customer");
        Instant at = fields.instant("at")
                .orElseThrow(() -> InvalidFieldException.missing("at", "an instant such as 2026-03-01T09:30:00Z"));
        requireNotLongAgo(at);
        requireNotFarAhead(at, now);
        InteractionKind kind = kind(fields);
        Interaction event = Interaction.of(customer, at, kind);
        event = fields.text("id").map(event::withId).orElse(event);
        event = fields.text("in_reply_to").map(event::withInReplyTo).orElse(event);
        event = fields.text("conversation").map(event::withConversation).orElse(event);
        return withDuration(withNumbers(event, fields), fields);
    }

    private void requireNotLongAgo(Instant at) {
        if (at.isBefore(earliest)) {
            throw new InvalidFieldException(
                    "at",
                    at.toString(),
                    "at or after " + earliest + " (before it, seconds are mostly taken for milliseconds)");
        }
    }

    private void requireNotFarAhead(Instant at, Present now) {
        if (Duration.between(now.instant(), at).compareTo(mostAhead) > 0) {
            Instant second = now.instant().truncatedTo(ChronoUnit.SECONDS);
            throw new InvalidFieldException(
                    "at", at.toString(), "at most " + mostAhead + " ahead of " + now.name() + ", " + second);
        }
    }

    private InteractionKind kind(JsonFields fields) {
        Purpose purpose = purpose("purpose", fields.requiredText("purpose"));
        Channel channel =
                fields.text("channel").map(name -> channel("channel", name)).orElse(Channel.UNKNOWN);
        Initiator initiator = fields.choice("initiator", Initiator.values()).orElse(Initiator.UNKNOWN);
        return new InteractionKind(
                channel,
                purpose,
                initiator,
                false,
                fields.choice("direction", Direction.values()).orElse(Direction.UNKNOWN),
                fields.choice("actor", Actor.values()).orElse(Actor.PERSON),
                fields.text("department"),
                fields.text("campaign"));
    }

    private static Interaction withNumbers(Interaction bare, JsonFields fields) {
        Interaction event = bare;
        OptionalDouble value = fields.number("value", VALUE);
        if (value.isPresent()) {
            event = checked("value", value.getAsDouble(), VALUE, () -> bare.withValue(value.getAsDouble()));
        }
        Interaction valued = event;
        OptionalDouble cost = fields.number("cost", COST);
        if (cost.isPresent()) {
            event = checked("cost", cost.getAsDouble(), COST, () -> valued.withCost(cost.getAsDouble()));
        }
        Interaction costed = event;
        OptionalDouble satisfaction = fields.number("satisfaction", SATISFACTION);
        return satisfaction.isEmpty()
                ? costed
                : checked(
                        "satisfaction",
                        satisfaction.getAsDouble(),
                        SATISFACTION,
                        () -> costed.withSatisfaction(satisfaction.getAsDouble()));
    }

    private static Interaction withDuration(Interaction event, JsonFields fields) {
        Optional<Duration> duration = fields.duration("duration");
        return duration.map(length -> checked("duration", length, DURATION, () -> event.withDuration(length)))
                .orElse(event);
    }

    static <T> T checked(String field, Object value, String allowed, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException outOfRange) {
            throw new InvalidFieldException(field, value.toString(), allowed);
        }
    }

    /**
     * A channel by its name.
     *
     * @param field whose value the name is
     * @param name in any case
     * @return the channel
     * @throws InvalidFieldException if it is none of those that events may name
     */
    public Channel channel(String field, String name) {
        return Optional.of(name)
                .filter(text -> !text.isBlank())
                .map(Channel::of)
                .filter(channels::contains)
                .orElseThrow(() -> JsonFields.noneOf(field, name, channels));
    }

    /**
     * A purpose by its name.
     *
     * @param field whose value the name is
     * @param name in any case
     * @return the purpose
     * @throws InvalidFieldException if it is none of those that events may name
     */
    public Purpose purpose(String field, String name) {
        return Optional.of(name)
                .filter(text -> !text.isBlank())
                .map(Purpose::of)
                .filter(purposes::contains)
                .orElseThrow(() -> JsonFields.noneOf(field, name, purposes));
    }

    /**
     * An instant by its text.
     *
     * @param field whose value the text is
     * @param text in ISO 8601 with its offset
     * @return the instant
     * @throws InvalidFieldException if it is none
     */
    public static Instant instant(String field, String text) {
        return JsonFields.instant(field, text);
    }

    /**
     * An id of a customer to be told of, or erased. It may be longer than those that are taken in, and have control characters: a store
     * that was filled by other ways may know it, and whoever has it must be erasable.
     *
     * @param field whose value the id is
     * @param id as it was sent
     * @return the same
     * @throws InvalidFieldException if it is blank, or has half of a character: no customer has such an id
     */
    public static String id(String field, String id) {
        if (id.isBlank()) {
            throw new InvalidFieldException(field, id, "a text that is not blank");
        }
        return JsonFields.requireWhole(field, id);
    }

    /**
     * What is known of a customer.
     *
     * <pre>{@code
     * {"since": "2024-05-01T00:00:00Z", "preferred": ["email"], "refused": ["phone"], "contact_limit": 2, "limit_period": "P7D",
     *  "attributes": {"consent": "yes", "zone": "Europe/Berlin"}}
     * }</pre>
     *
     * @param id whose; 1 to 200 characters, none of control
     * @param json an object; what it does not tell is not known
     * @return the customer
     * @throws MalformedJsonException if it is no JSON, or no object
     * @throws InvalidFieldException if a field is unknown or out of its range, or the id is
     */
    public Customer customer(String id, byte[] json) {
        return new CustomerJson(this, fields(JsonTree.of(json), CustomerJson.FIELDS)).read(id);
    }

    private static JsonFields fields(JsonNode node, List<String> names) {
        if (!node.isObject()) {
            throw new MalformedJsonException("what is sent must be a JSON object, was " + JsonTree.kind(node));
        }
        return new JsonFields(node, names);
    }
}
