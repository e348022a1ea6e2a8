package io.engagement.journey.motive;

import io.engagement.domain.Direction;
import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import io.engagement.internal.base.Sides;
import io.engagement.measure.Filter;
import io.engagement.measure.spi.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What customers live through, as a figure of a stretch of their time: a mean of what is known of interactions, a share of them, how
 * many there are a month, or how long an answer takes. Immutable.
 */
public final class ExperienceFigure {
    static final Filter RATED = Filter.known(Quantity.SATISFACTION);
    /** Help that customers get: what they ask for is none. */
    static final Filter HELP =
            Filter.purpose(Purpose.HELP).and(Filter.direction(Direction.INBOUND).negate());
    /** What the company offers of its own accord. */
    static final Filter OFFERS = Filter.purpose(Purpose.OFFER).and(Sides.CONTACTS);

    private static final Duration WEEK = Duration.ofDays(7);

    private final String name;
    private final String label;
    private final Kind kind;
    private final Filter of;
    private final Filter among;
    private final Optional<Quantity> quantity;
    private final Duration longest;
    private final Better better;
    private final double margin;
    private final boolean relative;

    /** What is divided by what. */
    enum Kind {
        /** A quantity by how many have it. */
        MEAN,
        /** How many by how many others. */
        SHARE,
        /** How many, or a quantity, by months. */
        MONTHLY,
        /** Hours by how many asked. */
        ANSWER
    }

    /** Which way a customer would have it. */
    public enum Better {
        /** As satisfaction. */
        HIGHER,
        /** As a time to wait. */
        LOWER;

        double sign() {
            return this == HIGHER ? 1 : -1;
        }
    }

    private ExperienceFigure(
            String name,
            String label,
            Kind kind,
            Filter of,
            Filter among,
            Optional<Quantity> quantity,
            Duration longest,
            Better better,
            double margin,
            boolean relative) {
        this.name = Objects.requireNonNull(name, "name");
        this.label = Objects.requireNonNull(label, "label");
        this.kind = kind;
        this.of = Objects.requireNonNull(of, "filter");
        this.among = Objects.requireNonNull(among, "among");
        this.quantity = quantity;
        this.longest = longest;
        this.better = Objects.requireNonNull(better, "better");
        this.margin = margin;
        this.relative = relative;
        if (!(margin >= 0 && margin < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("margin must be finite and not negative, was " + margin);
        }
        if (name.isBlank() || name.lines().count() > 1) {
            throw new IllegalArgumentException("a figure's name must be one line, was '" + name + "'");
        }
    }

    /**
     * The mean of a quantity over interactions that have it; what matters is a difference of 0.05.
     *
     * @param name one line
     * @param label what it is, in words
     * @param filter which interactions
     * @param quantity an amount
     * @param better which way a customer would have it
     * @return the figure
     * @throws IllegalArgumentException if the quantity is a key, or the name blank
     */
    public static ExperienceFigure mean(String name, String label, Filter filter, Quantity quantity, Better better) {
        checkAmount(quantity);
        Filter known = Objects.requireNonNull(filter, "filter").and(Filter.known(quantity));
        return new ExperienceFigure(
                name, label, Kind.MEAN, known, known, Optional.of(quantity), WEEK, better, 0.05, false);
    }

    private static void checkAmount(Quantity quantity) {
        Objects.requireNonNull(quantity, "quantity");
        if (!quantity.isAmount()) {
            throw new IllegalArgumentException("quantity must be an amount, was " + quantity);
        }
    }

    /**
     * A share of interactions; what matters is a difference of 0.05.
     *
     * @param name one line
     * @param label what it is, in words
     * @param filter which are counted
     * @param among all that could be
     * @param better which way a customer would have it
     * @return the figure
     * @throws IllegalArgumentException if the name is blank
     */
    public static ExperienceFigure share(String name, String label, Filter filter, Filter among, Better better) {
        Filter counted = Objects.requireNonNull(filter, "filter").and(Objects.requireNonNull(among, "among"));
        return new ExperienceFigure(
                name, label, Kind.SHARE, counted, among, Optional.empty(), WEEK, better, 0.05, false);
    }

    /**
     * How many interactions there are in a month of 30.436875 days; what matters is a tenth of what it was.
     *
     * @param name one line
     * @param label what it is, in words
     * @param filter which ones
     * @param better which way a customer would have it
     * @return the figure
     * @throws IllegalArgumentException if the name is blank
     */
    public static ExperienceFigure monthly(String name, String label, Filter filter, Better better) {
        return new ExperienceFigure(
                name, label, Kind.MONTHLY, filter, filter, Optional.empty(), WEEK, better, 0.1, true);
    }

    /**
     * How much of a quantity there is in a month; what matters is a tenth of what it was.
     *
     * @param name one line
     * @param label what it is, in words
     * @param filter which interactions
     * @param quantity an amount, of which what is not known counts nothing
     * @param better which way a customer would have it
     * @return the figure
     * @throws IllegalArgumentException if the quantity is a key, or the name blank
     */
    public static ExperienceFigure monthly(String name, String label, Filter filter, Quantity quantity, Better better) {
        checkAmount(quantity);
        return new ExperienceFigure(
                name, label, Kind.MONTHLY, filter, filter, Optional.of(quantity), WEEK, better, 0.1, true);
    }

    /**
     * How many hours pass until something follows, mean; what takes longer than a limit, or never comes, counts as the limit, and
     * what cannot have been seen for so long is left out. What matters is a tenth of what it was.
     *
     * @param name one line
     * @param label what it is, in words
     * @param asks from which time runs
     * @param answers the first strictly later one ends it
     * @param limit positive
     * @return the figure, of which less is better
     * @throws IllegalArgumentException if the limit is not from a millisecond to a thousand years, or the name blank
     */
    public static ExperienceFigure timeUntil(String name, String label, Filter asks, Filter answers, Duration limit) {
        MotiveText.checked("limit", limit);
        return new ExperienceFigure(
                name,
                label,
                Kind.ANSWER,
                Objects.requireNonNull(asks, "asks"),
                Objects.requireNonNull(answers, "answers"),
                Optional.empty(),
                limit,
                Better.LOWER,
                0.1,
                true);
    }

    /**
     * The library's own: satisfaction, hours until questions and complaints are answered (a week at most), the share of help in what the
     * company sends, offers a month, and what offers cost a month.
     *
     * @return in this order
     */
    public static List<ExperienceFigure> builtIn() {
        Filter asks = Filter.purpose(Purpose.QUESTION, Purpose.COMPLAINT).and(Sides.CUSTOMER_ACTS);
        return List.of(
                mean("satisfaction", "satisfaction", RATED, Quantity.SATISFACTION, Better.HIGHER),
                timeUntil(
                        "hours_to_answer",
                        "hours until an answer, a week where none came",
                        asks,
                        Sides.COMPANY_SENDS,
                        WEEK),
                share("help_share", "share of help in what is sent", HELP, HELP.or(Sides.COMPANY_SENDS), Better.HIGHER),
                monthly("offers", "offers a month", OFFERS, Better.HIGHER),
                monthly("incentives", "what offers cost a month", OFFERS, Quantity.COST, Better.HIGHER));
    }

    /**
     * This figure, of which another difference matters.
     *
     * @param difference not negative, in the figure's unit
     * @return the changed copy
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public ExperienceFigure withMargin(double difference) {
        return new ExperienceFigure(name, label, kind, of, among, quantity, longest, better, difference, false);
    }

    /**
     * The name.
     *
     * @return one line
     */
    public String name() {
        return name;
    }

    /**
     * What it is, in words.
     *
     * @return such as "hours until an answer"
     */
    public String label() {
        return label;
    }

    /**
     * Which way a customer would have it.
     *
     * @return higher or lower
     */
    public Better better() {
        return better;
    }

    /** What matters, where the figure was so much. */
    double margin(double before) {
        return relative ? margin * Math.abs(before) : margin;
    }

    Kind kind() {
        return kind;
    }

    Filter of() {
        return of;
    }

    Filter among() {
        return among;
    }

    /** Of an interaction: its quantity, nothing if that is not known; 1 where interactions are counted. */
    double amount(LogView view, int position) {
        double amount = quantity.isEmpty() ? 1 : quantity.get().of(view, position);
        return Double.isNaN(amount) ? 0 : amount;
    }

    long longestMillis() {
        return longest.toMillis();
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
