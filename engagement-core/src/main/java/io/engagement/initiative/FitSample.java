package io.engagement.initiative;

import io.engagement.internal.calendar.Millis;
import io.engagement.internal.math.Scramble;
import io.engagement.measure.ActDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whom an {@link AdditiveLogistic} is fitted to: at each origin of the past up to 6,000 of the customers who had acted by then, and
 * as many of those who had not, chosen by a hash of their ids. The fit to a log of these customers alone is that to the whole base,
 * to the bit. So a base that is too large for one log needs no more than this of it:
 *
 * <pre>{@code
 * FitSample sample = FitSample.of(definition, asOf);
 * sample.add(id, knownSince, firstAct);             // of every customer, in any order; or of each part of the base,
 * sample.members().forEach(whole::add);             // and then of the parts' members
 * }</pre>
 *
 * <p>Not thread-safe. Memory does not grow with the base.
 */
public final class FitSample {
    private static final int ORIGINS = 13;
    /** More tell hardly more. */
    static final int MOST_CUSTOMERS = 6000;

    private static final Duration YEAR = Duration.ofDays(365);
    private static final int ROOM = 100_000;

    private final ActDefinition definition;
    private final Instant asOf;
    /** From the newest to the oldest. */
    private final long[] origins;
    /** Further times at which those who had acted are drawn: today, a year ago and a horizon before that. */
    private final long[] others;

    private List<Drawn> drawn = new ArrayList<>();
    private int kept;

    /**
     * A customer.
     *
     * @param customerId the id
     * @param knownSince the first interaction, of whatever kind, in milliseconds since 1970; {@code Long.MIN_VALUE} of who was
     *     registered before it
     * @param firstAct the first act of their own, in milliseconds since 1970; {@code Long.MAX_VALUE} without one
     */
    public record Member(String customerId, long knownSince, long firstAct) {
        /**
         * Checks that nothing is missing.
         *
         * @param customerId the id
         * @param knownSince since when the customer is known
         * @param firstAct the first act of their own
         */
        public Member {
            Objects.requireNonNull(customerId, "customerId");
        }
    }

    /** In the order of the draw. */
    private record Drawn(int place, Member member) implements Comparable<Drawn> {
        @Override
        public int compareTo(Drawn other) {
            return place == other.place
                    ? member.customerId().compareTo(other.member.customerId())
                    : Integer.compare(place, other.place);
        }
    }

    private FitSample(ActDefinition definition, Instant asOf) {
        this.definition = Objects.requireNonNull(definition, "definition");
        this.asOf = Objects.requireNonNull(asOf, "asOf");
        Millis.checked("as-of instant", asOf);
        origins = origins().stream().mapToLong(Instant::toEpochMilli).toArray();
        others = Stream.concat(
                        Stream.of(asOf),
                        yearAgo().stream().flatMap(at -> Stream.of(at, at.minus(definition.horizon()))))
                .mapToLong(Instant::toEpochMilli)
                .toArray();
    }

    /**
     * A sample of nobody yet.
     *
     * @param definition what the model is fitted to
     * @param asOf as of when
     * @return the sample
     * @throws IllegalArgumentException if the instant is more than 285,000 years from 1970
     */
    public static FitSample of(ActDefinition definition, Instant asOf) {
        return new FitSample(definition, asOf);
    }

    /** Where the origins of the past would be, the newest first: half a horizon apart, from one horizon ago to seven. */
    List<Instant> origins() {
        Duration horizon = definition.horizon();
        return IntStream.range(0, ORIGINS)
                .mapToObj(number ->
                        asOf.minus(horizon).minus(horizon.multipliedBy(number).dividedBy(2)))
                .toList();
    }

    /** The same time a year ago, if a horizon ends within a year. */
    Optional<Instant> yearAgo() {
        return Optional.of(asOf.minus(YEAR)).filter(any -> definition.horizon().compareTo(YEAR) <= 0);
    }

    /**
     * What has to be known of a customer: the times since the first interaction and since the first act of their own.
     *
     * @return two measures, in this order
     */
    public List<Measure> inputs() {
        return List.of(Measure.timeSinceFirst(Filter.all()), Measure.timeSinceFirst(definition.acts()));
    }

    /**
     * Takes a customer in, if they may belong to the sample.
     *
     * @param member the customer, once
     */
    public void add(Member member) {
        drawn.add(new Drawn(Scramble.ofId(member.customerId()) + Integer.MIN_VALUE, member));
        if (drawn.size() >= 2 * kept + ROOM) {
            draw();
        }
    }

    /**
     * The sample of all who were added.
     *
     * @return in the order of the draw
     */
    public List<Member> members() {
        draw();
        return drawn.stream().map(Drawn::member).toList();
    }

    /** At each time the first of those who had acted, and of those who had not, belong to it. */
    private void draw() {
        Collections.sort(drawn);
        int[] acted = new int[origins.length];
        int[] silent = new int[origins.length];
        int[] then = new int[others.length];
        drawn = new ArrayList<>(drawn.stream()
                .filter(each -> {
                    // Both count, whatever the first says.
                    boolean atOrigins = belongs(each.member(), acted, silent);
                    return belongs(each.member(), then) || atOrigins;
                })
                .toList());
        kept = drawn.size();
    }

    private boolean belongs(Member member, int[] acted, int[] silent) {
        boolean belongs = false;
        for (int i = 0; i < origins.length; i++) {
            if (hasActed(member, origins[i])) {
                belongs |= acted[i]++ < MOST_CUSTOMERS;
            } else if (member.knownSince() <= origins[i]) {
                belongs |= silent[i]++ < MOST_CUSTOMERS;
            }
        }
        return belongs;
    }

    private boolean belongs(Member member, int[] then) {
        boolean belongs = false;
        for (int i = 0; i < others.length; i++) {
            belongs |= hasActed(member, others[i]) && then[i]++ < MOST_CUSTOMERS;
        }
        return belongs;
    }

    private static boolean hasActed(Member member, long at) {
        return member.firstAct() <= at;
    }
}
