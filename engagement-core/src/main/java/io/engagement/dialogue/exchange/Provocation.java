package io.engagement.dialogue.exchange;

import io.engagement.domain.Actor;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.index.HashSample;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which part of what customers do is spontaneous, goes on with their own, or was provoked by the company: shares by {@link
 * TwoSidedHawkes}, without any rule of when a conversation begins, so that they check such a rule. Of a large base they are those
 * of 100,000 customers, chosen by hashes of their ids. Immutable.
 *
 * <p>Who acts tells the direction, else the initiator; what machines do is left out. Of one instant contacts come first, as where a
 * clock is coarse answers stand in the minute of the mailing. A model's share of cause is no proof of one: a
 * mailing and an act that share a season look like mailing and answer.
 */
public final class Provocation implements Tabular {
    private static final int SAMPLE = 100_000;
    /** In days: no answer takes that long on average. */
    private static final double LONG = 7;

    private final LogView view;
    private final long tick;
    private final Fitted<TwoSidedHawkes> fitted;
    private final Origins origins;
    private final int customers;
    private final int unknown;

    private Provocation(
            LogView view, long tick, Fitted<TwoSidedHawkes> fitted, Origins origins, int customers, int unknown) {
        this.view = view;
        this.tick = tick;
        this.fitted = fitted;
        this.origins = origins;
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
        long tick = tick(view, rows);
        int unknown = 0;
        for (int row : rows) {
            unknown += new One(view, row, sides, tick).addTo(all);
        }
        ContactTimes contacts = all.build().apart();
        Fitted<TwoSidedHawkes> fitted = TwoSidedHawkes.fit(contacts);
        Origins origins = IntStream.range(0, contacts.pairs())
                .mapToObj(pair -> fitted.model().origins(contacts, pair))
                .reduce(Origins.NONE, Origins::plus);
        return new Provocation(view, tick, fitted, origins, rows.length, unknown);
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

    /** The step of the clock by which customers' times go: all are a multiple of it apart. */
    private static long tick(LogView view, int[] rows) {
        long tick = 0;
        for (int row : rows) {
            for (int i = view.start(row); i < view.end(row) && tick != 1; i++) {
                tick = gcd(tick, Math.abs(view.epochMilli(i) - view.epochMilli(view.start(rows[0]))));
            }
        }
        return Math.max(1, tick);
    }

    private static long gcd(long one, long other) {
        return other == 0 ? one : gcd(other, one % other);
    }

    /** A customer's contacts and acts. Of one instant, as the clock tells it, acts come half a step behind contacts. */
    private static final class One {
        private final LogView view;
        private final int[] sides;
        private final long tick;
        private final double[] times;
        private final boolean[] own;
        private int size;
        private int unknown;

        One(LogView view, int row, int[] sides, long tick) {
            this.view = view;
            this.sides = sides;
            this.tick = tick;
            int from = view.start(row);
            int to = view.end(row);
            times = new double[to - from];
            own = new boolean[to - from];
            while (from < to) {
                int next = from;
                while (next < to && view.epochMilli(next) == view.epochMilli(from)) {
                    unknown += side(next) == UNKNOWN ? 1 : 0;
                    next++;
                }
                take(from, next, COMPANY);
                take(from, next, OWN);
                from = next;
            }
        }

        private int side(int position) {
            return sides[view.kindIndex(position)];
        }

        private void take(int from, int to, int side) {
            for (int i = from; i < to; i++) {
                if (side(i) == side) {
                    times[size] = days(view.epochMilli(i), side == OWN);
                    own[size++] = side == OWN;
                }
            }
        }

        private double days(long at, boolean isOwn) {
            return TimeScale.DAYS.ofMillis((double) at + (isOwn ? 0.5 * tick : 0));
        }

        /** Tells of how many it is not known whose they are. */
        int addTo(ContactTimes.Builder all) {
            all.add(Arrays.copyOf(times, size), Arrays.copyOf(own, size), days(Millis.of(view.asOf()), true));
            return unknown;
        }
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
    public Origins origins() {
        return origins;
    }

    /**
     * What brought about the acts of a customer.
     *
     * @param customerId the customer's id
     * @return of all acts behind the first interaction; empty if nobody knows the customer
     */
    public Optional<Origins> origins(String customerId) {
        int[] sides = sides(view);
        return view.row(Objects.requireNonNull(customerId, "customerId")).stream()
                .mapToObj(row -> origins(row, sides))
                .findFirst();
    }

    private Origins origins(int row, int[] sides) {
        ContactTimes.Builder one = ContactTimes.builder(TimeScale.DAYS);
        new One(view, row, sides, tick).addTo(one);
        ContactTimes contacts = one.build().apart();
        return contacts.pairs() == 0 ? Origins.NONE : fitted.model().origins(contacts, 0);
    }

    /**
     * All customers, also those who were not looked at for the model.
     *
     * @return of each the acts behind the first interaction, and what share of them came from where; undefined where there is none
     */
    public Table byCustomer() {
        int[] sides = sides(view);
        List<Origins> all = IntStream.range(0, view.customers())
                .parallel()
                .mapToObj(row -> origins(row, sides))
                .toList();
        Table.Builder table = columns(Table.builder().column("customer"));
        for (int row = 0; row < all.size(); row++) {
            Origins each = all.get(row);
            table.row(
                    view.customerId(row),
                    Math.round(each.acts()),
                    each.spontaneousShare(),
                    each.continuedShare(),
                    each.provokedShare());
        }
        return table.build();
    }

    private static Table.Builder columns(Table.Builder table) {
        return table.column("acts")
                .column("spontaneous_share", "%.3f")
                .column("continued_share", "%.3f")
                .column("provoked_share", "%.3f");
    }

    /** One row: all acts that were looked at, and what has to be known beside it. */
    @Override
    public Table table() {
        return columns(Table.builder())
                .column("note")
                .row(
                        Math.round(origins.acts()),
                        origins.spontaneousShare(),
                        origins.continuedShare(),
                        origins.provokedShare(),
                        note())
                .build();
    }

    /**
     * What has to be known beside the shares: where acts seem to go on for longer than a week, customers differ in how much they do,
     * and what the company provokes is lost beside that.
     *
     * @return one line; empty if there is nothing
     */
    public String note() {
        double days = 1 / fitted.model().omega();
        return days > LONG
                ? "rely on no share: what goes on for " + words(days)
                        + " is rather that customers differ in how much they do, beside which answers are lost"
                : "";
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
        StringBuilder text = new StringBuilder(note().isEmpty() ? "" : "Note: " + note() + ".\n");
        text.append(String.format(
                Locale.ROOT,
                "By the model, of %,.0f acts of %,d customers %.1f %% were spontaneous, %.1f %% went on with their own, %.1f %%"
                        + " were provoked by the company.\n",
                origins.acts(),
                customers,
                100 * origins.spontaneousShare(),
                100 * origins.continuedShare(),
                100 * origins.provokedShare()));
        text.append(String.format(
                Locale.ROOT,
                "About %.3f own acts follow a contact, %.3f more an own act, within %s on average: a model's share shows no"
                        + " cause.\n",
                model.reply(),
                model.self(),
                words(1 / model.omega())));
        if (unknown > 0) {
            text.append(
                    String.format(Locale.ROOT, "Of %,d interactions it is not known who acted: left out.\n", unknown));
        }
        fitted.diagnostics().forEach(line -> text.append("Note: ").append(line).append(".\n"));
        return text.toString();
    }
}
