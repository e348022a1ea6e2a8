package io.engagement.strategy.objective;

import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.ModelText;
import io.engagement.history.LogView;
import io.engagement.internal.base.Groups;
import io.engagement.internal.text.Names;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One number of a base of customers: the mean or the total of a measure, a rate of two, the share of customers on one side of a bound,
 * and the same of a score. Times are in days. Customers without the measure or score are left out. Immutable.
 */
public final class BaseFigure {
    static final String KIND = "base-figure";
    static final int VERSION = 1;

    private final How how;
    private final Source source;
    private final Optional<Measure> denominator;
    private final Side side;
    private final double bound;
    private final Optional<Segment> segment;

    /** On which side of a bound. */
    public enum Side {
        /** The bound or more. */
        AT_LEAST,
        /** The bound or less. */
        AT_MOST;

        /**
         * Whether a value is on this side.
         *
         * @param value any
         * @param bound any
         * @return false if either is NaN
         */
        public boolean holds(double value, double bound) {
            return this == AT_LEAST ? value >= bound : value <= bound;
        }
    }

    /** What is made of the customers' numbers. */
    enum How {
        MEAN,
        TOTAL,
        RATE,
        SHARE
    }

    /** A measure or, by its name, a scorer. */
    private record Source(Optional<Measure> measure, String scorer) {
        @Override
        public String toString() {
            return measure.map(Measure::toString).orElse(scorer);
        }
    }

    private record Segment(String attribute, String level) {}

    private BaseFigure(
            How how, Source source, Optional<Measure> denominator, Side side, double bound, Optional<Segment> segment) {
        this.how = how;
        this.source = source;
        this.denominator = denominator;
        this.side = Objects.requireNonNull(side, "side");
        this.bound = bound;
        this.segment = segment;
    }

    private static BaseFigure of(How how, Source source) {
        return new BaseFigure(how, source, Optional.empty(), Side.AT_LEAST, 0, Optional.empty());
    }

    private static Source measured(Measure measure) {
        return new Source(Optional.of(Objects.requireNonNull(measure, "measure")), "");
    }

    private static Source scored(String scorer) {
        if (scorer.isBlank() || !scorer.equals(scorer.strip())) {
            throw new IllegalArgumentException("scorer must be a name without blanks around it, was '" + scorer + "'");
        }
        return new Source(Optional.empty(), scorer);
    }

    /**
     * The mean of a measure.
     *
     * @param measure which one
     * @return the figure
     */
    public static BaseFigure mean(Measure measure) {
        return of(How.MEAN, measured(measure));
    }

    /**
     * The sum of a measure over all customers.
     *
     * @param measure which one
     * @return the figure
     */
    public static BaseFigure total(Measure measure) {
        return of(How.TOTAL, measured(measure));
    }

    /**
     * The sum of a measure by the sum of another one, such as answers by asks.
     *
     * @param numerator of customers who have both
     * @param denominator of the same customers
     * @return the figure
     */
    public static BaseFigure rate(Measure numerator, Measure denominator) {
        return new BaseFigure(
                How.RATE,
                measured(Objects.requireNonNull(numerator, "numerator")),
                Optional.of(Objects.requireNonNull(denominator, "denominator")),
                Side.AT_LEAST,
                0,
                Optional.empty());
    }

    /**
     * The share of customers with a measure on one side of a bound.
     *
     * @param measure which one
     * @param side which side
     * @param bound finite
     * @return the figure, from 0 to 1
     * @throws IllegalArgumentException if the bound is not finite
     */
    public static BaseFigure share(Measure measure, Side side, double bound) {
        return share(measured(measure), side, bound);
    }

    private static BaseFigure share(Source source, Side side, double bound) {
        if (!Double.isFinite(bound)) {
            throw new IllegalArgumentException("bound must be finite, was " + bound);
        }
        return new BaseFigure(How.SHARE, source, Optional.empty(), side, bound, Optional.empty());
    }

    /**
     * The mean of a score.
     *
     * @param scorer its name; {@link Objectives#progress} gets the scorer
     * @return the figure
     * @throws IllegalArgumentException if the name is blank
     */
    public static BaseFigure meanScore(String scorer) {
        return of(How.MEAN, scored(scorer));
    }

    /**
     * The share of customers with a score on one side of a bound.
     *
     * @param scorer its name; {@link Objectives#progress} gets the scorer
     * @param side which side
     * @param bound finite
     * @return the figure, from 0 to 1
     * @throws IllegalArgumentException if the name is blank or the bound not finite
     */
    public static BaseFigure shareOfScores(String scorer, Side side, double bound) {
        return share(scored(scorer), side, bound);
    }

    /**
     * This figure of some customers only.
     *
     * @param attribute of which attribute
     * @param level which level
     * @return the changed copy; undefined where they are fewer than ten, or all others are, of whom it would tell beside the same figure
     *     of all customers. Where there are no others it is the figure of all
     * @throws IllegalArgumentException if either is blank or not one line
     */
    public BaseFigure withSegment(String attribute, String level) {
        for (String word : List.of(attribute, level)) {
            if (word.isBlank() || word.lines().count() > 1 || !word.equals(word.strip())) {
                throw new IllegalArgumentException(
                        "attribute and level must be one line without blanks around it, was '" + word + "'");
            }
        }
        return new BaseFigure(how, source, denominator, side, bound, Optional.of(new Segment(attribute, level)));
    }

    /** Whether it is a share of customers, each of whom is on the right side or not. */
    boolean isShare() {
        return how == How.SHARE;
    }

    boolean isRight(double ofCustomer) {
        return side.holds(ofCustomer, bound);
    }

    /** The figure with its standard error over customers, and each row's number. */
    static final class Reading {
        private final double value;
        private final double standardError;
        private final double[] ofRows;

        private Reading(double value, double standardError, double[] ofRows) {
            this.value = value;
            this.standardError = standardError;
            this.ofRows = ofRows;
        }

        double value() {
            return value;
        }

        double standardError() {
            return standardError;
        }

        double ofRow(int row) {
            return ofRows[row];
        }
    }

    Reading read(LogView view, List<Scorer> scorers) {
        double[] numbers = numbers(view, scorers);
        double[] below = denominator.map(each -> column(view, each)).orElse(numbers);
        int[] all = IntStream.range(0, numbers.length)
                .filter(row -> !Double.isNaN(numbers[row]) && !Double.isNaN(below[row]))
                .toArray();
        int[] rows = IntStream.of(all).filter(row -> isIn(view, row)).toArray();
        if (!Groups.canBeTold(rows.length, all.length - rows.length)) {
            return new Reading(Double.NaN, Double.NaN, numbers);
        }
        return how == How.RATE ? rate(numbers, below, rows) : summary(numbers, rows);
    }

    boolean isIn(LogView view, int row) {
        return segment.isEmpty()
                || view.customer(row)
                        .attribute(segment.get().attribute)
                        .filter(segment.get().level::equals)
                        .isPresent();
    }

    private double[] numbers(LogView view, List<Scorer> scorers) {
        if (source.measure.isPresent()) {
            return column(view, source.measure.get());
        }
        Scorer scorer = scorers.stream()
                .filter(each -> each.name().equals(source.scorer))
                .findFirst()
                .orElseThrow(() -> Names.unknown(
                        "scorer",
                        source.scorer,
                        scorers.stream().map(Scorer::name).toList()));
        return ScoringPlan.of(scorer).score(view).column(source.scorer);
    }

    private static double[] column(LogView view, Measure measure) {
        MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, List.of(measure));
        return IntStream.range(0, view.customers())
                .mapToDouble(row -> table.column(measure).get(row))
                .toArray();
    }

    private Reading summary(double[] numbers, int[] rows) {
        double sum = 0;
        double squares = 0;
        for (int row : rows) {
            double number = taken(numbers[row]);
            sum += number;
        }
        double mean = sum / rows.length;
        for (int row : rows) {
            squares += Math.pow(taken(numbers[row]) - mean, 2);
        }
        double error = Math.sqrt(squares / (rows.length - 1.0) / rows.length);
        return how == How.TOTAL
                ? new Reading(rows.length == 0 ? Double.NaN : sum, error * rows.length, numbers)
                : new Reading(mean, error, numbers);
    }

    private double taken(double number) {
        return how == How.SHARE ? (isRight(number) ? 1 : 0) : number;
    }

    /** The standard error by the delta method. */
    private static Reading rate(double[] numbers, double[] below, int[] rows) {
        double top = 0;
        double bottom = 0;
        for (int row : rows) {
            top += numbers[row];
            bottom += below[row];
        }
        double rate = bottom == 0 ? Double.NaN : top / bottom;
        double squares = 0;
        for (int row : rows) {
            squares += Math.pow(numbers[row] - rate * below[row], 2);
        }
        return new Reading(rate, Math.sqrt(squares) / bottom, numbers);
    }

    ModelText modelText() {
        ModelText text = ModelText.of(KIND, VERSION).with("how", how.name());
        text = source.measure.isPresent()
                ? text.with("measure", source.measure.get().name())
                : text.with("scorer", source.scorer);
        if (denominator.isPresent()) {
            text = text.with("by", denominator.get().name());
        }
        if (how == How.SHARE) {
            text = text.with("side", side.name()).with("bound", bound);
        }
        return segment.isPresent()
                ? text.with("attribute", segment.get().attribute).with("level", segment.get().level)
                : text;
    }

    static BaseFigure read(ModelText text, Registry registry) {
        How how = text.choice("how", How.class);
        Optional<String> scorer = text.optionalWord("scorer");
        Source source =
                scorer.isPresent() ? scored(scorer.get()) : measured(Measure.read(text.word("measure"), registry));
        BaseFigure figure =
                switch (how) {
                    case RATE ->
                        rate(
                                source.measure.orElseThrow(() -> new IllegalArgumentException(
                                        "a saved rate must be of a measure, is of " + scorer)),
                                Measure.read(text.word("by"), registry));
                    case SHARE -> share(source, text.choice("side", Side.class), text.number("bound"));
                    case MEAN, TOTAL -> of(how, source);
                };
        return text.optionalWord("attribute").isPresent()
                ? figure.withSegment(text.word("attribute"), text.word("level"))
                : figure;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BaseFigure figure
                && modelText().toString().equals(figure.modelText().toString());
    }

    @Override
    public int hashCode() {
        return modelText().toString().hashCode();
    }

    /** Such as {@code mean of count[purpose=COMPLAINT]}. */
    @Override
    public String toString() {
        String of =
                switch (how) {
                    case MEAN -> "mean of " + source;
                    case TOTAL -> "total of " + source;
                    case RATE ->
                        source + " by " + denominator.map(Measure::toString).orElse("");
                    case SHARE ->
                        "share of customers with " + source + (side == Side.AT_LEAST ? " of at least " : " of at most ")
                                + bound;
                };
        return of
                + segment.map(each -> ", where " + each.attribute + " is " + each.level)
                        .orElse("");
    }
}
