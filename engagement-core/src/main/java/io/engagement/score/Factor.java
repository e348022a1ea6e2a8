package io.engagement.score;

import io.engagement.domain.TimeScale;
import io.engagement.measure.Measure;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;

/** One input of an explained score: its name, how its values are written, and the fact that a sentence states. */
public final class Factor {
    private final String name;
    private final String label;
    private final DoubleFunction<String> words;
    private final Fact fact;
    /** What a customer lacks for whom it is unknown. */
    private final String lack;

    /** Whether interactions tell it. */
    private final boolean told;

    private Factor(String name, String label, DoubleFunction<String> words, Fact fact, String lack, boolean told) {
        this.name = Objects.requireNonNull(name, "name");
        this.label = Objects.requireNonNull(label, "label");
        this.words = words;
        this.fact = fact;
        this.lack = lack;
        this.told = told;
    }

    /**
     * A measure as an input.
     *
     * @param measure what is read; its label and unit are used in sentences
     * @param scale the unit in which its times are given
     * @return the factor, named as the measure
     */
    public static Factor of(Measure measure, TimeScale scale) {
        Objects.requireNonNull(scale, "scale");
        Factor factor =
                switch (measure.unit()) {
                    case TIME -> time(measure.name(), measure.label(), scale);
                    case MONEY -> money(measure.name(), measure.label());
                    case COUNT, SHARE, NUMBER -> number(measure.name(), measure.label());
                    case FLAG -> flag(measure.name(), measure.label());
                };
        return new Factor(factor.name, factor.label, factor.words, factor.fact, measure.lack(), !measure.isFact());
    }

    /**
     * A time as an input.
     *
     * @param name the input's name
     * @param label what it is, in words such as "time since the last purchase"
     * @param scale the unit in which it is given
     * @return the factor
     */
    public static Factor time(String name, String label, TimeScale scale) {
        Objects.requireNonNull(scale, "scale");
        return labelled(name, label, value -> Wording.time(value, scale));
    }

    /**
     * An amount of money as an input.
     *
     * @param name the input's name
     * @param label what it is, in words such as "mean value of a purchase"
     * @return the factor
     */
    public static Factor money(String name, String label) {
        return labelled(name, label, Wording::money);
    }

    /**
     * A number as an input.
     *
     * @param name the input's name
     * @param label what it is, in words such as "purchases"
     * @return the factor
     */
    public static Factor number(String name, String label) {
        return labelled(name, label, Wording::figure);
    }

    /**
     * Something that holds of a customer or does not, as an input.
     *
     * @param name the input's name
     * @param label what the customer is of whom it holds, in words such as "of segment gold"
     * @return the factor, of 1 where it holds and 0 where it does not
     */
    public static Factor flag(String name, String label) {
        return new Factor(
                name,
                label,
                Wording::flag,
                (index, own, typical) -> flagged(label, own[index], typical[index]),
                label,
                true);
    }

    private static String flagged(String label, double own, double typical) {
        String is = own == 0 ? "not " + label : own == 1 ? label : label + " " + Wording.flag(own);
        return is + " (typical: " + Wording.flag(typical) + ")";
    }

    private static Factor labelled(String name, String label, DoubleFunction<String> words) {
        return new Factor(
                name,
                label,
                words,
                (index, own, typical) -> compared(label, words, own[index], typical[index]),
                label,
                true);
    }

    private static String compared(String label, DoubleFunction<String> words, double own, double typical) {
        return label + " " + words.apply(own) + " (typical " + words.apply(typical) + ")";
    }

    /**
     * The same input with a fact in words of its own.
     *
     * @param fact from the customer's inputs and the typical customer's inputs, in the explainer's order, to words such
     *     as "silent for 31 weeks, buys every 5 weeks as a rule"
     * @return the changed copy
     */
    public Factor withFact(BiFunction<double[], double[], String> fact) {
        Objects.requireNonNull(fact, "fact");
        return new Factor(
                name, label, words, (index, own, typical) -> fact.apply(own.clone(), typical.clone()), lack, told);
    }

    /**
     * The input's name.
     *
     * @return unique within one explainer
     */
    public String name() {
        return name;
    }

    /**
     * What the input is, in words.
     *
     * @return such as "time since the last purchase"
     */
    public String label() {
        return label;
    }

    /**
     * A value of this input in words.
     *
     * @param value any value; NaN is "unknown"
     * @return such as "31.2 weeks" or "12.50"
     */
    public String words(double value) {
        return words.apply(value);
    }

    String lack() {
        return lack;
    }

    boolean isTold() {
        return told;
    }

    String fact(double own, double typical) {
        return fact.state(0, new double[] {own}, new double[] {typical});
    }

    String fact(int index, double[] own, double[] typical) {
        return fact.state(index, own, typical);
    }

    private interface Fact {
        String state(int index, double[] own, double[] typical);
    }
}
