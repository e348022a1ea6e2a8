package io.engagement.customerbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.periodic.BetaGeometricBetaBernoulli;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * BG/BB at the bounds of its parameters and between them, against its definition with 50 digits: a customer buys or not, stays or
 * leaves, opportunity by opportunity, each probability a ratio of what is known by then.
 */
class BetaBernoulliRangeAccuracyTest {
    private static final MathContext DIGITS = new MathContext(50);
    private static final double RELATIVE = 1e-10;
    private static final double[] SHAPES = {1e-9, 1e-3, 1, 1e3, 1e9};
    private static final int NEXT = 4;
    private static final double LN_10 = Math.log(10);

    /** What is known of a customer after x of n opportunities, the last of them in t_x. */
    private record History(int x, int recency, int n) {}

    private static List<History> histories(int most) {
        List<History> all = new ArrayList<>();
        for (int n = 0; n <= most; n++) {
            for (int recency = 0; recency <= n; recency++) {
                for (int x = Math.min(1, recency); x <= recency; x++) {
                    all.add(new History(x, recency, n));
                }
            }
        }
        return all;
    }

    /** Of given shapes, with all digits. */
    private record Definition(BigDecimal alpha, BigDecimal beta, BigDecimal gamma, BigDecimal delta) {
        static Definition of(double alpha, double beta, double gamma, double delta) {
            return new Definition(
                    new BigDecimal(alpha), new BigDecimal(beta), new BigDecimal(gamma), new BigDecimal(delta));
        }

        private static BigDecimal share(BigDecimal one, int more, BigDecimal other, int moreOfOther) {
            BigDecimal first = one.add(BigDecimal.valueOf(more));
            return first.divide(first.add(other).add(BigDecimal.valueOf(moreOfOther)), DIGITS);
        }

        BigDecimal buys(int bought, int passed) {
            return share(alpha, bought, beta, passed);
        }

        BigDecimal passes(int bought, int passed) {
            return share(beta, passed, alpha, bought);
        }

        BigDecimal leaves(int stayed) {
            return share(gamma, 0, delta, stayed);
        }

        BigDecimal stays(int stayed) {
            return share(delta, stayed, gamma, 0);
        }

        /** P(there, and x of n taken, in a given order): which order it is plays no part. */
        BigDecimal staying(int x, int n) {
            BigDecimal product = BigDecimal.ONE;
            for (int i = 0; i < n; i++) {
                BigDecimal taken = i < x ? buys(i, 0) : passes(x, i - x);
                product = product.multiply(taken, DIGITS).multiply(stays(i), DIGITS);
            }
            return product;
        }

        BigDecimal gone(History h) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = h.recency; i < h.n; i++) {
                sum = sum.add(staying(h.x, i).multiply(leaves(i), DIGITS), DIGITS);
            }
            return sum;
        }

        BigDecimal there(History h) {
            BigDecimal staying = staying(h.x, h.n);
            return staying.divide(staying.add(gone(h)), DIGITS);
        }

        /** Stays for i more opportunities. */
        BigDecimal stays(int n, int more) {
            BigDecimal product = BigDecimal.ONE;
            for (int i = 0; i < more; i++) {
                product = product.multiply(stays(n + i), DIGITS);
            }
            return product;
        }

        BigDecimal expected(History h, int next) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = 1; i <= next; i++) {
                sum = sum.add(stays(h.n, i), DIGITS);
            }
            return sum.multiply(there(h), DIGITS).multiply(buys(h.x, h.n - h.x), DIGITS);
        }

        BigDecimal silent(History h, int next) {
            BigDecimal there = there(h);
            BigDecimal sum = BigDecimal.ONE.subtract(there);
            for (int i = h.n; i < h.n + next; i++) {
                sum = sum.add(there.multiply(leaves(i), DIGITS), DIGITS);
                there = there.multiply(stays(i), DIGITS).multiply(passes(h.x, i - h.x), DIGITS);
            }
            return sum.add(there, DIGITS);
        }
    }

    private static double log(BigDecimal value) {
        BigDecimal lacking = BigDecimal.ONE.subtract(value);
        if (lacking.doubleValue() < 0.5) {
            return Math.log1p(-lacking.doubleValue());
        }
        int exponent = value.precision() - value.scale();
        return Math.log(value.movePointLeft(exponent).doubleValue()) + exponent * LN_10;
    }

    private static void assertTruth(String of, double value, double truth) {
        assertThat(value).as(of).isCloseTo(truth, within(RELATIVE * Math.abs(truth)));
    }

    private static void compare(double[] shapes, List<History> histories) {
        BetaGeometricBetaBernoulli model = BetaGeometricBetaBernoulli.of(shapes[0], shapes[1], shapes[2], shapes[3]);
        Definition truth = Definition.of(shapes[0], shapes[1], shapes[2], shapes[3]);
        for (History h : histories) {
            String of = model + " " + h;
            double logLikelihood = log(truth.staying(h.x, h.n).add(truth.gone(h)));
            // Near 0 it is what two probabilities lack of 1 together: ill-conditioned.
            assertThat(model.logLikelihood(h.x, h.recency, h.n))
                    .as(of)
                    .isCloseTo(logLikelihood, within(RELATIVE * Math.abs(logLikelihood) + 1e-15));
            double alive = truth.there(h).multiply(truth.stays(h.n), DIGITS).doubleValue();
            assertTruth(of, model.probabilityAlive(h.x, h.recency, h.n), alive);
            double expected = truth.expected(h, NEXT).doubleValue();
            assertTruth(of, model.expectedPurchases(h.x, h.recency, h.n, NEXT), expected);
            double silent = truth.silent(h, NEXT).doubleValue();
            assertTruth(of, model.probabilityNoPurchase(h.x, h.recency, h.n, NEXT), silent);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void atTheBoundsOfItsShapesItIsItsDefinition(int first) {
        List<History> histories = histories(4);
        for (double beta : SHAPES) {
            for (double gamma : SHAPES) {
                for (double delta : SHAPES) {
                    compare(new double[] {SHAPES[first], beta, gamma, delta}, histories);
                }
            }
        }
    }

    /** Where a long silence makes the odds of having left as large as what it cost to stay. */
    @Test
    void aLongSilenceLeavesTheDigitsOfTheLikelihood() {
        List<History> histories =
                List.of(new History(1, 1, 60), new History(30, 30, 60), new History(30, 59, 60), new History(0, 0, 60));
        for (double alpha : SHAPES) {
            for (double delta : SHAPES) {
                compare(new double[] {alpha, 1e-9, 1e-3, delta}, histories);
                compare(new double[] {alpha, 1e3, 1e-9, delta}, histories);
            }
        }
    }
}
