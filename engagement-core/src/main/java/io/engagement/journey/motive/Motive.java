package io.engagement.journey.motive;

import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Measure;
import io.engagement.measure.Measure.Unit;
import io.engagement.score.Words;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * What may drive customers to leave or to stay: a named number of a customer, from one or more measures. Which of both it does,
 * and whether at all, a {@link MotiveModel} finds out. Immutable.
 *
 * <p>A motive is read as of the instant at which a period begins: it holds nothing of the period in which the customer left. A number that is
 * the same at all instants, because only the latest one is known, may hold it and is refused, but for one {@linkplain #unchanging of
 * which you know} that it never changes. Counts, times and amounts take part as ln(1 + x), shares, flags and plain numbers as they
 * are; where a motive does not exist, it argues for neither side.
 *
 * <pre>{@code
 * Motive.of("visits", Measure.countWithin(Filter.purpose(Purpose.USE), Duration.ofDays(90)))
 * }</pre>
 */
public final class Motive {
    private final String name;
    private final String label;
    private final Unit unit;
    private final List<Measure> measures;
    private final ToDoubleFunction<double[]> value;
    private final Source source;

    /** Where its number comes from. */
    private enum Source {
        /** One measure as it is. */
        MEASURE,
        /** One measure, the same at all instants. */
        UNCHANGING,
        /** Code. */
        CODE
    }

    private Motive(
            String name,
            String label,
            Unit unit,
            List<Measure> measures,
            ToDoubleFunction<double[]> value,
            Source source) {
        this.name = name;
        this.label = label;
        this.unit = unit;
        this.measures = List.copyOf(measures);
        this.value = value;
        this.source = source;
        if (name.isBlank() || !name.strip().equals(name) || name.lines().count() > 1 || measures.isEmpty()) {
            throw new IllegalArgumentException(
                    "a motive must have a name of one line and a measure, had '" + name + "' and " + measures);
        }
    }

    /**
     * A motive that is one measure. Text of a model with such a motive is read with a registry that has {@code
     * with(Measure.class, measure.name(), 1, measure)}, unless the measure is one of the library's with filters of its own.
     *
     * @param name one line, such as {@code visits}
     * @param measure what is read
     * @return the motive
     * @throws IllegalArgumentException if the name is blank, or the measure is of the customer's record and so only known as it is
     *     now
     */
    public static Motive of(String name, Measure measure) {
        if (measure.isFact()) {
            throw new IllegalArgumentException("motive " + name + " must be known as of the start of each period, and "
                    + measure + " is known as of now alone: it may tell that a customer left. If it never changes, as a"
                    + " date of birth, use Motive.unchanging");
        }
        return new Motive(name, measure.label(), measure.unit(), List.of(measure), in -> in[0], Source.MEASURE);
    }

    /**
     * A motive that is a number on the customer's record which never changes.
     *
     * @param name one line
     * @param measure what is read, the same as of all instants
     * @return the motive
     * @throws IllegalArgumentException if the name is blank
     */
    public static Motive unchanging(String name, Measure measure) {
        return new Motive(name, measure.label(), measure.unit(), List.of(measure), in -> in[0], Source.UNCHANGING);
    }

    /**
     * A motive of several measures. Text of a model with such a motive is read with a registry that has {@code with(Motive.class,
     * motive.name(), 1, motive)}.
     *
     * @param name one line
     * @param label what it is, in words for a sentence: "complaints without an answer"
     * @param unit of the number
     * @param measures what is read, none of the customer's record
     * @param value from the measures, times in days, to the number; NaN where it does not exist
     * @return the motive
     * @throws IllegalArgumentException if the name is blank, there is no measure, or one is known as of now alone
     */
    public static Motive of(
            String name, String label, Unit unit, List<Measure> measures, ToDoubleFunction<double[]> value) {
        measures.forEach(measure -> of(name, measure));
        return new Motive(
                name,
                Objects.requireNonNull(label, "label"),
                Objects.requireNonNull(unit, "unit"),
                measures,
                Objects.requireNonNull(value, "value"),
                Source.CODE);
    }

    /**
     * The library's own motives, all read from standard purposes: service needed often, complaints without an answer, repeated complaints,
     * falling satisfaction, early returns, no help in the first month, advertising, purchases by campaign, breadth of use, referrals,
     * help received, feedback taken up. What may still come, as help in the first month, does not exist until it came or the month is over.
     *
     * @return in this order
     */
    public static List<Motive> builtIn() {
        return BuiltInMotives.ALL;
    }

    static Motive read(String name, String measure, Registry registry) {
        return BuiltInMotives.ALL.stream()
                .filter(each -> each.name.equals(name) && measure.isEmpty())
                .findFirst()
                .orElseGet(() -> own(name, measure, registry));
    }

    private static Motive own(String name, String measure, Registry registry) {
        if (measure.isEmpty()) {
            return registry.get(Motive.class, name, 1);
        }
        String[] words = measure.split(" ", 2);
        Measure read = Measure.read(words[words.length - 1], registry);
        return words[0].equals("unchanging") ? unchanging(name, read) : of(name, read);
    }

    /** How {@link #read} finds it: empty if by its name, else whether it changes, and the measure. */
    String source() {
        return switch (source) {
            case MEASURE -> "changing " + measures.get(0).name();
            case UNCHANGING -> "unchanging " + measures.get(0).name();
            case CODE -> "";
        };
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
     * What it is, in words for a sentence.
     *
     * @return such as "complaints without an answer"
     */
    public String label() {
        return label;
    }

    /**
     * What is read.
     *
     * @return measures
     */
    public List<Measure> measures() {
        return measures;
    }

    /**
     * The number.
     *
     * @param readings of the measures, times in days
     * @return the number; NaN where it does not exist
     */
    public double value(double... readings) {
        return value.applyAsDouble(readings);
    }

    boolean isFlag() {
        return unit == Unit.FLAG;
    }

    /** On the scale on which it takes part; NaN stays NaN. */
    double scaled(double number) {
        return switch (unit) {
            case SHARE, FLAG, NUMBER -> number;
            case COUNT, MONEY, TIME -> Math.copySign(Math.log1p(Math.abs(number)), number);
        };
    }

    /** "4 questions in the last 90 days (typical 0)". */
    String fact(double own, double typical) {
        return label + ": " + words(own) + " (typical: " + words(typical) + ")";
    }

    private String words(double number) {
        return switch (unit) {
            case FLAG ->
                Double.isNaN(number) ? "unknown" : number == 0 ? "no" : number == 1 ? "yes" : Words.figure(number);
            case MONEY -> Words.money(number);
            case TIME -> Words.time(number, TimeScale.DAYS);
            case COUNT, SHARE, NUMBER -> Words.figure(number);
        };
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
