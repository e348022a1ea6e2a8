package io.engagement.score;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one input contributes to a score. A value: equal ones are equal.
 *
 * <p>The sentence is put into words when it is first asked for: of the contributions to millions of scores, few are read.
 */
public final class Contribution {
    private final String name;
    private final double value;
    private final double typical;
    private final double amount;
    private final Supplier<String> words;
    private @Nullable String sentence;

    private Contribution(String name, double value, double typical, double amount, Supplier<String> words) {
        this.name = name;
        this.value = value;
        this.typical = typical;
        this.amount = amount;
        this.words = words;
    }

    /**
     * A contribution.
     *
     * @param name the input's name: a measure's or a component's
     * @param value the customer's own value of it
     * @param typical the typical customer's value of it
     * @param amount what it adds to the score, from the typical customer to this one
     * @param sentence the same in the customer's terms
     * @return the contribution
     */
    public static Contribution of(String name, double value, double typical, double amount, String sentence) {
        return new Contribution(name, value, typical, amount, () -> sentence);
    }

    /** One whose sentence is made when it is needed; the supplier always gives the same. */
    static Contribution of(String name, double value, double typical, double amount, Supplier<String> words) {
        return new Contribution(name, value, typical, amount, words);
    }

    /**
     * The input's name.
     *
     * @return a measure's or a component's
     */
    public String name() {
        return name;
    }

    /**
     * The customer's own value of the input.
     *
     * @return NaN if it is not known
     */
    public double value() {
        return value;
    }

    /**
     * The typical customer's value of the input.
     *
     * @return NaN if it is not known
     */
    public double typical() {
        return typical;
    }

    /**
     * What the input adds to the score, from the typical customer to this one.
     *
     * @return on the score's scale, finite
     */
    public double amount() {
        return amount;
    }

    /**
     * The contribution in the customer's terms.
     *
     * @return one sentence
     */
    public String sentence() {
        // Made twice if two threads ask at once: the same words.
        String made = sentence;
        if (made == null) {
            made = words.get();
            sentence = made;
        }
        return made;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Contribution contribution
                && name.equals(contribution.name)
                && Double.compare(value, contribution.value) == 0
                && Double.compare(typical, contribution.typical) == 0
                && Double.compare(amount, contribution.amount) == 0
                && sentence().equals(contribution.sentence());
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, value, typical, amount);
    }

    /** Name, amount and sentence. */
    @Override
    public String toString() {
        return name + " " + amount + ": " + sentence();
    }
}
