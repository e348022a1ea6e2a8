package io.engagement.outcome.mutual;

import io.engagement.domain.Customer;
import io.engagement.history.LogView;
import io.engagement.internal.calendar.Millis;
import io.engagement.journey.Journey;
import io.engagement.outcome.Account;
import io.engagement.outcome.Evidence;
import io.engagement.outcome.effect.Effect;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How much of what the company sends helps, and how much sells: by department and the stage that customers were in, or any segment of them, with
 * what customers who get the one or the other are worth. The counts are of all contacts and have no error; the worth is as described:
 * who complains gets help, who buys gets offers. Causes are claimed only where accounts of randomised campaigns are {@linkplain
 * #withRandomised handed in}. Immutable.
 */
public final class HelpingSelling implements Tabular {
    private final Instant from;
    private final LogView view;
    private final ContactPurposes purposes;
    private final List<Cell> cells;
    private final NatureCounts counts;
    private final List<Worth> worth;
    private final Map<ContactNature, List<Account>> randomised;

    /**
     * The contacts of a department with a segment.
     *
     * @param segment its name; groups of fewer than ten customers are put together
     * @param department its name, empty where none is recorded
     * @param helping how many contacts help
     * @param selling how many sell
     * @param neither how many do neither
     */
    public record Cell(String segment, String department, int helping, int selling, int neither) {
        /**
         * Refuses nulls.
         *
         * @param segment its name
         * @param department its name, empty where none is recorded
         * @param helping how many contacts help
         * @param selling how many sell
         * @param neither how many do neither
         */
        public Cell {
            Objects.requireNonNull(segment, "segment");
            Objects.requireNonNull(department, "department");
        }

        /**
         * Which share of the contacts that help or sell helps.
         *
         * @return from 0 to 1; NaN if there is none
         */
        public double shareHelping() {
            return helping + selling == 0 ? Double.NaN : helping / (double) (helping + selling);
        }
    }

    /**
     * What customers are worth who get one or the other.
     *
     * @param segment in which they got it; {@code all} for all of them
     * @param department from which they got it; {@code all} for all of them, {@code (none)} where none is recorded
     * @param got what: none, mostly selling, both, mostly helping, or {@code (small groups)}
     * @param customers how many with a value
     * @param value their mean, with its standard error; undefined for fewer than two
     */
    public record Worth(String segment, String department, String got, int customers, Effect value) {
        /**
         * Refuses nulls.
         *
         * @param segment in which they got it
         * @param department from which they got it
         * @param got what
         * @param customers how many with a value
         * @param value their mean
         */
        public Worth {
            Objects.requireNonNull(segment, "segment");
            Objects.requireNonNull(department, "department");
            Objects.requireNonNull(got, "got");
            Objects.requireNonNull(value, "value");
        }
    }

    private HelpingSelling(
            LogView view,
            Instant from,
            ContactPurposes purposes,
            NatureCounts counts,
            List<Worth> worth,
            Map<ContactNature, List<Account>> randomised) {
        this.view = view;
        this.from = from;
        this.purposes = purposes;
        this.counts = counts;
        this.cells = counts.cells();
        this.worth = worth;
        this.randomised = randomised;
    }

    /**
     * The contacts of a period with all customers.
     *
     * @param view all that is known; the period ends at its instant
     * @param from when the period begins
     * @param purposes what helps and what sells
     * @return the shares, without worth
     */
    public static HelpingSelling of(LogView view, Instant from, ContactPurposes purposes) {
        return of(view, from, purposes, customer -> "all");
    }

    /**
     * The contacts of a period by segment.
     *
     * @param view all that is known; the period ends at its instant
     * @param from when the period begins
     * @param purposes what helps and what sells
     * @param segment of a customer, such as an attribute
     * @return the shares, without worth
     */
    public static HelpingSelling of(
            LogView view, Instant from, ContactPurposes purposes, Function<Customer, String> segment) {
        Objects.requireNonNull(purposes, "purposes");
        Objects.requireNonNull(segment, "segment");
        return of(view, from, purposes, Segments.of(view, segment));
    }

    /**
     * The contacts of a period by the stage that each customer was in just before.
     *
     * @param view all that is known; the period ends at its instant
     * @param from when the period begins
     * @param purposes what helps and what sells
     * @param journey the customers' ways, of the same log
     * @return the shares, without worth
     * @throws IllegalArgumentException if the journey is as of another instant
     */
    public static HelpingSelling of(LogView view, Instant from, ContactPurposes purposes, Journey journey) {
        Objects.requireNonNull(purposes, "purposes");
        Objects.requireNonNull(journey, "journey");
        return of(view, from, purposes, Segments.of(view, journey, Millis.of(from)));
    }

    private static HelpingSelling of(LogView view, Instant from, ContactPurposes purposes, Segments by) {
        NatureCounts counts = new NatureCounts(view, Millis.of(from), purposes, by);
        return new HelpingSelling(view, from, purposes, counts, List.of(), Map.of());
    }

    /**
     * This with what customers are worth who got the one or the other, as described: in all, from each department and in each
     * segment.
     *
     * @param longTermValue any scorer, such as a lifetime value; customers without a score are left out
     * @return the changed copy
     */
    public HelpingSelling withWorth(Scorer longTermValue) {
        double[] values = ScoringPlan.of(longTermValue).score(view).column(longTermValue.name());
        return new HelpingSelling(view, from, purposes, counts, counts.worth(values), randomised);
    }

    /**
     * This with what contacts do to long-term value where chance decided who got them: the long effect of a campaign of this nature, as
     * the ledger has it.
     *
     * @param nature of the campaign's contacts
     * @param account of the campaign, randomised; an effect that is undefined is told as such
     * @return the changed copy
     * @throws IllegalArgumentException if the account's evidence is not that of a randomised campaign, or one of that name is there
     */
    public HelpingSelling withRandomised(ContactNature nature, Account account) {
        Objects.requireNonNull(nature, "nature");
        if (account.evidence() != Evidence.RANDOMISED) {
            throw new IllegalArgumentException("account '" + account.name() + "' must be randomised, was "
                    + account.evidence() + ": chance did not decide who was contacted");
        }
        Map<ContactNature, List<Account>> more = new EnumMap<>(ContactNature.class);
        more.putAll(randomised);
        if (more.values().stream().flatMap(List::stream).anyMatch(each -> each.name()
                .equals(account.name()))) {
            throw new IllegalArgumentException("account '" + account.name() + "' is there already");
        }
        more.merge(nature, List.of(account), HelpingSelling::together);
        return new HelpingSelling(view, from, purposes, counts, worth, Collections.unmodifiableMap(more));
    }

    private static List<Account> together(List<Account> one, List<Account> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /**
     * The contacts.
     *
     * @return those that there are, by segment and department
     */
    public List<Cell> cells() {
        return cells;
    }

    /**
     * What customers are worth who got the one or the other, as described. Groups of fewer than ten customers are put together as
     * {@code (small groups)}, with the next larger one where all of them are under ten, and left out if that is all there are.
     *
     * @return empty without {@link #withWorth}
     */
    public List<Worth> worth() {
        return worth;
    }

    /**
     * The accounts of campaigns of a nature for which chance decided who was contacted.
     *
     * @param nature of contacts
     * @return those that were {@linkplain #withRandomised handed in}, in that order
     */
    public List<Account> randomised(ContactNature nature) {
        return randomised.getOrDefault(nature, List.of());
    }

    /**
     * Which share of all contacts that help or sell helps.
     *
     * @return from 0 to 1; NaN if there is none
     */
    public double shareHelping() {
        int helping = cells.stream().mapToInt(Cell::helping).sum();
        int selling = cells.stream().mapToInt(Cell::selling).sum();
        return new Cell("", "", helping, selling, 0).shareHelping();
    }

    /**
     * The contacts.
     *
     * @return {@code segment, department, helping, selling, neither, share_helping}
     */
    @Override
    public Table table() {
        return HelpingSellingText.cells(cells);
    }

    /**
     * What customers are worth who get one or the other.
     *
     * @return {@code segment, department, got, customers, mean_value, standard_error}
     */
    public Table worthTable() {
        return HelpingSellingText.worth(worth);
    }

    /**
     * What contacts do to long-term value where chance decided.
     *
     * @return {@code nature, campaign, contacted, value_long, lower, upper, clear, verdict}: a row for each account, with the
     *     interval by which it is claimed
     */
    public Table randomisedTable() {
        return HelpingSellingText.randomised(randomised);
    }

    /** The contacts, then the worth, as described or by experiment. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("What the company sent from ")
                .append(from)
                .append(" to ")
                .append(view.asOf())
                .append("; ");
        text.append(purposes).append('\n').append(table());
        if (!worth.isEmpty()) {
            text.append("Worth of customers by what they got, not because of it; groups under ten are put together:\n")
                    .append(worthTable());
        }
        randomised.forEach((nature, accounts) -> accounts.forEach(account ->
                text.append(HelpingSellingText.sentence(nature, account)).append('\n')));
        return text.toString();
    }
}
