package io.engagement.survival;

import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.fit.Provenance;
import io.engagement.internal.math.GammaDifferences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Fits both models to tenures. */
final class ContractFit implements LogLikelihood {
    private final Tenures tenures;
    private final int dimension;
    private final Point before;
    private final Point after;

    private ContractFit(Tenures tenures, int dimension) {
        this.tenures = tenures;
        this.dimension = dimension;
        this.before = new Point(dimension);
        this.after = new Point(dimension);
    }

    /** The likelihood of two parameters, with c 1, or of three. */
    static ContractFit of(Tenures tenures, int dimension) {
        return new ContractFit(tenures, dimension);
    }

    /** A model of the parameters that are found. */
    static <M extends ContractModel> Fitted<M> fit(
            String name, List<Parameter> parameters, Tenures tenures, BiFunction<ContractOrigin, double[], M> make) {
        Maximum maximum = maximize(name, parameters, tenures);
        double[] found = new double[parameters.size()];
        double[] units = new double[found.length];
        Arrays.setAll(found, maximum::estimate);
        Arrays.fill(units, 1);
        return Fitted.of(
                make.apply(ContractOrigin.of(tenures), found),
                maximum,
                units,
                maximum.logLikelihood(),
                remarks(tenures, maximum),
                provenance(name, tenures));
    }

    static Maximum maximize(String name, List<Parameter> parameters, Tenures tenures) {
        int dimension = parameters.size();
        double[][] starts = starts(name, dimension, tenures).toArray(double[][]::new);
        return MaximumLikelihood.withDefaults().maximize(name, parameters, of(tenures, dimension), starts);
    }

    /** Where a search begins: customers who differ much, and less and less. */
    static List<double[]> starts(String name, int dimension, Tenures tenures) {
        double years = 0;
        for (int period = 1; period <= tenures.longest(); period++) {
            years += period * (tenures.left(period) + tenures.staying(period));
        }
        if (!(years > 0)) {
            throw FitException.of(
                    name,
                    tenures.customers() == 0
                            ? "no customer has a contract"
                            : "no customer has a whole period behind them",
                    List.of("Is a tenure counted in periods that are over?", "Are the survivors those of one cohort?"));
        }
        // The share of periods that end with leaving; never 0 or 1.
        double rate = (tenures.left() + 0.5) / (years + 1);
        List<double[]> starts = new ArrayList<>();
        for (double concentration : new double[] {1, 4, 20}) {
            starts.add(Arrays.copyOf(new double[] {concentration * rate, concentration * (1 - rate), 1}, dimension));
        }
        return starts;
    }

    static Provenance provenance(String name, Tenures tenures) {
        return Provenance.of(name, tenures.customers(), tenures.longest())
                .withTimeScale("PERIODS")
                .withPeriod(Optional.empty(), tenures.asOf())
                .withInteractions(tenures.initiators());
    }

    /** What a user should know, in the models' own terms; the first two parameters are those of the beta distribution. */
    static List<String> remarks(Tenures tenures, Maximum maximum) {
        List<String> remarks = new ArrayList<>();
        double leave = maximum.estimate(0);
        double stay = maximum.estimate(1);
        if (tenures.left() == 0) {
            remarks.add("nobody left: nothing tells how likely customers are to leave");
        } else if (tenures.left(1) == tenures.customers()) {
            remarks.add("all customers left at the end of the first period: nothing tells them apart");
        } else if (!(maximum.isDetermined(0) && maximum.isDetermined(1)) && leave > 100) {
            remarks.add("both shapes grow without end at a constant ratio: all customers have the same probability of "
                    + (float) (leave / (leave + stay))
                    + " to leave" + equalCustomers(maximum));
        }
        return remarks;
    }

    /** What is left of a model whose customers are all the same. */
    private static String equalCustomers(Maximum maximum) {
        return maximum.parameters().size() == 2
                ? ", which a beta distribution cannot improve (a geometric distribution fits as well)"
                : " at first, which a beta distribution cannot improve (a discrete Weibull distribution fits as well)";
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public double valueAndGradient(double[] logs, double[] gradient) {
        double leave = Math.exp(logs[0]);
        double stay = Math.exp(logs[1]);
        double c = dimension == 2 ? 1 : Math.exp(logs[2]);
        BetaSurvival survival = new BetaSurvival(leave, stay, c);
        double value = 0;
        Arrays.fill(gradient, 0);
        // Of one customer's tenure nearly all periods say nothing.
        int known = -1;
        for (int period = 1; period <= tenures.longest(); period++) {
            double left = tenures.left(period);
            if (!(left > 0 || tenures.staying(period) > 0)) {
                continue;
            }
            if (left > 0 && known < period - 1) {
                before.at(period - 1, leave, stay, c);
            }
            after.at(period, leave, stay, c);
            if (left > 0) {
                // P(T = t) = S(t-1) (1 - S(t)/S(t-1)).
                double kept = survival.log(period - 1, 1);
                double ratio = Math.exp(kept);
                double churn = -Math.expm1(kept);
                value += left * (before.log + Math.log(churn));
                for (int i = 0; i < dimension; i++) {
                    gradient[i] +=
                            left * (before.gradient[i] - ratio * (after.gradient[i] - before.gradient[i]) / churn);
                }
            }
            if (tenures.staying(period) > 0) {
                value += tenures.staying(period) * after.log;
                for (int i = 0; i < dimension; i++) {
                    gradient[i] += tenures.staying(period) * after.gradient[i];
                }
            }
            before.take(after);
            known = period;
        }
        return value;
    }

    /** ln S(t) and its derivatives by the logarithms of the parameters. */
    private static final class Point {
        private static final double LARGEST = 1e300;

        private double log;
        private final double[] gradient;

        Point(int dimension) {
            gradient = new double[dimension];
        }

        void at(int t, double leave, double stay, double c) {
            log = new BetaSurvival(leave, stay, c).log(t);
            // Digamma differences grow with ln u only; where u is no double they go on from the largest.
            double u = Math.min(Math.pow(t, c), LARGEST);
            double beyond = t < 2 ? 0 : Math.max(0, c * Math.log(t) - Math.log(LARGEST));
            double both = GammaDifferences.digammaRise(leave + stay, u) + beyond;
            gradient[0] = -leave * both;
            gradient[1] = stay * (GammaDifferences.digammaRise(stay, u) + beyond - both);
            if (gradient.length > 2) {
                double byU = -GammaDifferences.digammaRise(stay + u, leave);
                gradient[2] = t < 2 ? 0 : byU * u * c * Math.log(t);
            }
        }

        void take(Point other) {
            log = other.log;
            System.arraycopy(other.gradient, 0, gradient, 0, gradient.length);
        }
    }
}
