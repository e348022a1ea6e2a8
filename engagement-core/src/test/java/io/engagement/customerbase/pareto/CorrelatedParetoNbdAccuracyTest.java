package io.engagement.customerbase.pareto;

import static io.engagement.Draws.logUniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.PurchaseSummary;
import io.engagement.domain.TimeScale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.gamma.LogGamma;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Against the definition: sums over the two rates themselves, by the trapezoidal rule in their logarithms, which is exact to
 * rounding for such functions. Parameters were drawn log-uniformly, associations from -1 to 1.
 */
class CorrelatedParetoNbdAccuracyTest {
    private static final double RELATIVE = 1e-9;
    private static final double STEP = 0.12;
    private static final double DELTA = 0.01;

    private record Case(CorrelatedParetoNbd model, PurchaseSummary customer, double t) {}

    static Stream<Case> cases() {
        Random random = new Random(19_870_101);
        return IntStream.range(0, 20).mapToObj(number -> {
            double association = number % 10 == 0 ? 1 : number % 10 == 5 ? -1 : 2 * random.nextDouble() - 1;
            CorrelatedParetoNbd model = CorrelatedParetoNbd.of(
                    logUniform(random, 0.4, 5),
                    logUniform(random, 0.5, 50),
                    logUniform(random, 0.4, 5),
                    logUniform(random, 0.5, 50),
                    association,
                    TimeScale.WEEKS);
            double age = logUniform(random, 0.5, 200);
            int x = (int) (random.nextDouble() * random.nextDouble() * 25);
            double recency = x == 0 ? 0 : age * random.nextDouble();
            return new Case(model, new PurchaseSummary(x, recency, age), logUniform(random, 0.5, 100));
        });
    }

    /** Sums over both rates of the density times something. */
    private static final class Rates {
        private final double[] lambda;
        private final double[] mu;
        private final double[][] density;

        Rates(CorrelatedParetoNbd model) {
            lambda = nodes(model.r(), model.alpha());
            mu = nodes(model.s(), model.beta());
            density = new double[lambda.length][mu.length];
            double theta = (Math.pow(2, 1 / model.r()) - 1) * model.alpha();
            double eta = (Math.pow(2, 1 / model.s()) - 1) * model.beta();
            for (int i = 0; i < lambda.length; i++) {
                double g = density(model.r(), model.alpha(), lambda[i]);
                for (int j = 0; j < mu.length; j++) {
                    double h = density(model.s(), model.beta(), mu[j]);
                    double together = 4
                            * model.association()
                            * (Math.exp(-theta * lambda[i]) - 0.5)
                            * (Math.exp(-eta * mu[j]) - 0.5);
                    density[i][j] = g * h * (1 + together);
                }
            }
        }

        private static double[] nodes(double shape, double rate) {
            // Those who are alive after a long time have far smaller rates than most.
            double from = Math.log(shape / rate) - 36 / shape - 8;
            double to = Math.log(shape / rate) + Math.log(40 + 120 / shape);
            return IntStream.rangeClosed(0, (int) ((to - from) / STEP))
                    .mapToDouble(i -> Math.exp(from + i * STEP))
                    .toArray();
        }

        /** Of the logarithm of a rate, times the step. */
        private static double density(double shape, double rate, double y) {
            return STEP * Math.exp(shape * Math.log(rate * y) - rate * y - LogGamma.value(shape));
        }

        interface OfRates {
            double of(double lambda, double mu);
        }

        double sum(OfRates f) {
            double sum = 0;
            for (int i = 0; i < lambda.length; i++) {
                for (int j = 0; j < mu.length; j++) {
                    sum += density[i][j] == 0 ? 0 : density[i][j] * f.of(lambda[i], mu[j]);
                }
            }
            return sum;
        }
    }

    private static double alive(PurchaseSummary c, double lambda, double mu) {
        return Math.pow(lambda, c.frequency()) * Math.exp(-(lambda + mu) * c.age());
    }

    /** Gone after the last purchase, before now. */
    private static double gone(PurchaseSummary c, double lambda, double mu) {
        double silence = (lambda + mu) * (c.age() - c.recency());
        return Math.pow(lambda, c.frequency())
                * Math.exp(-(lambda + mu) * c.recency())
                * -Math.expm1(-silence)
                * mu
                / (lambda + mu);
    }

    private static void assertClose(double value, double truth, String of) {
        assertThat(value).as(of).isCloseTo(truth, within(RELATIVE * Math.abs(truth)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyQuantityIsThatOfTheTwoRates(Case one) {
        CorrelatedParetoNbd model = one.model();
        PurchaseSummary c = one.customer();
        double t = one.t();
        Rates rates = new Rates(model);
        double alive = rates.sum((lambda, mu) -> alive(c, lambda, mu));
        double likelihood = alive + rates.sum((lambda, mu) -> gone(c, lambda, mu));
        double expected =
                rates.sum((lambda, mu) -> alive(c, lambda, mu) * lambda * -Math.expm1(-mu * t) / mu) / likelihood;
        double discounted = rates.sum((lambda, mu) -> alive(c, lambda, mu) * lambda / (mu + DELTA)) / likelihood;
        double buys = rates.sum(
                        (lambda, mu) -> alive(c, lambda, mu) * -Math.expm1(-(lambda + mu) * t) * lambda / (lambda + mu))
                / likelihood;
        double x = c.frequency();
        assertThat(model.logLikelihood(x, c.recency(), c.age()))
                .isCloseTo(Math.log(likelihood), within(RELATIVE * Math.max(1, Math.abs(Math.log(likelihood)))));
        assertClose(model.probabilityAlive(x, c.recency(), c.age()), alive / likelihood, "P(alive)");
        assertClose(model.expectedPurchases(x, c.recency(), c.age(), t), expected, "expectation");
        assertClose(
                model.discountedPurchases(x, c.recency(), c.age(), Double.POSITIVE_INFINITY, DELTA),
                discounted,
                "discounted");
        assertClose(model.probabilityNoPurchase(x, c.recency(), c.age(), t), 1 - buys, "no purchase");
        assertClose(
                model.expectedPurchases(t),
                rates.sum((lambda, mu) -> lambda * -Math.expm1(-mu * t) / mu),
                "expectation of a new customer");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theMarginsKeepTheirMeansAndTheCorrelationIsTheOneStated(Case one) {
        CorrelatedParetoNbd model = one.model();
        Rates rates = new Rates(model);
        double meanLambda = model.r() / model.alpha();
        double meanMu = model.s() / model.beta();
        assertClose(rates.sum((lambda, mu) -> 1), 1, "all");
        assertClose(rates.sum((lambda, mu) -> lambda), meanLambda, "mean rate of purchases");
        assertClose(rates.sum((lambda, mu) -> mu), meanMu, "mean rate of leaving");
        double covariance = rates.sum((lambda, mu) -> (lambda - meanLambda) * (mu - meanMu));
        double spread = Math.sqrt(model.r() * model.s()) / (model.alpha() * model.beta());
        assertThat(model.correlation()).isCloseTo(covariance / spread, within(1e-9));
        // The purchases of a new customer's first moments, by the kernel: at the mean rate, less where those who buy
        // leave.
        double moment = 1e-6 * Math.min(model.alpha(), model.beta());
        assertThat(model.expectedPurchases(moment) / moment).isCloseTo(meanLambda, within(2e-5 * meanLambda));
    }
}
