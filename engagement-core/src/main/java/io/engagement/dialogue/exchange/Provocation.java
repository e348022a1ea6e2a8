package io.engagement.dialogue.exchange;

import io.engagement.domain.Actor;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.internal.index.HashSample;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Which part of what customers do is spontaneous, goes on with their own, or was provoked by the company: shares by {@link
 * TwoSidedHawkes}, without any rule of when a conversation begins, so that they check such a rule. Of a large base they are those
 * of 100,000 customers, chosen by hashes of their ids. Immutable.
 *
 * <p>Who acts tells the direction, else the initiator; what machines do is left out. A model's share of cause is no proof of one: a
 * mailing and an act that share a season look like mailing and answer.
 */
public final class Provocation {
    private static final int SAMPLE = 100_000;
    /** In days: no answer takes that long on average. */
    private static final double LONG = 7;

    private final LogView view;
    private final Fitted<TwoSidedHawkes> fitted;
    private final Causes causes;
    private final int customers;
    private final int unknown;

    private Provocation(LogView view, Fitted<TwoSidedHawkes> fitted, Causes causes, int customers, int unknown) {
        this.view = view;
        this.fitted = fitted;
        this.causes = causes;
        this.customers = customers;
        this.unknown = unknown;
    }

    /**
     * The shares of a base.
     *
     * @param view the interactions as of an instant
     * @return the shares
     * @throws io.engagement.fit.FitException if no customer acts behind another act
     */
    public static Provocation of(LogView view) {
        int[] sides = sides(view);
        ContactTimes.Builder all = ContactTimes.builder(TimeScale.DAYS);
        int[] rows = HashSample.of(view.customers(), view::customerId, SAMPLE);
        int unknown = 0;
        for (int row : rows) {
            unknown += add(view, row, sides, all);
        }
        ContactTimes contacts = all.build().apart();
        Fitted<TwoSidedHawkes> fitted = TwoSidedHawkes.fit(contacts);
        Causes causes = IntStream.range(0, contacts.pairs())
                .mapToObj(pair -> fitted.model().causes(contacts, pair))
                .reduce(Causes.NONE, Causes::plus);
        return new Provocation(view, fitted, causes, rows.length, unknown);
    }

    private static final int OWN = 1;
    private static final int COMPANY = 2;
    private static final int UNKNOWN = 3;
    private static final int MACHINE = 0;

    /** Who acts, by kind. */
    private static int[] sides(LogView view) {
        return view.kinds().stream().mapToInt(Provocation::side).toArray();
    }

    private static int side(InteractionKind kind) {
        if (kind.actor() == Actor.MACHINE) {
            return MACHINE;
        }
        if (kind.direction() != Direction.UNKNOWN) {
            return kind.direction() == Direction.INBOUND ? OWN : COMPANY;
        }
        if (kind.initiator() == Initiator.UNKNOWN) {
            return UNKNOWN;
        }
        return kind.initiator() == Initiator.CUSTOMER ? OWN : COMPANY;
    }

    /** Tells of how many of a customer's acts it is not known whose they are. */
    private static int add(LogView view, int row, int[] sides, ContactTimes.Builder all) {
        int from = view.start(row);
        int to = view.end(row);
        double[] times = new double[to - from];
        boolean[] own = new boolean[to - from];
        int size = 0;
        int unknown = 0;
        for (int i = from; i < to; i++) {
            int side = sides[view.kindIndex(i)];
            unknown += side == UNKNOWN ? 1 : 0;
            if (side == OWN || side == COMPANY) {
                times[size] = TimeScale.DAYS.ofMillis((double) view.epochMilli(i));
                own[size] = side == OWN;
                size++;
            }
        }
        double end = TimeScale.DAYS.ofMillis((double) view.asOf().toEpochMilli());
        all.add(Arrays.copyOf(times, size), Arrays.copyOf(own, size), end);
        return unknown;
    }

    /**
     * The model.
     *
     * @return in days, with standard errors
     */
    public Fitted<TwoSidedHawkes> fitted() {
        return fitted;
    }

    /**
     * What brought about the acts of those customers who were looked at.
     *
     * @return of all acts behind a customer's first interaction
     */
    public Causes causes() {
        return causes;
    }

    /**
     * What brought about the acts of a customer.
     *
     * @param customerId the customer's id
     * @return of all acts behind the first interaction; empty if nobody knows the customer
     */
    public Optional<Causes> causes(String customerId) {
        OptionalInt row = view.row(Objects.requireNonNull(customerId, "customerId"));
        if (row.isEmpty()) {
            return Optional.empty();
        }
        ContactTimes.Builder one = ContactTimes.builder(TimeScale.DAYS);
        add(view, row.getAsInt(), sides(view), one);
        ContactTimes contacts = one.build().apart();
        return Optional.of(contacts.pairs() == 0 ? Causes.NONE : fitted.model().causes(contacts, 0));
    }

    /**
     * How many customers were looked at.
     *
     * @return all, or 100,000
     */
    public int customers() {
        return customers;
    }

    /**
     * Interactions of which it is not known who acted: left out.
     *
     * @return how many
     */
    public int unknown() {
        return unknown;
    }

    private static String words(double days) {
        if (days >= 2) {
            return String.format(Locale.ROOT, "%.1f days", days);
        }
        double hours = 24 * days;
        return hours >= 2
                ? String.format(Locale.ROOT, "%.1f hours", hours)
                : String.format(Locale.ROOT, "%.1f minutes", 60 * hours);
    }

    /**
     * For a reader.
     *
     * @return a few lines, each ended by {@code \n}; the same in every locale
     */
    @Override
    public String toString() {
        TwoSidedHawkes model = fitted.model();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Of %,.0f acts of %,d customers, %.1f %% were spontaneous, %.1f %% went on with their own, %.1f %% were"
                        + " provoked by the company.\n",
                causes.acts(),
                customers,
                100 * causes.spontaneousShare(),
                100 * causes.continuedShare(),
                100 * causes.provokedShare()));
        text.append(String.format(
                Locale.ROOT,
                "A contact brings about %.3f own acts, an own act %.3f more, within %s on average.\n",
                model.reply(),
                model.self(),
                words(1 / model.omega())));
        if (1 / model.omega() > LONG) {
            text.append("Note: what goes on for so long is rather that customers differ in how much they do.\n");
        }
        if (unknown > 0) {
            text.append(
                    String.format(Locale.ROOT, "Of %,d interactions it is not known who acted: left out.\n", unknown));
        }
        fitted.diagnostics().forEach(line -> text.append("Note: ").append(line).append(".\n"));
        return text.toString();
    }
}
