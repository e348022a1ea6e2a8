package io.engagement.customerbase;

import io.engagement.fit.Ending;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.fit.Provenance;
import java.util.ArrayList;
import java.util.List;

/** Fits BG/NBD to a customer base. */
final class BetaGeometricFit {
    /** More distinct rows than this are climbed to from the maximum of a sample of as many. */
    private static final int SAMPLE = 10_000;

    /** The first search looks at so many rows only, to choose where to start. */
    private static final int SCOUTED = 500;

    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.positive("r"),
            Parameter.positive("alpha").within(1e-7, 1e7),
            Parameter.positive("a"),
            Parameter.positive("b"));

    private final Purchases distinct;
    private final double repeats;
    /** The fit's unit of time, so that its bounds mean the same in any unit: the mean age. */
    private final double unit;

    private BetaGeometricFit(Purchases purchases) {
        distinct = purchases.distinct();
        double sum = 0;
        double ages = 0;
        double customers = 0;
        for (int row = 0; row < distinct.size(); row++) {
            customers += distinct.weight(row);
            sum += distinct.weight(row) * distinct.frequency(row);
            ages += distinct.weight(row) * distinct.age(row);
        }
        if (!(ages > 0)) {
            throw FitException.of(
                    BetaGeometricNbd.NAME,
                    distinct.size() == 0 ? "there is no customer" : "all ages are 0",
                    List.of(
                            "Does the filter match the purchases?",
                            "Is the as-of instant after the first purchases?",
                            "Are customers without a purchase left out?"));
        }
        repeats = sum;
        unit = ages / customers;
    }

    static Fitted<BetaGeometricNbd> of(Purchases purchases) {
        BetaGeometricFit fit = new BetaGeometricFit(purchases);
        return fit.climb(fit.starts());
    }

    /** The fit from a start of the caller's, in the purchases' unit of time: r, alpha, a, b. */
    static Fitted<BetaGeometricNbd> maximize(Purchases purchases, double... start) {
        BetaGeometricFit fit = new BetaGeometricFit(purchases);
        return fit.climb(new double[] {start[0], start[1] / fit.unit, start[2], start[3]});
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
        return Fitted.of(model, maximum, units, maximum.logLikelihood(), shapeRemarks(maximum), provenance);
    }

    private Fitted<BetaGeometricNbd> climb(double[]... starts) {
        BetaGeometricLikelihood likelihood = new BetaGeometricLikelihood(distinct, unit);
        Maximum maximum =
                MaximumLikelihood.withDefaults().maximize(BetaGeometricNbd.NAME, PARAMETERS, likelihood, starts);
        BetaGeometricNbd model = BetaGeometricNbd.of(
                        maximum.estimate(0),
                        maximum.estimate(1) * unit,
                        maximum.estimate(2),
                        maximum.estimate(3),
                        distinct.timeScale())
                .withTypical(distinct.typical());
        Provenance provenance = Provenance.of(BetaGeometricNbd.NAME, likelihood.customers(), distinct.size())
                .withPeriod(distinct.start(), distinct.asOf())
                .withTimeScale(distinct.timeScale().name());
        // The density of x purchase times in another unit.
        double logLikelihood = maximum.logLikelihood() - repeats * Math.log(unit);
        return Fitted.of(model, maximum, new double[] {1, unit, 1, 1}, logLikelihood, remarks(maximum), provenance);
    }

    /** Starts in the order of their promise; for a large base, the maximum of a sample before all. */
    private double[][] starts() {
        if (distinct.size() <= SAMPLE) {
            return ranked();
        }
        BetaGeometricLikelihood sample = new BetaGeometricLikelihood(distinct.everyRow(distinct.size() / SAMPLE), unit);
        Maximum maximum = MaximumLikelihood.withDefaults()
                .withTolerance(1e-3)
                .maximize(BetaGeometricNbd.NAME, PARAMETERS, sample, ranked());
        return new double[][] {
            {maximum.estimate(0), maximum.estimate(1), maximum.estimate(2), maximum.estimate(3)}, ranked()[0]
        };
    }

    /** Guesses from the purchases per mean age: of rates equal or spread, of drop-outs frequent or rare. */
    private double[][] guesses() {
        double rate = Math.max(repeats, 0.5) / distinct.customers();
        List<double[]> guesses = new ArrayList<>();
        for (double r : new double[] {0.25, 1, 4}) {
            for (double[] dropOut : new double[][] {{0.8, 2.5}, {0.5, 10}, {2, 2}, {0.1, 0.3}}) {
                guesses.add(new double[] {r, r / (1.5 * rate), dropOut[0], dropOut[1]});
            }
        }
        return guesses.toArray(new double[0][]);
    }

    /** The best guess by a look at some rows, then those that differ most from it. */
    private double[][] ranked() {
        int step = Math.max(1, distinct.size() / SCOUTED);
        BetaGeometricLikelihood scouted = new BetaGeometricLikelihood(distinct.everyRow(step), unit);
        double[][] guesses = guesses();
        double[] gradient = new double[PARAMETERS.size()];
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < guesses.length; i++) {
            double[] logs = new double[gradient.length];
            for (int j = 0; j < logs.length; j++) {
                logs[j] = Math.log(guesses[i][j]);
            }
            double value = scouted.valueAndGradient(logs, gradient);
            if (value > best) {
                best = value;
                double[] better = guesses[i];
                guesses[i] = guesses[0];
                guesses[0] = better;
            }
        }
        return new double[][] {guesses[0], guesses[guesses.length / 2], guesses[guesses.length - 1]};
    }

    /** What a user should know, in the model's own terms. */
    private List<String> remarks(Maximum maximum) {
        if (repeats == 0) {
            return List.of(
                    "no customer bought a second time: nothing tells how often customers buy or when they leave; "
                            + "the expectation of further purchases is practically 0");
        }
        return shapeRemarks(maximum);
    }

    private static List<String> shapeRemarks(Maximum maximum) {
        List<String> remarks = new ArrayList<>();
        double a = maximum.estimate(2);
        double b = maximum.estimate(3);
        if (maximum.ending() == Ending.BOUNDARY) {
            addSimplerModels(remarks, maximum, a, b);
        }
        if (a + b < 1) {
            remarks.add("a + b < 1: drop-out probabilities pile up at 0 and 1, most customers either never leave or "
                    + "leave after their first repeat purchase");
        }
        return remarks;
    }

    private static void addSimplerModels(List<String> remarks, Maximum maximum, double a, double b) {
        if (!maximum.isDetermined(0) && maximum.estimate(0) > 100) {
            remarks.add("r and alpha grow without end at a constant ratio: all customers buy at the same rate "
                    + "(a Poisson process), which a gamma distribution of rates cannot improve");
        }
        if (!maximum.isDetermined(2) && a / (a + b) < 1e-4) {
            remarks.add("the drop-out probability runs to 0: nobody is seen to leave, and NBD, the model without "
                    + "drop-out, fits as well");
        } else if (!maximum.isDetermined(2) && a > 100) {
            remarks.add(
                    "a and b grow without end at a constant ratio: all customers have the same drop-out probability "
                            + a / (a + b) + ", which a beta distribution cannot improve");
        }
    }
}
