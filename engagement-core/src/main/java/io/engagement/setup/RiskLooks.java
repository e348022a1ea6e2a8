package io.engagement.setup;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.measure.RetentionDefinition;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.ScoringPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which risk would have been best? Two looks: fitted as of a horizon ago and judged by now, and both a horizon earlier; one where
 * the log is too short for two. The mean of both models stays unless every look prefers one of them alone.
 */
final class RiskLooks {
    private static final int LOOKS = 2;

    private final LogView view;
    private final RetentionDefinition retention;
    private final PastFits fits;
    private final List<Losses> looks = new ArrayList<>();

    /** Mean log loss of one look. */
    private record Losses(String model, double purchases, double additive, double both) {
        double of(RiskChoice.By by) {
            return switch (by) {
                case PURCHASES -> purchases;
                case ADDITIVE -> additive;
                case BOTH -> both;
            };
        }
    }

    private RiskLooks(LogView view, RetentionDefinition retention, PastFits fits) {
        this.view = view;
        this.retention = retention;
        this.fits = fits;
        for (int horizons = 1; horizons <= LOOKS; horizons++) {
            look(view.asOf().minus(retention.horizon().multipliedBy(horizons))).ifPresent(looks::add);
        }
    }

    static RiskChoice choose(LogView view, RetentionDefinition retention, PastFits fits) {
        return new RiskLooks(view, retention, fits).choice();
    }

    private Optional<Losses> look(Instant origin) {
        LogView known = view.asOf(origin);
        LogView seen = view.asOf(origin.plus(retention.horizon()));
        try {
            Fitted<?> purchases = fits.fit(known, Subject.PURCHASES);
            CustomerBaseModel buying = (CustomerBaseModel) purchases.model();
            AdditiveLogistic acting =
                    (AdditiveLogistic) fits.fit(known, Subject.RETENTION).model();
            return Optional.of(losses(
                    purchases.provenance().model(),
                    known,
                    seen,
                    RetentionRiskScorer.of(buying, retention.horizon()).withName("purchases"),
                    RetentionRiskScorer.of(acting).withName("additive"),
                    RetentionRiskScorer.of(buying, acting).withName("both")));
        } catch (FitException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private Losses losses(String model, LogView known, LogView seen, RetentionRiskScorer... risks) {
        var scores = ScoringPlan.of(risks).score(known);
        double[] both = scores.column("both");
        int[] rows = IntStream.range(0, both.length)
                .filter(row -> !Double.isNaN(both[row]))
                .toArray();
        boolean[] stay = retention.stay(known, seen, retention.baseGap(known), rows);
        return new Losses(
                model,
                loss(scores.column("purchases"), rows, stay),
                loss(scores.column("additive"), rows, stay),
                loss(both, rows, stay));
    }

    private static double loss(double[] risks, int[] rows, boolean[] stay) {
        return IntStream.range(0, rows.length)
                .mapToDouble(i -> -Math.log(stay[i] ? 1 - risks[rows[i]] : risks[rows[i]]))
                .average()
                .orElse(Double.NaN);
    }

    private RiskChoice choice() {
        if (looks.isEmpty()) {
            return RiskChoice.of(
                    RiskChoice.By.PURCHASES,
                    "by the model of purchases, as the log is too short to try others in its past");
        }
        RiskChoice.By by = List.of(RiskChoice.By.PURCHASES, RiskChoice.By.ADDITIVE).stream()
                .filter(alone -> looks.stream().allMatch(look -> look.of(alone) < look.both()))
                .findFirst()
                .orElse(RiskChoice.By.BOTH);
        return RiskChoice.of(by, words(by));
    }

    private String words(RiskChoice.By by) {
        String model = looks.get(0).model();
        String chosen =
                switch (by) {
                    case PURCHASES -> model;
                    case ADDITIVE -> "additive-logistic";
                    case BOTH -> "the mean of " + model + " and additive-logistic";
                };
        List<String> tried = looks.stream()
                .map(look -> String.format(
                        Locale.ROOT,
                        "%s %.4f, additive-logistic %.4f, their mean %.4f",
                        model,
                        look.purchases(),
                        look.additive(),
                        look.both()))
                .toList();
        return "by " + chosen + ": log loss a horizon ago " + String.join("; two ago ", tried);
    }
}
