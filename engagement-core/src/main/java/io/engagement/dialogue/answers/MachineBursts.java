package io.engagement.dialogue.answers;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.internal.calendar.Millis;
import io.engagement.measure.Filter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Acts that no person can have done: many on one channel within two seconds, as a scanner opens a mail and follows all its
 * links. Nothing else tells them from a person's, so that they are flagged, and it is yours to {@linkplain #marked mark} them. Immutable.
 */
public final class MachineBursts {
    private static final int FEWEST = 3;
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    private final LogView view;
    private final BitSet flagged;
    private final int customers;

    private MachineBursts(LogView view, BitSet flagged, int customers) {
        this.view = view;
        this.flagged = flagged;
        this.customers = customers;
    }

    /**
     * Flags three or more within two seconds.
     *
     * @param view what is known
     * @param acts which acts, by their kinds: opens and clicks
     * @return what is flagged
     */
    public static MachineBursts of(LogView view, Filter acts) {
        return of(view, acts, FEWEST, SHORTEST);
    }

    /**
     * Flags what is as many, within as short a time.
     *
     * @param view what is known
     * @param acts which acts, by their kinds
     * @param fewest how many a person cannot do, at least 2
     * @param within what time, from the first of them to the last, not negative
     * @return what is flagged
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static MachineBursts of(LogView view, Filter acts, int fewest, Duration within) {
        if (fewest < 2) {
            throw new IllegalArgumentException("fewest must be at least 2, was " + fewest);
        }
        if (within.isNegative()) {
            throw new IllegalArgumentException("within must not be negative, was " + within);
        }
        Objects.requireNonNull(acts, "acts");
        BitSet flagged = new BitSet();
        int customers = 0;
        for (int row = 0; row < view.customers(); row++) {
            boolean any = false;
            for (List<Integer> ofChannel : byChannel(view, row, acts)) {
                any |= flag(view, ofChannel, fewest, Millis.of(within), flagged);
            }
            customers += any ? 1 : 0;
        }
        return new MachineBursts(view, flagged, customers);
    }

    private static Collection<List<Integer>> byChannel(LogView view, int row, Filter acts) {
        Map<Channel, List<Integer>> positions = new HashMap<>();
        for (int i = view.start(row); i < view.end(row); i++) {
            InteractionKind kind = view.kinds().get(view.kindIndex(i));
            if (kind.actor() == Actor.PERSON && acts.matches(kind)) {
                positions
                        .computeIfAbsent(kind.channel(), each -> new ArrayList<>())
                        .add(i);
            }
        }
        return positions.values();
    }

    private static boolean flag(LogView view, List<Integer> positions, int fewest, long within, BitSet flagged) {
        int done = 0;
        for (int last = fewest - 1; last < positions.size(); last++) {
            int first = last - fewest + 1;
            if (view.epochMilli(positions.get(last)) - view.epochMilli(positions.get(first)) <= within) {
                positions.subList(Math.max(first, done), last + 1).forEach(flagged::set);
                done = last + 1;
            }
        }
        return done > 0;
    }

    /**
     * How many acts are flagged.
     *
     * @return of all customers
     */
    public int acts() {
        return flagged.cardinality();
    }

    /**
     * How many customers have such acts.
     *
     * @return 0 if nothing is flagged
     */
    public int customers() {
        return customers;
    }

    /**
     * What is flagged.
     *
     * @return customer by customer, in order of time
     */
    public List<Interaction> interactions() {
        return flagged.stream().mapToObj(view::interaction).toList();
    }

    /**
     * The same interactions with the flagged ones as acts of machines, which count for nothing.
     *
     * @return a view as of the same instant
     */
    public LogView marked() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int row = 0; row < view.customers(); row++) {
            boolean registered = !view.customer(row).equals(Customer.of(view.customerId(row)));
            if (registered || view.start(row) == view.end(row)) {
                log.customer(view.customer(row));
            }
            for (int i = view.start(row); i < view.end(row); i++) {
                Interaction each = view.interaction(i);
                log.add(flagged.get(i) ? each.withActor(Actor.MACHINE) : each);
            }
        }
        return log.build().asOf(view.asOf());
    }
}
