package io.engagement.score;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A score and why: baseline (the typical customer's score) + contributions = value, within 4 ulp of the largest of them. A value:
 * equal ones are equal.
 *
 * <p>The reason argues for the side on which the score stands: a probability above or below one half, any other score above or
 * below the typical customer's. It is the largest contribution in that direction; the strongest one against it follows after
 * "but". A probability that is on its side of one half only because the typical customer's is, so that no contribution argues
 * for that side, is compared with the typical customer's instead, and the sentence says so, see {@link #comparesWithTypical()}.
 * Where no contribution argues for any side, the sentence names the baseline, see {@link #namesBaseline()}.
 *
 * <p>Three cases: an explained score; a score without a typical customer to compare with (the baseline is NaN, there are
 * no contributions, the reason says so); no score (value and baseline are NaN, no contributions, the reason says why).
 */
public final class Explanation {
    /** What is less than this share of the main reason is not told after it. */
    private static final double WORTH_TELLING = 0.1;

    private final String scorer;
    private final Subject subject;
    private final double value;
    private final double baseline;
    /** In the order in which they were made: steps follow each other. */
    private final List<Contribution> made;

    private final List<Contribution> contributions;
    /** Whether one half is no side of anything. */
    private final boolean ofTypical;

    private @Nullable String reason;

    private Explanation(
            String scorer,
            Subject subject,
            double value,
            double baseline,
            List<Contribution> contributions,
            boolean ofTypical,
            @Nullable String reason) {
        this.scorer = Objects.requireNonNull(scorer, "scorer");
        this.subject = subject;
        this.value = value;
        this.baseline = baseline;
        this.made = contributions;
        this.ofTypical = ofTypical;
        this.contributions = largestFirst(contributions);
        this.reason = reason;
    }

    private static List<Contribution> largestFirst(List<Contribution> contributions) {
        Contribution[] sorted = contributions.toArray(Contribution[]::new);
        Arrays.sort(sorted, Explanation::compare);
        return List.of(sorted);
    }

    private static int compare(Contribution one, Contribution other) {
        int bySize = Double.compare(Math.abs(other.amount()), Math.abs(one.amount()));
        return bySize == 0 ? one.name().compareTo(other.name()) : bySize;
    }

    /**
     * A score and why.
     *
     * @param scorer name of the scorer
     * @param scale what the score means
     * @param value the score
     * @param baseline the typical customer's score
     * @param contributions what leads from the baseline to the value, in any order
     * @return the explanation
     * @throws IllegalArgumentException if there are contributions without a value or without a baseline to add them to
     */
    public static Explanation of(
            String scorer, Scale scale, double value, double baseline, List<Contribution> contributions) {
        if (Double.isNaN(value + baseline)) {
            throw new IllegalArgumentException("contributions to " + scorer
                    + " need a value and a baseline, were value " + value + " and baseline " + baseline);
        }
        Subject subject = Subject.named(scorer, scale);
        return new Explanation(
                scorer,
                subject,
                value,
                baseline,
                contributions.stream().map(each -> each.of(subject)).toList(),
                false,
                null);
    }

    /** One whose amounts are made to add up to the last digit: what rounding has left over goes to the largest. */
    static Explanation of(
            String scorer, Subject subject, double value, double baseline, List<Contribution> contributions) {
        return new Explanation(
                scorer, subject, value, baseline, Rounding.settled(baseline, contributions, value), false, null);
    }

    /**
     * No score, and why.
     *
     * @param scorer name of the scorer
     * @param reason why there is none, in the customer's terms, and what it would take
     * @return an explanation whose value and baseline are NaN
     */
    public static Explanation undefined(String scorer, String reason) {
        return without(scorer, Double.NaN, Objects.requireNonNull(reason, "reason"));
    }

    /**
     * A score that cannot be compared: the typical customer has none.
     *
     * @param scorer name of the scorer
     * @param value the score
     * @return an explanation without baseline and contributions
     */
    static Explanation withoutTypical(String scorer, double value) {
        return without(
                scorer, value, "No reasons: the typical customer, with whom this one would be compared, has no score");
    }

    private static Explanation without(String scorer, double value, String reason) {
        return new Explanation(
                scorer,
                Subject.named(scorer, Scale.COUNT),
                value,
                Double.NaN,
                List.of(),
                false,
                Wording.capital(reason));
    }

    /**
     * The scorer's name.
     *
     * @return the name
     */
    public String scorer() {
        return scorer;
    }

    /**
     * The score.
     *
     * @return NaN if it does not exist
     */
    public double value() {
        return value;
    }

    /**
     * The typical customer's score.
     *
     * @return NaN if the score does not exist, or if there is no typical customer
     */
    public double baseline() {
        return baseline;
    }

    /**
     * What leads from the baseline to the value.
     *
     * @return largest amount first (absolute), ties by name; empty if the baseline is NaN
     */
    public List<Contribution> contributions() {
        return contributions;
    }

    /** The same, steps in their order. */
    List<Contribution> made() {
        return made;
    }

    Subject subject() {
        return subject;
    }

    /**
     * The main reason: the largest contribution that argues for the side on which the score stands.
     *
     * @return empty if none does, or if there are no contributions
     */
    public Optional<Contribution> mainReason() {
        return strongest(side());
    }

    /**
     * Whether a probability is on its side of one half only because the typical customer's is: every contribution that is more
     * than nothing argues for the other side. A customer's risk is 0.82, the typical one's 0.93, and one half tells them from
     * nobody. The main reason then says why the score is above or below the typical customer's.
     *
     * @return false for scores on other scales, and for what has no contributions; true for what {@link #comparedWithTypical()} has
     *     made so
     */
    public boolean comparesWithTypical() {
        if (ofTypical) {
            return !contributions.isEmpty();
        }
        int half = subject.sideOfHalf(value);
        return half != 0 && strongest(half).isEmpty() && strongest(-half).isPresent();
    }

    /**
     * This explanation of a probability that hardly ever reaches one half, as of leaving within a month: its reasons say why it is above or
     * below the typical customer's.
     *
     * @return the changed copy
     */
    public Explanation comparedWithTypical() {
        return contributions.isEmpty() ? this : new Explanation(scorer, subject, value, baseline, made, true, null);
    }

    /**
     * Whether no contribution argues for a side, so that the reason names the baseline: the customer is like the typical one in
     * all that counts, or contributions balance each other.
     *
     * @return false for what has no contributions
     */
    public boolean namesBaseline() {
        return !contributions.isEmpty() && mainReason().isEmpty();
    }

    /**
     * The reason in the customer's terms, or why there is no score.
     *
     * @return one sentence, such as {@code Silent for 10.6 weeks, buys every 2.0 weeks as a rule (5.3 usual gaps): risk +0.41; but
     *     bought 38 times (typical 2): -0.12}
     */
    public String reason() {
        // Made twice if two threads ask at once: the same words.
        String told = reason;
        if (told == null) {
            told = tell();
            reason = told;
        }
        return told;
    }

    /**
     * Why the score is as high as it is, on whatever side it stands: the largest contribution that raises it, and after "but" the
     * strongest that lowers it. For lists of the highest ones, in which {@link #reason()} may argue against what is listed: a risk of 0.76
     * is below the typical customer's, or below one half and still among the highest.
     *
     * @return one sentence; where nothing raises the score, or hardly anything beside what lowers it, that, with the typical customer's
     *     score; where there are no contributions, {@link #reason()}
     */
    public String whyHigh() {
        if (contributions.isEmpty()) {
            return reason();
        }
        Optional<Contribution> raises = strongest(1);
        Optional<Contribution> lowers = strongest(-1);
        double least = WORTH_TELLING * lowers.map(each -> -each.amount()).orElse(0.0);
        return raises.filter(each -> each.amount() > least || value > baseline)
                .map(each -> each.sentence() + against(each, -1))
                .orElseGet(() -> (raises.isEmpty() ? "Nothing" : "Hardly anything") + " raises the " + subject.word()
                        + " above " + subject.ofReference(subject.words(baseline))
                        + lowers.map(each -> "; " + each.clause()).orElse(""));
    }

    /**
     * What has changed since an earlier explanation of the same score, and why.
     *
     * @param earlier by the same scorer, of the same customer
     * @return the change
     * @throws IllegalArgumentException if it is another scorer's
     */
    public ScoreChange difference(Explanation earlier) {
        return ScoreChange.between(earlier, this);
    }

    private int side() {
        int half = subject.sideOfHalf(value);
        return half == 0 || comparesWithTypical() ? (int) Math.signum(value - baseline) : half;
    }

    /** The largest contribution in a direction, of those that are more than nothing. */
    Optional<Contribution> strongest(int direction) {
        // By hand, as a base has millions of sentences.
        for (Contribution each : contributions) {
            if (each.amount() * direction > 0 && each.tells()) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private String tell() {
        return mainReason().map(this::argue).orElseGet(this::nameBaseline);
    }

    private String argue(Contribution main) {
        String compared = comparesWithTypical()
                ? ", so that it is " + (value < baseline ? "below " : "above ")
                        + subject.ofReference(subject.words(baseline))
                : "";
        return main.sentence() + compared + against(main, -side());
    }

    /** What else there is in a direction. */
    private String against(Contribution main, int direction) {
        double least = WORTH_TELLING * Math.abs(main.amount());
        return strongest(direction)
                .filter(each -> Math.abs(each.amount()) > least)
                .map(each -> "; but " + each.clause())
                .orElse("");
    }

    private String nameBaseline() {
        Optional<Contribution> up = strongest(1);
        Optional<Contribution> down = strongest(-1);
        return up.isEmpty() && down.isEmpty()
                ? likeTypical()
                : Wording.capital(subject.word()) + " " + subject.words(value) + " like " + subject.ofReference("")
                        + up.map(each -> ", " + each.clause()).orElse("")
                        + down.map(each -> "; but " + each.clause()).orElse("");
    }

    /** With the fact where there is one only, which is then what the customer shares with the typical one. */
    private String likeTypical() {
        String score = subject.word() + " " + subject.words(value);
        return made.stream().filter(each -> !each.continued()).count() == 1
                ? Wording.capital(made.get(0).fact()) + ": " + score + ", like " + subject.ofReference("")
                : "Like " + subject.reference() + " in everything that counts: " + score;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Explanation explanation
                && scorer.equals(explanation.scorer)
                && Double.compare(value, explanation.value) == 0
                && Double.compare(baseline, explanation.baseline) == 0
                && contributions.equals(explanation.contributions)
                && reason().equals(explanation.reason());
    }

    @Override
    public int hashCode() {
        return Objects.hash(scorer, value, baseline, contributions);
    }

    /** Scorer, value and reason. */
    @Override
    public String toString() {
        return scorer + " " + value + " (typical " + baseline + "): " + reason() + " " + contributions;
    }
}
