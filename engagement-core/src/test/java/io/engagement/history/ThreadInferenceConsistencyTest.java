package io.engagement.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Initiators inferred from dense threads, against the definition written down as a recursion. */
class ThreadInferenceConsistencyTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Property(seed = "21", tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theInitiatorIsThatOfTheThreadsFirst(@ForAll int seed, @ForAll @IntRange(min = 1, max = 30) int rows) {
        List<Interaction> thread = randomThread(new Random(seed), rows);
        Map<String, Interaction> byId = new HashMap<>();
        thread.forEach(i -> byId.put(i.id().orElseThrow(), i));
        for (Interaction inferred : ofCustomer(log(thread), Instant.MAX)) {
            Interaction given = Objects.requireNonNull(byId.get(inferred.id().orElseThrow()));
            assertThat(inferred.initiator()).isEqualTo(expected(given, byId));
            assertThat(inferred.kind().initiatorInferred()).isEqualTo(inferred.initiator() != given.initiator());
            assertThat(inferred.withKind(inferred.kind().asGiven())).isEqualTo(given);
        }
    }

    @Property(seed = "22", tries = 500, edgeCases = EdgeCasesMode.NONE)
    void threadsDoNotDependOnArrivalOrOnTheFuture(
            @ForAll int seed, @ForAll @IntRange(min = 1, max = 30) int rows, @ForAll @IntRange(max = 40) int seconds) {
        Random random = new Random(seed);
        List<Interaction> thread = randomThread(random, rows);
        List<Interaction> shuffled = new ArrayList<>(thread);
        Collections.shuffle(shuffled, random);
        assertThat(log(shuffled)).isEqualTo(log(thread));
        Instant asOf = START.plusSeconds(seconds);
        List<Interaction> past =
                thread.stream().filter(i -> !i.at().isAfter(asOf)).toList();
        assertThat(ofCustomer(log(thread), asOf)).isEqualTo(ofCustomer(log(past), asOf));
    }

    @Property(seed = "23", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void mergingIsAssociativeAndCommutativeAndGivesTheWhole(
            @ForAll int seed, @ForAll @IntRange(min = 1, max = 30) int rows) {
        Random random = new Random(seed);
        List<Interaction> thread = randomThread(random, rows);
        List<List<Interaction>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Interaction interaction : thread) {
            parts.get(random.nextInt(3)).add(interaction);
            // Some come in two parts: duplicates by id.
            if (random.nextInt(4) == 0) {
                parts.get(random.nextInt(3)).add(interaction);
            }
        }
        InteractionLog a = log(parts.get(0));
        InteractionLog b = log(parts.get(1));
        InteractionLog c = log(parts.get(2));
        InteractionLog leftFirst = a.merge(b).merge(c);
        assertThat(leftFirst).isEqualTo(log(thread));
        for (InteractionLog other : List.of(a.merge(b.merge(c)), c.merge(b).merge(a), b.merge(c.merge(a)))) {
            assertThat(other).isEqualTo(leftFirst);
            assertThat(other.loadReport()).isEqualTo(leftFirst.loadReport());
        }
    }

    @Test
    void aChainOfAHundredThousandAtOneInstantIsFollowedToItsEnd() {
        int length = 100_000;
        Interaction bare = Interaction.of("c", START, Channel.EMAIL, Initiator.UNKNOWN, Purpose.QUESTION);
        InteractionLog.Builder builder = InteractionLog.builder();
        for (int i = 0; i < length; i++) {
            // Answers and conversations by turns; ids so that the chain runs against the order of the rows.
            Interaction link = bare.withId(name(i));
            if (i == length - 1) {
                link = link.withDirection(Direction.OUTBOUND).withConversation("last");
            } else if (i % 2 == 0) {
                link = link.withInReplyTo(name(i + 1)).withConversation("of " + i);
            } else {
                link = link.withInReplyTo(name(i + 1));
            }
            builder.add(link);
        }
        List<Interaction> chain = ofCustomer(builder.build(), START);
        assertThat(chain).hasSize(length).allMatch(i -> i.initiator() == Initiator.COMPANY);
    }

    @Test
    void conversationsThatHangTogetherByTheThousandAtOneInstantAreFollowedToTheirEnd() {
        int length = 50_000;
        InteractionLog.Builder builder = InteractionLog.builder();
        // Values order the rows of one instant: the first of conversation i answers the second of conversation i + 1.
        for (int i = 0; i < length; i++) {
            Interaction bare = Interaction.of("c", START, Channel.EMAIL, Initiator.UNKNOWN, Purpose.QUESTION);
            builder.add(bare.withValue(i).withConversation(name(i)).withInReplyTo("second " + (i + 1)));
            builder.add(bare.withValue(length + i).withConversation(name(i)).withId("second " + i));
        }
        builder.add(Interaction.of("c", START, Channel.EMAIL, Initiator.CUSTOMER, Purpose.QUESTION)
                .withId("second " + length));
        assertThat(ofCustomer(builder.build(), START))
                .hasSize(2 * length + 1)
                .allMatch(i -> i.initiator() == Initiator.CUSTOMER);
    }

    private static String name(int i) {
        return String.format("n%06d", i);
    }

    /** The definition; what is answered or first stands strictly earlier in the list, so that the recursion ends. */
    private static Initiator expected(Interaction given, Map<String, Interaction> byId) {
        if (given.initiator() != Initiator.UNKNOWN) {
            return given.initiator();
        }
        Interaction answered = given.inReplyTo().map(byId::get).orElse(null);
        if (answered != null && answered.at().isBefore(given.at())) {
            Initiator told = expected(answered, byId);
            if (told != Initiator.UNKNOWN) {
                return told;
            }
        }
        if (given.conversation().isEmpty()) {
            return Initiator.UNKNOWN;
        }
        Interaction first = byId.values().stream()
                .filter(i -> i.conversation().equals(given.conversation()))
                .min(Comparator.comparing(Interaction::at))
                .orElseThrow();
        if (!first.equals(given)) {
            return expected(first, byId);
        }
        boolean opens = given.inReplyTo().isEmpty();
        return switch (given.kind().direction()) {
            case INBOUND -> opens ? Initiator.CUSTOMER : Initiator.UNKNOWN;
            case OUTBOUND -> opens ? Initiator.COMPANY : Initiator.UNKNOWN;
            case UNKNOWN -> Initiator.UNKNOWN;
        };
    }

    /** One interaction a second, most without a given initiator; answers to earlier, later and missing ones. */
    private static List<Interaction> randomThread(Random random, int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i -> randomInteraction(random, i, rows))
                .toList();
    }

    private static Interaction randomInteraction(Random random, int i, int rows) {
        Initiator initiator = random.nextInt(4) == 0 ? pick(random, Initiator.values()) : Initiator.UNKNOWN;
        InteractionKind kind = new InteractionKind(
                Channel.EMAIL,
                Purpose.QUESTION,
                initiator,
                false,
                pick(random, Direction.values()),
                Actor.PERSON,
                Optional.empty());
        Interaction interaction =
                Interaction.of("c", START.plusSeconds(i), kind).withId("i" + i);
        interaction = random.nextBoolean() ? interaction.withInReplyTo("i" + random.nextInt(rows + 2)) : interaction;
        return random.nextBoolean() ? interaction.withConversation("t" + random.nextInt(4)) : interaction;
    }

    private static <T> T pick(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static InteractionLog log(List<Interaction> rows) {
        InteractionLog.Builder builder = InteractionLog.builder();
        rows.forEach(builder::add);
        return builder.build();
    }

    private static List<Interaction> ofCustomer(InteractionLog log, Instant asOf) {
        return log.asOf(asOf).history("c").map(CustomerHistory::interactions).orElse(List.of());
    }
}
