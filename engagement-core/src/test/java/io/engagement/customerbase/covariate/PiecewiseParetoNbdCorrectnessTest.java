package io.engagement.customerbase.covariate;

import static io.engagement.customerbase.covariate.TimeVaryingBases.BASE;
import static io.engagement.customerbase.covariate.TimeVaryingBases.seasonal;
import static io.engagement.customerbase.covariate.TimeVaryingBases.week;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.CountDistribution;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.TimeScale;
import io.engagement.testkit.run.FullRun;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.LogGamma;
import org.junit.jupiter.api.Test;

/** Against what is known for certain: the model without covariates, and brute force over both rates of each customer. */
class PiecewiseParetoNbdCorrectnessTest {
    private static void close(String what, double value, double truth, double relative) {
        assertThat(value).as(what).isCloseTo(truth, within(relative * Math.abs(truth) + 1e-300));
    }

    /** Of one step, or of many that do not differ to the eye. */
    @Test
    void withoutMovesItIsParetoNbd() {
        Random random = new Random(31);
        double[] level = new double[400];
        double[] nearly = new double[400];
        Arrays.fill(level, 0.7);
        Arrays.setAll(nearly, i -> 0.7 + (i % 2) * 1e-16);
        TimeVaryingCovariates one =
                TimeVaryingCovariates.weekly(week(-300), 400).common("season", level);
        TimeVaryingCovariates many =
                TimeVaryingCovariates.weekly(week(-300), 400).common("season", nearly);
        for (int i = 0; i < 12; i++) {
            ParetoNbd base = ParetoNbd.of(
                    Math.exp(random.nextGaussian()),
                    10 * Math.exp(random.nextGaussian()),
                    Math.exp(random.nextGaussian()),
                    20 * Math.exp(random.nextGaussian()),
                    TimeScale.WEEKS);
            TimeVaryingParetoNbd model = seasonal(base, 0.5, -0.3);
            ParetoNbd plain = ParetoNbd.of(
                    base.r(), base.alpha() * Math.exp(-0.35), base.s(), base.beta() * Math.exp(0.21), TimeScale.WEEKS);
            double age = 290 * random.nextDouble();
            int x = random.nextInt(4) * random.nextInt(20);
            double recency = x == 0 ? 0 : age * random.nextDouble();
            compare(model.asOf(week(0), one, "0"), plain, x, recency, age);
            compare(model.asOf(week(0.37), many, "0"), plain, x, recency, age);
        }
    }

    /** Where what a long silence costs is as large as the odds that it gives to having left. */
    @Test
    void aLongSilenceLeavesTheDigitsOfTheLikelihood() {
        TimeVaryingCovariates covariates =
                TimeVaryingCovariates.weekly(week(-300), 400).common("season", new double[400]);
        for (double r : new double[] {1e-9, 1, 1e6, 1e9}) {
            for (double alpha : new double[] {1e-6, 1e-3, 1}) {
                for (double beta : new double[] {1e-6, 1, 1e6}) {
                    for (int x : new int[] {0, 1, 1_000, 1_000_000}) {
                        ParetoNbd plain = ParetoNbd.of(r, alpha, 1e-3, beta, TimeScale.WEEKS);
                        PiecewiseParetoNbd own = seasonal(plain, 1, 1).asOf(week(0), covariates, "0");
                        // Exact also as a time before now.
                        double recency = x == 0 ? 0 : 1.0 / 1024;
                        double truth = plain.logLikelihood(x, recency, 290);
                        // Near 0 it is what two probabilities lack of 1 together: ill-conditioned.
                        assertThat(own.logLikelihood(x, recency, 290))
                                .as(own + " " + x)
                                .isCloseTo(truth, within(1e-11 * Math.abs(truth) + 1e-15));
                    }
                }
            }
        }
    }

    private static void compare(CustomerBaseModel own, ParetoNbd plain, int x, double recency, double age) {
        String what = plain + " " + x + " " + recency + " " + age;
        double odds = Math.abs(Math.log(plain.probabilityAlive(x, recency, age)));
        // A power's relative error is its exponent's absolute one.
        double relative = 1e-12 * (1 + 0.01 * odds);
        close(what, own.logLikelihood(x, recency, age), plain.logLikelihood(x, recency, age), 1e-12);
        close(what, own.probabilityAlive(x, recency, age), plain.probabilityAlive(x, recency, age), relative);
        close(what, own.expectedPurchases(39), plain.expectedPurchases(39), 1e-12);
        close(what, own.expectedPurchases(x, recency, age, 39), plain.expectedPurchases(x, recency, age, 39), relative);
        close(
                what,
                own.probabilityNoPurchase(x, recency, age, 39),
                plain.probabilityNoPurchase(x, recency, age, 39),
                1e-12);
        close(
                what,
                own.discountedPurchases(x, recency, age, 39, 0.01),
                plain.discountedPurchases(x, recency, age, 39, 0.01),
                relative);
        CountDistribution counts = own.purchaseDistribution(x, recency, age, 39);
        CountDistribution expected = plain.purchaseDistribution(x, recency, age, 39);
        for (int count = 0; count < 30; count++) {
            assertThat(counts.probability(count)).isCloseTo(expected.probability(count), within(1e-11));
        }
    }

    /** Over ln lambda and ln mu, where the rule of trapezoids is exact to all digits, with each customer's own closed form. */
    @Test
    void bruteForceOverTheRatesAgrees() {
        Random random = new Random(32);
        for (int i = 0; i < FullRun.pick(20, 4); i++) {
            double[] values = random.doubles(60, -2, 2).toArray();
            TimeVaryingCovariates covariates =
                    TimeVaryingCovariates.weekly(week(-40), 60).common("season", values);
            ParetoNbd base = ParetoNbd.of(
                    0.4 + random.nextDouble(),
                    1 + 10 * random.nextDouble(),
                    0.4 + random.nextDouble(),
                    1 + 20 * random.nextDouble(),
                    TimeScale.WEEKS);
            double age = 1 + 38 * random.nextDouble();
            int x = random.nextInt(6);
            double recency = x == 0 ? 0 : age * random.nextDouble();
            double t = 12 * random.nextDouble();
            double[] gammas = {random.nextGaussian(), random.nextGaussian()};
            PiecewiseParetoNbd own = seasonal(base, gammas[0], gammas[1]).asOf(week(0), covariates, "0");
            double[] truth = new BruteForce(values, gammas, x, recency, age, t).over(base);
            String what = own + " " + x + " " + recency + " " + age + " " + t;
            double atPurchases = new PiecewiseKernel(base, own.steps()).meanAtPurchases(x, recency, age);
            close(what, own.logLikelihood(x, recency, age) - atPurchases, Math.log(truth[0]), 1e-10);
            close(what, own.probabilityAlive(x, recency, age), truth[1] / truth[0], 1e-10);
            close(what, own.expectedPurchases(x, recency, age, t), truth[2] / truth[0], 1e-10);
            close(what, own.probabilityNoPurchase(x, recency, age, t), truth[3] / truth[0], 1e-10);
            close(what, own.purchaseDistribution(x, recency, age, t).probability(0), truth[3] / truth[0], 1e-9);
        }
    }

    /** What is known of one customer of given rates, in closed form over each week. */
    private static final class BruteForce {
        private final double[] values;
        private final double[] gammas;
        private final int x;
        private final double recency;
        private final double age;
        private final double t;

        BruteForce(double[] values, double[] gammas, int x, double recency, double age, double t) {
            this.values = values;
            this.gammas = gammas;
            this.x = x;
            this.recency = recency;
            this.age = age;
            this.t = t;
        }

        /** The integral of a factor e^(gamma z) between two times from now. */
        private double passed(double gamma, double from, double to) {
            double sum = 0;
            for (int week = 0; week < values.length; week++) {
                sum += Math.exp(gamma * values[week]) * overlap(week, from, to);
            }
            return sum;
        }

        private static double overlap(int week, double from, double to) {
            return Math.max(0, Math.min(to, week - 39.0) - Math.max(from, week - 40.0));
        }

        /** Gone between two times without a purchase, per likelihood before; or purchases made in between. */
        private double between(double from, double to, double lambda, double mu, boolean purchases) {
            double sum = 0;
            double silent = 1;
            for (int week = 0; week < values.length; week++) {
                double length = overlap(week, from, to);
                double buys = lambda * Math.exp(gammas[0] * values[week]);
                double leaves = mu * Math.exp(gammas[1] * values[week]);
                double ends = purchases ? leaves : leaves + buys;
                double share = ends * length == 0 ? length : -Math.expm1(-ends * length) / ends;
                sum += silent * share * (purchases ? buys : leaves);
                silent *= Math.exp(-ends * length);
            }
            return sum;
        }

        /** L, L and alive, L times expected purchases, L and no purchase. */
        double[] over(ParetoNbd base) {
            double behindA = passed(gammas[0], -age, recency - age);
            double behindB = passed(gammas[1], -age, recency - age);
            double silentA = passed(gammas[0], recency - age, 0);
            double silentB = passed(gammas[1], recency - age, 0);
            double aheadA = passed(gammas[0], 0, t);
            double aheadB = passed(gammas[1], 0, t);
            double[] sums = new double[4];
            double step = 0.25;
            for (double u = -70; u < 8; u += step) {
                double lambda = Math.exp(u);
                for (double v = -70; v < 8; v += step) {
                    double mu = Math.exp(v);
                    double weight = step
                            * step
                            * density(base.r(), base.alpha(), u)
                            * density(base.s(), base.beta(), v)
                            * Math.exp(x * u - lambda * behindA - mu * behindB);
                    double alive = weight * Math.exp(-lambda * silentA - mu * silentB);
                    if (weight > 1e-40) {
                        double gone = weight * between(recency - age, 0, lambda, mu, false);
                        sums[0] += alive + gone;
                        sums[1] += alive;
                        sums[2] += alive * between(0, t, lambda, mu, true);
                        sums[3] += gone
                                + alive * (Math.exp(-lambda * aheadA - mu * aheadB) + between(0, t, lambda, mu, false));
                    }
                }
            }
            return sums;
        }

        /** Of ln of a gamma distributed rate. */
        private static double density(double shape, double rate, double log) {
            return Math.exp(shape * (Math.log(rate) + log) - rate * Math.exp(log) - LogGamma.value(shape));
        }
    }

    @Test
    void extremesDoNotOverflow() {
        TimeVaryingCovariates covariates = TimeVaryingCovariates.between(
                        List.of(week(-100_000), week(-50_000), week(-1), week(0.5), week(100_000)))
                .common("season", 3, -3, 5, 0);
        for (double gamma : new double[] {-20, 0, 20}) {
            PiecewiseParetoNbd own = seasonal(BASE, gamma, -gamma / 2).asOf(week(0), covariates, "0");
            for (int x : new int[] {0, 1, 5_000}) {
                for (double recency : new double[] {1e-3, 40_000, 99_999.9}) {
                    double last = x == 0 ? 0 : recency;
                    List<DoubleUnaryOperator> all = List.of(
                            t -> own.logLikelihood(x, last, 1e5),
                            t -> own.probabilityAlive(x, last, 1e5),
                            t -> own.expectedPurchases(x, last, 1e5, t),
                            t -> own.probabilityNoPurchase(x, last, 1e5, t),
                            t -> own.discountedPurchases(x, last, 1e5, t, 0.1));
                    for (DoubleUnaryOperator one : all) {
                        assertThat(one.applyAsDouble(20))
                                .as("%s %d %s", own, x, last)
                                .isFinite();
                    }
                }
            }
        }
    }

    @Test
    void whatIsNotKnownIsRefused() {
        TimeVaryingCovariates covariates =
                TimeVaryingCovariates.weekly(week(-10), 20).common("season", new double[20]);
        TimeVaryingParetoNbd model = seasonal(BASE, 1, 1);
        PiecewiseParetoNbd own = model.asOf(week(0), covariates, "0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> own.expectedPurchases(0, 0, 3, 10.5))
                .withMessage("the covariates are known until 10.0 from now, and are needed until 10.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> own.probabilityAlive(0, 0, 11))
                .withMessage(
                        "the covariates are known from 10.0 before now on, and are needed from 11.0 before now on");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> own.discountedPurchases(0, 0, 3, Double.POSITIVE_INFINITY, 0.1))
                .withMessageContaining("are needed until Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.asOf(week(11), covariates, "0"))
                .withMessageContaining("the covariates must be known as of 2023-03-20T00:00:00Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.asOf(
                        week(0), TimeVaryingCovariates.weekly(week(-10), 20).common("other", new double[20]), "0"))
                .withMessageContaining("the covariates must be [season] in this order, were [other]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.asOf(
                        week(0),
                        TimeVaryingCovariates.weekly(week(-10), 20).constant("season", Map.of("0", 1.0, "1", 2.0)),
                        "2"))
                .withMessage("of customer 2 not all of the covariates [season] are known");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seasonal(BASE, 1e4, 0)
                        .asOf(
                                week(0),
                                TimeVaryingCovariates.weekly(week(-10), 20).constant("season", Map.of("0", 1.0)),
                                "0"))
                .withMessageContaining("the factor by which covariates move a rate in period 0 must be positive");
        assertThat(own.expectedPurchases(0, 0, 10, 10)).isPositive();
        assertThat(model.asOf(week(0), covariates.withoutEnd(), "0")
                        .discountedPurchases(0, 0, 3, Double.POSITIVE_INFINITY, 0.1))
                .isPositive();
    }
}
