package io.engagement.customerbase;

import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.fit.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Fits BG/NBD to a customer base. */
final class BetaGeometricFit {
    /** Of the whole BG family; alpha in the fit's unit. */
    static final List<Parameter> PARAMETERS = List.of(
            Parameter.positive("r"),
            Parameter.positive("alpha").within(1e-7, 1e7),
            Parameter.positive("a"),
            Parameter.positive("b"));

    private BetaGeometricFit() {}

    static Fitted<BetaGeometricNbd> of(Purchases purchases) {
        BaseFit base = base(purchases);
        return fitted(base, base.climb(PARAMETERS, likelihood(base), List.of(), guesses(base.rate())));
    }

    /** The fit from a start of the caller's, in the purchases' unit of time: r, alpha, a, b. */
    static Fitted<BetaGeometricNbd> maximize(Purchases purchases, double... start) {
        BaseFit base = base(purchases);
        double[] inUnit = {start[0], start[1] / base.unit(), start[2], start[3]};
        return fitted(base, base.maximize(PARAMETERS, likelihood(base), inUnit));
    }

    private static BaseFit base(Purchases purchases) {
        return new BaseFit(BetaGeometricNbd.NAME, purchases.distinct());
    }

    private static Function<Purchases, LogLikelihood> likelihood(BaseFit base) {
        return rows -> new BetaGeometricLikelihood(rows, base.unit());
    }

    /** The fit of a base of which only the likelihood is at hand, in the unit of the model that it starts from. */
    static Fitted<BetaGeometricNbd> ofParts(LogLikelihood whole, BetaGeometricNbd near, Provenance provenance) {
        double unit = near.typical().age() > 0 ? near.typical().age() : 1;
        List<Parameter> parameters = new ArrayList<>(PARAMETERS);
        Parameter alpha = PARAMETERS.get(1);
        parameters.set(1, alpha.within(alpha.lower() * unit, alpha.upper() * unit));
        double[] start = {near.r(), near.alpha(), near.a(), near.b()};
        Maximum maximum = MaximumLikelihood.withDefaults().maximize(BetaGeometricNbd.NAME, parameters, whole, start);
        BetaGeometricNbd model = BetaGeometricNbd.of(
                        maximum.estimate(0),
                        maximum.estimate(1),
                        maximum.estimate(2),
                        maximum.estimate(3),
                        near.timeScale())
                .withTypical(near.typical());
        double[] units = {1, 1, 1, 1};
        return Fitted.of(model, maximum, units, maximum.logLikelihood(), remarks(maximum), provenance);
    }

    private static Fitted<BetaGeometricNbd> fitted(BaseFit base, Maximum maximum) {
        Purchases distinct = base.distinct();
        BetaGeometricNbd model = BetaGeometricNbd.of(
                        maximum.estimate(0),
                        maximum.estimate(1) * base.unit(),
                        maximum.estimate(2),
                        maximum.estimate(3),
                        distinct.timeScale())
                .withTypical(distinct.typical());
        // The density of x purchase times in another unit.
        double logLikelihood = maximum.logLikelihood() - base.repeats() * Math.log(base.unit());
        List<String> remarks = base.repeats() == 0 ? List.of(BaseFit.NO_REPEATS) : remarks(maximum);
        double[] units = {1, base.unit(), 1, 1};
        return Fitted.of(model, maximum, units, logLikelihood, remarks, base.provenance());
    }

    private static List<String> remarks(Maximum maximum) {
        return BetaGeometricRemarks.of(maximum, " (a Poisson process)", "leave after their first repeat purchase");
    }

    /** Guesses of the BG family from the purchases, or stages, per mean age. */
    static List<double[]> guesses(double rate) {
        List<double[]> guesses = new ArrayList<>();
        // Of rates equal or spread, of drop-outs frequent or rare, spread, equal for all, or near 0 and 1 only.
        for (double r : new double[] {0.25, 1, 4}) {
            for (double[] dropOut :
                    new double[][] {{0.8, 2.5}, {0.5, 10}, {2, 2}, {0.1, 0.3}, {3e3, 3e4}, {3e3, 1e2}}) {
                guesses.add(new double[] {r, r / (1.5 * rate), dropOut[0], dropOut[1]});
            }
        }
        return guesses;
    }
}
