package io.engagement.history;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Interactions for property tests: few customers and instants, so that ties, threads and equal rows are common. */
final class InteractionArbitraries {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private InteractionArbitraries() {}

    /** Interactions of a few customers; ids are the place in the list, so that they are unique. */
    public static Arbitrary<List<Interaction>> interactions() {
        return interaction()
                .list()
                .ofMaxSize(40)
                .map(InteractionArbitraries::withIds)
                .withoutEdgeCases();
    }

    /** Interactions of one customer in the order of time, values being whole numbers. */
    public static Arbitrary<List<Interaction>> ofOneCustomer() {
        return interactions().map(all -> all.stream()
                .map(InteractionArbitraries::ofCustomerA)
                .sorted(java.util.Comparator.comparing(Interaction::at))
                .toList());
    }

    private static Interaction ofCustomerA(Interaction i) {
        Interaction bare = Interaction.of("a", i.at(), i.kind());
        return i.value().isPresent() ? bare.withValue(i.value().getAsDouble()) : bare;
    }

    private static List<Interaction> withIds(List<Interaction> list) {
        return java.util.stream.IntStream.range(0, list.size())
                .mapToObj(i -> i % 3 == 0 ? list.get(i) : list.get(i).withId("i" + i))
                .map(InteractionArbitraries::maybeReply)
                .toList();
    }

    private static Interaction maybeReply(Interaction interaction) {
        long at = interaction.at().getEpochSecond();
        Interaction changed = at % 4 == 0 ? interaction.withInReplyTo("i" + at % 7) : interaction;
        return at % 5 == 0 ? changed.withConversation("t" + at % 3) : changed;
    }

    private static Arbitrary<Interaction> interaction() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "007", "ü"),
                        Arbitraries.integers().between(0, 400),
                        kind(),
                        Arbitraries.integers().between(-1, 20),
                        Arbitraries.integers().between(-1, 5))
                .as((customer, hours, kind, value, cost) -> {
                    Instant at = START.plus(Duration.ofMinutes(hours * 37L));
                    Interaction bare = Interaction.of(customer, at, kind);
                    bare = value < 0 ? bare : bare.withValue(value);
                    return cost < 0 ? bare : bare.withCost(cost);
                });
    }

    private static Arbitrary<InteractionKind> kind() {
        return Combinators.combine(
                        Arbitraries.of(Channel.EMAIL, Channel.PHONE, Channel.WEB),
                        Arbitraries.of(Purpose.PURCHASE, Purpose.QUESTION, Purpose.OFFER),
                        Arbitraries.of(Initiator.values()),
                        Arbitraries.of(Direction.values()),
                        Arbitraries.of(Actor.values()),
                        Arbitraries.of(Optional.of("sales"), Optional.<String>empty()))
                .as((channel, purpose, initiator, direction, actor, department) ->
                        new InteractionKind(channel, purpose, initiator, false, direction, actor, department));
    }
}
