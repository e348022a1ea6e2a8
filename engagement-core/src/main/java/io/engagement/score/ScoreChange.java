package io.engagement.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What has changed in a customer's score since an earlier explanation, and why: earlier score + amounts of the parts = score now,
 * within rounding.
 *
 * @param scorer name of the scorer
 * @param before the earlier score, NaN if there was none
 * @param now the score now, NaN if there is none
 * @param parts what has changed by factor, the largest amount first (absolute), ties by name; empty if a score or its baseline is
 *     missing
 * @param reason one sentence: from what to what, with digits that tell the two apart, the largest change in that direction, and the
 *     largest against it; that it is almost as before where the change is too small to be written
 */
public record ScoreChange(String scorer, double before, double now, List<Part> parts, String reason) {
    /**
     * Name of the part of a changed baseline, where the two explanations start from different typical customers:
     * {@value}.
     */
    public static final String BASELINE = "typical customer";

    private static final Comparator<Part> LARGEST_FIRST =
            Comparator.comparingDouble((Part part) -> -Math.abs(part.amount())).thenComparing(Part::name);

    /**
     * Takes a copy of the parts.
     *
     * @param scorer name of the scorer
     * @param before the earlier score
     * @param now the score now
     * @param parts what has changed by factor
     * @param reason one sentence
     */
    public ScoreChange {
        Objects.requireNonNull(scorer, "scorer");
        Objects.requireNonNull(reason, "reason");
        parts = List.copyOf(parts);
    }

    /**
     * One factor's part in the change.
     *
     * @param name the factor's name
     * @param before the customer's earlier value of it, NaN if it was not known
     * @param now the customer's value now, NaN if it is not known
     * @param amount what its contribution has changed by
     * @param fact the fact now, and the one before, without the amount
     */
    public record Part(String name, double before, double now, double amount, String fact) {
        /**
         * Checks that nothing is missing.
         *
         * @param name the factor's name
         * @param before the customer's earlier value of it
         * @param now the customer's value now
         * @param amount what its contribution has changed by
         * @param fact what is so now, and what was before
         */
        public Part {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(fact, "fact");
        }
    }

    /**
     * By how much the score has changed.
     *
     * @return now - before; NaN if one of them is missing
     */
    public double amount() {
        return now - before;
    }

    static ScoreChange between(Explanation earlier, Explanation later) {
        if (!earlier.scorer().equals(later.scorer())) {
            throw new IllegalArgumentException("a difference needs two explanations of one scorer, were "
                    + earlier.scorer() + " and " + later.scorer());
        }
        List<Part> parts = Double.isNaN(earlier.baseline() + later.baseline()) ? List.of() : parts(earlier, later);
        return new ScoreChange(later.scorer(), earlier.value(), later.value(), parts, reason(earlier, later, parts));
    }

    private static List<Part> parts(Explanation earlier, Explanation later) {
        Map<String, Contribution> before = new LinkedHashMap<>();
        earlier.contributions().forEach(each -> before.put(each.name(), each));
        List<Part> parts = new ArrayList<>();
        for (Contribution each : later.contributions()) {
            Contribution was = before.remove(each.name());
            parts.add(
                    was == null
                            ? new Part(each.name(), Double.NaN, each.value(), each.amount(), each.fact())
                            : part(was, each));
        }
        before.values()
                .forEach(was -> parts.add(
                        new Part(was.name(), was.value(), Double.NaN, -was.amount(), "no longer " + was.fact())));
        if (earlier.baseline() != later.baseline()) {
            parts.add(new Part(
                    BASELINE,
                    earlier.baseline(),
                    later.baseline(),
                    later.baseline() - earlier.baseline(),
                    later.subject().reference() + " has " + later.subject().words(later.baseline(), earlier.baseline())
                            + " (before: " + later.subject().words(earlier.baseline(), later.baseline()) + ")"));
        }
        parts.sort(LARGEST_FIRST);
        return parts;
    }

    private static Part part(Contribution was, Contribution is) {
        String fact = was.fact().equals(is.fact()) ? is.fact() : is.fact() + " (before: " + was.fact() + ")";
        return new Part(is.name(), was.value(), is.value(), is.amount() - was.amount(), fact);
    }

    private static String reason(Explanation earlier, Explanation later, List<Part> parts) {
        Subject subject = Double.isNaN(later.baseline()) ? earlier.subject() : later.subject();
        String word = Wording.capital(subject.word());
        if (Double.isNaN(earlier.value()) || Double.isNaN(later.value())) {
            return Double.isNaN(later.value())
                    ? later.reason() + (Double.isNaN(earlier.value()) ? " (as before)" : before(subject, earlier))
                    : word + " now " + subject.words(later.value()) + ", none before: " + later.reason();
        }
        int direction = (int) Math.signum(later.value() - earlier.value());
        if (direction == 0) {
            return word + " as before, " + subject.words(later.value());
        }
        if (!Wording.tells(subject.scale(), later.value() - earlier.value())) {
            return word + " almost as before, " + subject.words(later.value());
        }
        return word + (direction > 0 ? " up" : " down") + " from " + subject.words(earlier.value(), later.value())
                + " to " + subject.words(later.value(), earlier.value()) + told(subject, parts, direction, ": ")
                + told(subject, parts, -direction, "; but ");
    }

    private static String before(Subject subject, Explanation earlier) {
        return " (" + subject.word() + " before: " + subject.words(earlier.value()) + ")";
    }

    private static String told(Subject subject, List<Part> parts, int direction, String lead) {
        Optional<Part> part = parts.stream()
                .filter(each -> each.amount() * direction > 0 && Wording.tells(subject.scale(), each.amount()))
                .findFirst();
        return part.map(each -> lead + each.fact() + ": " + Wording.signed(subject.scale(), each.amount()))
                .orElse("");
    }
}
