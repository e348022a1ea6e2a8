package io.engagement.outcome.experiment;

import io.engagement.fit.Interval;
import io.engagement.outcome.effect.Cuped;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.TwoArms;
import io.engagement.outcome.effect.TwoShares;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What all estimators say of two arms; which one is the main one depends on nothing that was seen after the contact. */
record Estimates(Row main, List<Row> rows) {
    /** With the correlation of outcome and covariate, NaN where there is no single covariate. */
    record Row(String estimator, Effect effect, Interval interval, double pValue, double correlation) {}

    static Estimates of(TwoArms arms, double propensity, double level) {
        List<Row> rows = new ArrayList<>();
        Row welch = row("welch", arms.welch(), level);
        Row main = welch;
        rows.add(welch);
        Optional<TwoShares> shares = arms.shares();
        if (shares.isPresent()) {
            main = new Row(
                    "newcombe",
                    shares.get().difference(),
                    shares.get().newcombe(1 - level),
                    shares.get().scorePValue(),
                    Double.NaN);
            rows.add(row("wald", shares.get().difference(), level));
            rows.add(main);
        }
        if (!arms.covariates().isEmpty()) {
            main = row("lin_hc2", arms.lin(), level);
            rows.add(main);
            rows.add(row("ancova_hc2", arms.ancova(), level));
            rows.add(row("aipw", arms.aipw(propensity), level));
            rows.add(cuped(arms, level));
        }
        return new Estimates(main.effect().isDefined() ? main : welch, List.copyOf(rows));
    }

    /** By the covariate that tells most of the outcome, whoever was in which arm. */
    private static Row cuped(TwoArms arms, double level) {
        Row best = row("cuped", Effect.undefined(), level);
        double most = 0;
        for (String covariate : arms.covariates()) {
            Cuped cuped = arms.cuped(covariate);
            if (Math.abs(cuped.correlation()) > most) {
                most = Math.abs(cuped.correlation());
                Effect effect = cuped.effect();
                best = new Row(
                        "cuped_" + covariate, effect, effect.interval(1 - level), effect.pValue(), cuped.correlation());
            }
        }
        return best;
    }

    private static Row row(String name, Effect effect, double level) {
        return new Row(name, effect, effect.interval(1 - level), effect.pValue(), Double.NaN);
    }
}
