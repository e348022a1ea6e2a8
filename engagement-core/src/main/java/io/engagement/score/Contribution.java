package io.engagement.score;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one factor contributes to a score. A value: equal ones are equal.
 *
 * <p>The fact is put into words when it is first asked for: of millions of contributions, few are read.
 */
public final class Contribution {
    private final String name;
    private final double value;
    private final double typical;
    private final double amount;
    private final Supplier<String> words;
    private final @Nullable Subject subject;
    private final boolean continued;
    private @Nullable String fact;

    private Contribution(
            String name,
            double value,
            double typical,
            double amount,
            Supplier<String> words,
            @Nullable Subject subject,
            boolean continued) {
        this.name = name;
        this.value = value;
        this.typical = typical;
        this.amount = amount;
        this.words = words;
        this.subject = subject;
        this.continued = continued;
    }

    /**
     * A contribution.
     *
     * @param name the factor's name: a measure's or a component's
     * @param value the customer's own value of it
     * @param typical the typical customer's value of it
     * @param amount what it adds to the score, from the typical customer to this one
     * @param fact the fact behind it, in the customer's terms and without the amount: {@code silent for 31 weeks}
     * @return the contribution
     */
    public static Contribution of(String name, double value, double typical, double amount, String fact) {
        Objects.requireNonNull(fact, "fact");
        return new Contribution(Objects.requireNonNull(name, "name"), value, typical, amount, () -> fact, null, false);
    }

    /** One whose fact is put into words on demand; the supplier always gives the same. */
    static Contribution of(
            Subject subject, String name, double value, double typical, double amount, Supplier<String> words) {
        return new Contribution(name, value, typical, amount, words, subject, false);
    }

    /** The same of another amount. */
    Contribution withAmount(double other) {
        return new Contribution(name, value, typical, other, words, subject, continued);
    }

    /** The same in an explanation of this subject. */
    Contribution of(Subject explained) {
        return new Contribution(name, value, typical, amount, words, explained, continued);
    }

    /**
     * The same as a later step of the input whose first step is the contribution before: its amount means something
     * only after that.
     */
    Contribution following() {
        return new Contribution(name, value, typical, amount, words, subject, true);
    }

    /** Whether this is a later step of the input of the contribution before. */
    boolean continued() {
        return continued;
    }

    /**
     * The factor's name.
     *
     * @return a measure's or a component's
     */
    public String name() {
        return name;
    }

    /**
     * The customer's own value of the factor.
     *
     * @return NaN if it is not known
     */
    public double value() {
        return value;
    }

    /**
     * The typical customer's value of the factor.
     *
     * @return NaN if it is not known
     */
    public double typical() {
        return typical;
    }

    /**
     * What the factor adds to the score, from the typical customer to this one.
     *
     * @return on the score's scale, finite
     */
    public double amount() {
        return amount;
    }

    /**
     * The fact behind it, in the customer's terms and without the amount.
     *
     * @return such as {@code silent for 31 weeks}
     */
    public String fact() {
        // Made twice if two threads ask at once: the same words.
        String made = fact;
        if (made == null) {
            made = words.get();
            fact = made;
        }
        return made;
    }

    /**
     * The contribution in the customer's terms, true when read alone.
     *
     * @return such as {@code Silent for 31 weeks: risk +0.41}
     */
    public String sentence() {
        return Wording.capital(clause(subject == null ? "" : subject.word() + " "));
    }

    /** The same within a sentence that has named the subject. */
    String clause() {
        return clause("");
    }

    private String clause(String what) {
        Scale scale = subject == null ? Scale.COUNT : subject.scale();
        return fact() + ": " + what + Wording.signed(scale, amount);
    }

    /** Whether the amount is not 0 as it is written. */
    boolean tells() {
        return Wording.tells(subject == null ? Scale.COUNT : subject.scale(), amount);
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
