package io.engagement.score;

import io.engagement.domain.TimeScale;
import io.engagement.measure.Measure;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;

/** One input of an explained score: its name, how a value of it is written, and the fact that a sentence states. */
public final class Factor {
    private final String name;
    private final String label;
    private final DoubleFunction<String> words;
    private final Fact fact;

    private Factor(String name, String label, DoubleFunction<String> words, Fact fact) {
        this.name = Objects.requireNonNull(name, "name");
        this.label = Objects.requireNonNull(label, "label");
        this.words = words;
        this.fact = fact;
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
        return labelled(
                measure.name(),
                measure.label(),
                switch (measure.unit()) {
                    case TIME -> value -> Wording.time(value, scale);
                    case MONEY -> Wording::money;
                    case COUNT, SHARE -> Wording::figure;
                });
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

    private static Factor labelled(String name, String label, DoubleFunction<String> words) {
        return new Factor(
                name, label, words, (index, own, typical) -> compared(label, words, own[index], typical[index]));
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
        return new Factor(name, label, words, (index, own, typical) -> fact.apply(own.clone(), typical.clone()));
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
