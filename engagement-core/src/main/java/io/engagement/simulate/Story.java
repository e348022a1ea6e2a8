package io.engagement.simulate;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What happened to one customer, written down as a company's systems would. Not for several threads. */
final class Story {
    /** What one interaction is, before it has a customer and an id. */
    record Entry(
            long at,
            InteractionKind kind,
            OptionalDouble value,
            OptionalDouble cost,
            OptionalDouble satisfaction,
            Optional<Duration> duration,
            Optional<String> inReplyTo,
            Optional<String> conversation) {

        static Entry of(long at, InteractionKind kind) {
            return new Entry(
                    at,
                    kind,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        Entry withValue(double amount) {
            return new Entry(
                    at, kind, OptionalDouble.of(amount), cost, satisfaction, duration, inReplyTo, conversation);
        }

        Entry withCost(double amount) {
            return new Entry(
                    at, kind, value, OptionalDouble.of(amount), satisfaction, duration, inReplyTo, conversation);
        }

        Entry withSatisfaction(double share) {
            return new Entry(at, kind, value, cost, OptionalDouble.of(share), duration, inReplyTo, conversation);
        }

        Entry withDuration(Duration length) {
            return new Entry(at, kind, value, cost, satisfaction, Optional.of(length), inReplyTo, conversation);
        }

        Entry answering(String id) {
            return new Entry(at, kind, value, cost, satisfaction, duration, Optional.of(id), conversation);
        }

        Entry within(String conversationId) {
            return new Entry(at, kind, value, cost, satisfaction, duration, inReplyTo, Optional.of(conversationId));
        }
    }

    private final String customerId;
    private final List<Interaction> interactions = new ArrayList<>();

    Story(String customerId) {
        this.customerId = customerId;
    }

    /** Writes it down and returns the id that it got. */
    String add(Entry entry) {
        String id = nextId();
        interactions.add(new Interaction(
                customerId,
                Instant.ofEpochMilli(entry.at),
                entry.kind,
                Optional.of(id),
                entry.value,
                entry.cost,
                entry.satisfaction,
                entry.duration,
                entry.inReplyTo,
                entry.conversation));
        return id;
    }

    /** The id that the next interaction will get. */
    String nextId() {
        return customerId + "-" + (interactions.size() + 1);
    }

    List<Interaction> inOrderOfTime() {
        interactions.sort(Comparator.comparing(Interaction::at));
        return interactions;
    }

    static InteractionKind byCustomer(Channel channel, Purpose purpose) {
        return inbound(channel, purpose, Initiator.CUSTOMER, Actor.PERSON);
    }

    /** An answer that comes in: its direction is stored, whose initiative the thread was is left to be found out. */
    static InteractionKind reply(Channel channel, Purpose purpose) {
        return inbound(channel, purpose, Initiator.UNKNOWN, Actor.PERSON);
    }

    static InteractionKind automaticReply(Channel channel) {
        return inbound(channel, Purpose.OTHER, Initiator.UNKNOWN, Actor.MACHINE);
    }

    static InteractionKind byCompany(Channel channel, Purpose purpose, String department, Initiator initiator) {
        return new InteractionKind(
                channel, purpose, initiator, false, Direction.OUTBOUND, Actor.PERSON, Optional.of(department));
    }

    private static InteractionKind inbound(Channel channel, Purpose purpose, Initiator initiator, Actor actor) {
        return new InteractionKind(channel, purpose, initiator, false, Direction.INBOUND, actor, Optional.empty());
    }
}
