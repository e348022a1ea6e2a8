package io.engagement.spend;

import static io.engagement.Draws.logUniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.testkit.run.FullRun;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.junit.jupiter.api.Test;

/**
 * Bases of all kinds: parameters over decades, from one customer to ten thousand, few or many purchases, cents or millions.
 * Every fit ends at a maximum or says why there is none, and no point that is tried at random is higher.
 */
class SpendSturdinessTest {
    private static final int BASES = FullRun.pick(1000, 60);
    private static final long SEED = FullRun.seed(0);

    /** Those of the fits, but for gamma's, which are in the base's own unit of money there. */
    private static final List<Parameter> BOUNDS = List.of(
            Parameter.positive("a"),
            Parameter.positive("b"),
            Parameter.positive("p"),
            Parameter.positive("q"),
            Parameter.positive("gamma").within(1e-12, 1e12));

    private static int customers(Random random) {
        return (int) (random.nextInt(4) == 0 ? logUniform(random, 1, 50) : logUniform(random, 50, 5_000));
    }

    @Test
    void everyFitOfNormalNormalEndsAndNothingIsHigher() {
        int converged = 0;
        for (int base = 0; base < BASES; base++) {
            Random random = new Random(SEED + 31_000 + base);
            double unit = logUniform(random, 1e-4, 1e6);
            double theta = unit * (random.nextGaussian() + random.nextInt(3));
            double between = unit * logUniform(random, 1e-3, 30);
            double within = unit * logUniform(random, 1e-3, 30);
            int most = 1 + (int) logUniform(random, 1, 300);
            int customers = customers(random);
            double[] x = new double[customers];
            double[] z = new double[customers];
            for (int i = 0; i < customers; i++) {
                x[i] = 1 + random.nextInt(most);
                z[i] = theta + between * random.nextGaussian() + within * random.nextGaussian() / Math.sqrt(x[i]);
            }
            Spending spend = Spending.of(x, z);
            Fitted<NormalNormal> fitted = NormalNormal.fit(spend);
            assertEnds(base, fitted);
            converged += fitted.converged() ? 1 : 0;
            double[] at = {
                theta,
                Math.log(fitted.model().sigmaA()),
                Math.log(fitted.model().sigmaW())
            };
            at[0] = fitted.model().theta();
            double[] sizes = {Math.exp(at[1]) + Math.exp(at[2]), 1, 1};
            if (customers > 1) {
                LogLikelihood likelihood = NormalNormal.logLikelihood(spend);
                assertNothingIsHigher(base, fitted, likelihood, at, sizes, random);
                NormalNormal elsewhere = NormalNormal.of(
                        theta + unit * random.nextGaussian(),
                        unit * logUniform(random, 0.01, 10),
                        unit * logUniform(random, 0.01, 10));
                Fitted<NormalNormal> other = NormalNormal.fit(likelihood, elsewhere, fitted.provenance());
                assertThat(other.logLikelihood())
                        .as("base %d", base)
                        .isLessThan(fitted.logLikelihood() + 1e-6 + 1e-12 * Math.abs(other.logLikelihood()));
            }
        }
        System.out.println(
                "normal-normal: of " + BASES + " bases of all kinds, fits at a maximum inside: " + converged);
    }

    /** Eight customers: a maximum inside, and one higher by 0.012 where customers do not differ. */
    @Test
    void aMaximumAtABoundaryIsFoundBesideOneInside() {
        double[] x = {82, 46, 72, 14, 42, 49, 69, 1};
        double[] z = {32.5913, 31.7077, 32.1762, 31.2244, 27.3471, 32.0959, 31.7745, 38.1920};
        Fitted<NormalNormal> fitted = NormalNormal.fit(Spending.of(x, z));
        assertThat(fitted.logLikelihood()).isCloseTo(-16.8404, within(1e-3));
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.model().sigmaA()).isLessThan(1e-3);
    }

    @Test
    void everyFitOfTheHurdleEndsAndNothingIsHigher() {
        int converged = 0;
        int none = 0;
        for (int base = 0; base < BASES; base++) {
            Random random = new Random(SEED + 32_000 + base);
            Earnings spend = hurdled(random, base);
            if (IntStream.range(0, spend.size()).noneMatch(row -> spend.earningFrequency(row) > 0)) {
                none++;
                assertThat(catchFit(spend)).contains("brought more than nothing");
                continue;
            }
            Fitted<HurdleGammaGamma> fitted = HurdleGammaGamma.fit(spend);
            assertEnds(base, fitted);
            converged += fitted.converged() ? 1 : 0;
            double[] at = Arrays.stream(fitted.estimates()).map(Math::log).toArray();
            double[] sizes = {1, 1, 1, 1, 1};
            HurdleLikelihood likelihood = new HurdleLikelihood(spend.distinct(), 1);
            assertNothingIsHigher(base, fitted, likelihood, at, sizes, random);
            double[] start = Arrays.stream(at)
                    .map(log -> Math.exp(log + 2 * random.nextGaussian()))
                    .toArray();
            Maximum other = MaximumLikelihood.withDefaults().maximize("elsewhere", BOUNDS, likelihood, start);
            assertThat(other.logLikelihood())
                    .as("base %d, %s", base, fitted.summary())
                    .isLessThan(fitted.logLikelihood() + 1e-6 + 1e-12 * Math.abs(other.logLikelihood()));
        }
        System.out.println("hurdle-gamma-gamma: of " + BASES + " bases of all kinds, fits at a maximum inside: "
                + converged + ", bases that bring nothing: " + none);
    }

    private static String catchFit(Earnings spend) {
        try {
            return HurdleGammaGamma.fit(spend).toText();
        } catch (FitException e) {
            return e.happened();
        }
    }

    private static Earnings hurdled(Random random, int base) {
        UniformRandomProvider source = RandomSource.XO_RO_SHI_RO_128_PP.create(SEED + 33_000 + base);
        BetaDistribution share = BetaDistribution.of(logUniform(random, 0.05, 50), logUniform(random, 0.05, 50));
        double p = logUniform(random, 0.1, 100);
        GammaDistribution rate = GammaDistribution.of(logUniform(random, 0.5, 30), 1 / logUniform(random, 1e-3, 1e4));
        int most = 1 + (int) logUniform(random, 1, 300);
        int customers = customers(random);
        double[][] columns = new double[4][customers];
        for (int i = 0; i < customers; i++) {
            int x = 1 + random.nextInt(most);
            double pays = share.createSampler(source).sample();
            double nu = rate.createSampler(source).sample();
            int k = (int) IntStream.range(0, x)
                    .filter(day -> source.nextDouble() < pays)
                    .count();
            double earned = k == 0
                    ? 0
                    : GammaDistribution.of(p * k, 1 / nu).createSampler(source).sample();
            double lost = k == x ? 0 : p / nu * source.nextInt(2);
            columns[0][i] = x;
            columns[1][i] = (Math.max(earned, Double.MIN_NORMAL * k) - lost) / x;
            columns[2][i] = k;
            columns[3][i] = k == 0 ? Double.NaN : Math.max(earned, Double.MIN_NORMAL * k) / k;
        }
        return Earnings.of(columns[0], columns[1], columns[2], columns[3]);
    }

    private static void assertEnds(int base, Fitted<?> fitted) {
        assertThat(Arrays.stream(fitted.estimates()).allMatch(Double::isFinite))
                .as("base %d", base)
                .isTrue();
        assertThat(fitted.logLikelihood()).as("base %d", base).isFinite();
        assertThat(fitted.converged() || !fitted.diagnostics().isEmpty())
                .as("base %d", base)
                .isTrue();
    }

    private static void assertNothingIsHigher(
            int base, Fitted<?> fitted, LogLikelihood likelihood, double[] best, double[] sizes, Random random) {
        for (int i = 0; i < 60; i++) {
            double size = Math.pow(10, 1 - 4 * random.nextDouble());
            double[] at = best.clone();
            for (int j = 0; j < at.length; j++) {
                at[j] += size * sizes[j] * random.nextGaussian();
            }
            if (at.length == BOUNDS.size()) {
                for (int j = 0; j < at.length; j++) {
                    at[j] = Math.min(
                            Math.max(at[j], Math.log(BOUNDS.get(j).lower())),
                            Math.log(BOUNDS.get(j).upper()));
                }
            }
            double value = likelihood.valueAndGradient(at, new double[at.length]);
            assertThat(Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value)
                    .as("base %d, %s", base, fitted.summary())
                    .isLessThan(fitted.logLikelihood() + 1e-6 + 1e-12 * Math.abs(value));
        }
    }
}
