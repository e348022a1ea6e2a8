package io.engagement.customerbase.periodic;

import io.engagement.fit.Ending;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.fit.Provenance;
import io.engagement.fit.StatisticalModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Fits BG/BB to a table of counts. */
final class BetaBernoulliFit {
    static final List<Parameter> PARAMETERS = List.of(
            Parameter.positive("alpha"),
            Parameter.positive("beta"),
            Parameter.positive("gamma"),
            Parameter.positive("delta"));

    private static final String NO_REPEATS =
            "no customer bought a second time: nothing tells how often customers buy or when they leave";

    private BetaBernoulliFit() {}

    static Fitted<BetaGeometricBetaBernoulli> of(PurchaseOpportunities opportunities) {
        return of(opportunities, model -> model, provenance -> provenance.withTimeScale("PERIODS"));
    }

    /**
     * The fit of a view of the model.
     *
     * @param view makes the view of a model
     * @param observed says more of what it was fitted to
     */
    static <M extends StatisticalModel> Fitted<M> of(
            PurchaseOpportunities opportunities,
            Function<BetaGeometricBetaBernoulli, M> view,
            UnaryOperator<Provenance> observed) {
        PurchaseOpportunities distinct = opportunities.distinct();
        double chances = chances(distinct);
        String name = BetaGeometricBetaBernoulli.NAME;
        if (!(chances > 0)) {
            throw FitException.of(
                    name,
                    distinct.size() == 0 ? "no customer has bought" : "no customer had an opportunity",
                    List.of("Does the filter match the purchases?", "Is a period over since the first purchases?"));
        }
        Maximum maximum =
                MaximumLikelihood.withDefaults().maximize(name, PARAMETERS, new Likelihood(distinct), starts(distinct));
        BetaGeometricBetaBernoulli model = BetaGeometricBetaBernoulli.of(
                maximum.estimate(0), maximum.estimate(1), maximum.estimate(2), maximum.estimate(3));
        return Fitted.of(
                view.apply(model),
                maximum,
                new double[] {1, 1, 1, 1},
                maximum.logLikelihood(),
                bought(distinct) == 0 ? List.of(NO_REPEATS) : remarks(maximum),
                observed.apply(Provenance.of(name, distinct.customers(), distinct.size())));
    }

    private static double chances(PurchaseOpportunities distinct) {
        double chances = 0;
        for (int row = 0; row < distinct.size(); row++) {
            chances += distinct.weight(row) * distinct.opportunities(row);
        }
        return chances;
    }

    private static double bought(PurchaseOpportunities distinct) {
        double bought = 0;
        for (int row = 0; row < distinct.size(); row++) {
            bought += distinct.weight(row) * distinct.frequency(row);
        }
        return bought;
    }

    /** From the share of opportunities that were taken: of customers who are alike or differ, who leave soon or late. */
    static double[][] starts(PurchaseOpportunities distinct) {
        double share = (bought(distinct) + 0.5) / (chances(distinct) + 1);
        double active = Math.min(0.9, 1.5 * share);
        return new double[][] {
            {active, 1 - active, 0.5, 3}, {4 * active, 4 * (1 - active), 0.5, 3}, {active, 1 - active, 2, 20}
        };
    }

    static List<String> remarks(Maximum maximum) {
        List<String> remarks = new ArrayList<>();
        if (maximum.ending() == Ending.BOUNDARY) {
            double leave = maximum.estimate(2);
            double stay = maximum.estimate(3);
            if (!(maximum.isDetermined(0) && maximum.isDetermined(1)) && maximum.estimate(0) > 100) {
                remarks.add("alpha and beta grow without end at a constant ratio: all customers buy with the same "
                        + "probability while they stay, which a beta distribution cannot improve");
            }
            if (!(maximum.isDetermined(2) && maximum.isDetermined(3))) {
                remarks.add(
                        leave / (leave + stay) < 1e-4
                                ? "the probability of leaving runs to 0: nobody is seen to leave, and the beta-binomial "
                                        + "model without drop-out fits as well"
                                : "gamma and delta are not told apart: customers who leave with one and the same "
                                        + "probability fit as well");
            }
        }
        return remarks;
    }

    /** By the logarithms of alpha, beta, gamma and delta. */
    static final class Likelihood implements LogLikelihood {
        private final PurchaseOpportunities distinct;
        private final Rises alphas;
        private final Rises betas;
        private final Rises both;
        private final Rises deltas;
        private final Rises all;
        private final double[] terms;

        Likelihood(PurchaseOpportunities distinct) {
            int most = distinct.mostOpportunities();
            this.distinct = distinct;
            this.alphas = new Rises(most);
            this.betas = new Rises(most);
            this.both = new Rises(most);
            this.deltas = new Rises(most);
            this.all = new Rises(most);
            this.terms = new double[most + 2];
        }

        @Override
        public int dimension() {
            return 4;
        }

        @Override
        public double valueAndGradient(double[] logs, double[] gradient) {
            double alpha = Math.exp(logs[0]);
            double beta = Math.exp(logs[1]);
            double gamma = Math.exp(logs[2]);
            double delta = Math.exp(logs[3]);
            alphas.fill(alpha);
            betas.fill(beta);
            both.fill(alpha + beta);
            deltas.fill(delta);
            all.fill(gamma + delta);
            double value = 0;
            double[] slopes = new double[4];
            for (int row = 0; row < distinct.size(); row++) {
                value += distinct.weight(row) * row(row, gamma, delta, slopes);
            }
            double[] parameters = {alpha, beta, gamma, delta};
            Arrays.setAll(gradient, i -> parameters[i] * slopes[i]);
            return value;
        }

        /** ln L of a row; adds its weighted derivatives. */
        private double row(int row, double gamma, double delta, double[] slopes) {
            int x = distinct.frequency(row);
            int n = distinct.opportunities(row);
            int first = distinct.recency(row);
            double most = Double.NEGATIVE_INFINITY;
            // Who left after i opportunities, and, last, who is there after n.
            for (int i = first; i <= n + 1; i++) {
                int seen = Math.min(i, n);
                double life = deltas.log[seen]
                        - all.log[seen]
                        + (i > n ? 0 : i < n ? Math.log(gamma / (gamma + delta + i)) : Double.NEGATIVE_INFINITY);
                terms[i] = alphas.log[x] + betas.log[seen - x] - both.log[seen] + life;
                most = Math.max(most, terms[i]);
            }
            double sum = 0;
            for (int i = first; i <= n + 1; i++) {
                terms[i] = Math.exp(terms[i] - most);
                sum += terms[i];
            }
            double weight = distinct.weight(row);
            for (int i = first; i <= n + 1; i++) {
                int seen = Math.min(i, n);
                double share = weight * terms[i] / sum;
                double left = i < n ? 1 : 0;
                slopes[0] += share * (alphas.slope[x] - both.slope[seen]);
                slopes[1] += share * (betas.slope[seen - x] - both.slope[seen]);
                slopes[2] += share * (left * (1 / gamma - 1 / (gamma + delta + i)) - all.slope[seen]);
                slopes[3] += share * (deltas.slope[seen] - all.slope[seen] - left / (gamma + delta + i));
            }
            return most + Math.log(sum);
        }
    }

    /** ln of z (z+1) ... (z+i-1) for all i, and its derivative. */
    private static final class Rises {
        private final double[] log;
        private final double[] slope;

        Rises(int most) {
            log = new double[most + 1];
            slope = new double[most + 1];
        }

        void fill(double z) {
            for (int i = 1; i < log.length; i++) {
                log[i] = log[i - 1] + Math.log(z + (i - 1));
                slope[i] = slope[i - 1] + 1 / (z + (i - 1));
            }
        }
    }
}
