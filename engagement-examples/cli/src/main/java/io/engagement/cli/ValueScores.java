package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.domain.Purpose;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.spi.Quantity;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.util.List;
import java.util.function.Supplier;

/** What customers are worth, for commands that do not score: what they have spent so far, or a score of fitted models. */
final class ValueScores {
    /** What customers have spent, for which no model is fitted. */
    static final String SPENT = "spent";

    private ValueScores() {}

    /**
     * Before anything is read.
     *
     * @throws UsageError if there is no such score, or options are given that have no say in it
     */
    static void check(String value, ScoringOptions options) {
        if (value.equals(SPENT)) {
            options.checkOf(
                    List.of(),
                    "without --value customers are worth what they have spent: name a score with"
                            + " --value, such as lifetime_value");
            return;
        }
        ScoringOptions.unknownScore(value).ifPresent(why -> {
            throw new UsageError("--value: " + why);
        });
        options.checkOf(List.of(value), "--value is " + value + ": leave it out");
    }

    /** What customers have spent so far; undefined of those who have spent nothing. */
    static Scorer spent() {
        return Scorer.of(
                SPENT,
                Scale.MONEY,
                Measure.sum(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE),
                spent -> spent > 0 ? spent : Double.NaN);
    }

    /** The scorer of --value. */
    static Scorer of(String value, Supplier<Scoring> scoring) {
        if (value.equals(SPENT)) {
            return spent();
        }
        Scoring fitted = scoring.get();
        try {
            return fitted.setup().scorer(value);
        } catch (IllegalArgumentException e) {
            throw new DataRefused("--value: " + e.getMessage());
        }
    }
}
