package io.engagement.outcome.experiment;

import io.engagement.fit.Interval;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.TwoArms;
import io.engagement.outcome.effect.TwoShares;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What all estimators say of two arms; which one is the main one depends on nothing that was seen after the contact. */
record Estimates(Row main, List<Row> rows) {
    record Row(String estimator, Effect effect, Interval interval, double pValue) {}

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
                    shares.get().scorePValue());
            rows.add(row("wald", shares.get().difference(), level));
            rows.add(main);
        }
        if (!arms.covariates().isEmpty()) {
            main = row("lin_hc2", arms.lin(), level);
            rows.add(main);
            rows.add(row("ancova_hc2", arms.ancova(), level));
            rows.add(row("aipw", arms.aipw(propensity), level));
            for (String covariate : arms.covariates()) {
                rows.add(row("cuped_" + covariate, arms.cuped(covariate).effect(), level));
            }
        }
        return new Estimates(main.effect().isDefined() ? main : welch, List.copyOf(rows));
    }

    private static Row row(String name, Effect effect, double level) {
        return new Row(name, effect, effect.interval(1 - level), effect.pValue());
    }
}
