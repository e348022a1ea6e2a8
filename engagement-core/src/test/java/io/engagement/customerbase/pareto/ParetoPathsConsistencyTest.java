package io.engagement.customerbase.pareto;

import static io.engagement.Draws.logUniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.covariate.PiecewiseParetoNbd;
import io.engagement.customerbase.geometric.BetaGeometricCnbd;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.geometric.DropOut;
import io.engagement.customerbase.gompertz.GammaGompertzNbd;
import io.engagement.domain.TimeScale;
import io.engagement.fit.ModelText;
import io.engagement.testkit.run.FullRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Where two ways of computing one quantity of Pareto/NBD's kin exist they agree, over the whole range of parameters and customers
 * that is accepted: alone and in columns, by steps of time and at once, at limits and beside them. 300 draws, or 20,000 of a new seed
 * with the profile full.
 */
class ParetoPathsConsistencyTest {
    private static final int DRAWS = FullRun.pick(20_000, 300);
    private static final double RELATIVE = 1e-10;
    private static final double EVER = Double.POSITIVE_INFINITY;

    private record Draw(double r, double alpha, double s, double beta, PurchaseSummary customer, double t) {
        static Draw of(SplittableRandom random, boolean extreme) {
            double wide = extreme ? 1e20 : 1e6;
            double age = logUniform(random, 1e-9, 1e9);
            double x = random.nextInt(4) == 0 ? 0 : Math.rint(logUniform(random, 1, extreme ? 2e9 : 1e4));
            double recency = x == 0 ? 0 : random.nextInt(4) == 0 ? age : age * logUniform(random, 1e-12, 1);
            double alpha = age * logUniform(random, 1 / wide, wide);
            double beta = random.nextInt(6) == 0
                    ? alpha * (1 + random.nextInt(2) * 1e-13)
                    : age * logUniform(random, 1 / wide, wide);
            double r = logUniform(random, 1e-9, extreme ? 1e9 : 1e3);
            double s = random.nextInt(6) == 0 ? r : random.nextInt(6) == 0 ? 1 : logUniform(random, 1e-9, 1e9);
            double t = random.nextInt(10) == 0 ? 0 : age * logUniform(random, 1e-9, 1e9);
            return new Draw(r, alpha, s, beta, new PurchaseSummary(x, recency, age), t);
        }

        /** The same, but for a last purchase before a part of the age. */
        Draw withLastPurchaseWithin(double parts) {
            double recency = customer.frequency() == 0 ? 0 : Math.max(customer.recency(), customer.age() / parts);
            return new Draw(r, alpha, s, beta, new PurchaseSummary(customer.frequency(), recency, customer.age()), t);
        }

        ParetoNbd model() {
            return ParetoNbd.of(r, alpha, s, beta, TimeScale.WEEKS);
        }

        double of(PurchaseKernel kernel) {
            return kernel.of(customer.frequency(), customer.recency(), customer.age());
        }
    }

    private static SplittableRandom random() {
        return new SplittableRandom(FullRun.seed(20_261_128));
    }

    /** What is smaller than the least normal number has few digits, and its factors none. */
    private static void assertClose(String what, double value, double other) {
        assertThat(value).as(what).isCloseTo(other, within(RELATIVE * Math.abs(other) + Double.MIN_NORMAL));
    }

    /** All quantities that are asked of a draw. */
    private static double[] quantities(CustomerBaseModel model, Draw draw) {
        PurchaseSummary c = draw.customer();
        double delta = 1 / Math.max(draw.t(), c.age());
        return new double[] {
            model.probabilityAlive(c.frequency(), c.recency(), c.age()),
            model.expectedPurchases(c.frequency(), c.recency(), c.age(), draw.t()),
            model.probabilityNoPurchase(c.frequency(), c.recency(), c.age(), draw.t()),
            model.discountedPurchases(c.frequency(), c.recency(), c.age(), draw.t(), delta),
            model.discountedPurchases(c.frequency(), c.recency(), c.age(), EVER, delta)
        };
    }

    private static double[] inColumns(CustomerBaseModel model, Draw draw) {
        double delta = 1 / Math.max(draw.t(), draw.customer().age());
        return new double[] {
            draw.of(model.alive()),
            draw.of(model.purchasesWithin(draw.t())),
            draw.of(model.noPurchaseWithin(draw.t())),
            draw.of(model.discountedPurchasesWithin(draw.t(), delta)),
            draw.of(model.discountedPurchasesWithin(EVER, delta))
        };
    }

    private static void assertAll(String what, double[] values, double[] others) {
        assertClose(what, values[0], others[0]);
        // Of a P(alive) that has few digits left nothing that it is a factor of has more.
        for (int i = 1; i < values.length && others[0] > Double.MIN_NORMAL; i++) {
            assertClose(what + " [" + i + "]", values[i], others[i]);
        }
    }

    @Test
    void columnsAreOneCustomerOverTheWholeRange() {
        SplittableRandom random = random();
        for (int number = 0; number < DRAWS; number++) {
            Draw draw = Draw.of(random, number % 2 == 0);
            CustomerBaseModel model = number % 3 == 0
                    ? CorrelatedParetoNbd.of(
                            draw.r(), draw.alpha(), draw.s(), draw.beta(), random.nextInt(3) - 1, TimeScale.WEEKS)
                    : draw.model();
            assertAll(model + " " + draw.customer(), inColumns(model, draw), quantities(model, draw));
        }
    }

    @Test
    void oneStepOfTimeIsNone() {
        SplittableRandom random = random();
        for (int number = 0; number < DRAWS; number++) {
            // Steps count from now: a last purchase long ago is known to the last digit of the age.
            Draw draw = Draw.of(random, number % 2 == 0).withLastPurchaseWithin(1e3);
            ParetoNbd model = draw.model();
            CustomerBaseModel steps = PiecewiseParetoNbd.FAMILY.read(ModelText.of(PiecewiseParetoNbd.FAMILY.kind(), 1)
                    .withPart("base", model.modelText())
                    .with("as_of", Instant.EPOCH.toString())
                    .with("steps", 1.0)
                    .with("step.0.from", -1e10)
                    .with("step.0.purchases", 1.0)
                    .with("step.0.leaving", 1.0)
                    .with("end", EVER)
                    .toString());
            assertAll(draw.toString(), quantities(steps, draw), quantities(model, draw));
        }
    }

    @Test
    void noAssociationAndARateThatDoesNotGrowAreParetoNbd() {
        SplittableRandom random = random();
        for (int number = 0; number < DRAWS; number++) {
            Draw draw = Draw.of(random, false);
            ParetoNbd model = draw.model();
            CustomerBaseModel independent =
                    CorrelatedParetoNbd.of(draw.r(), draw.alpha(), draw.s(), draw.beta(), 0, TimeScale.WEEKS);
            assertAll("association 0, " + draw, quantities(independent, draw), quantities(model, draw));
            // Over the time that is asked for: what is more, grows by b t.
            double longest = Math.max(draw.customer().age() + draw.t(), draw.beta());
            double b = 1e-13 / longest;
            if (draw.beta() * b >= 1e-30 && b >= 1e-30 && draw.s() > 1e-3) {
                CustomerBaseModel constant =
                        GammaGompertzNbd.of(draw.r(), draw.alpha(), draw.s(), draw.beta() * b, b, TimeScale.WEEKS);
                // s ln(1 + t/beta) is known to a part of 1e-13 of it.
                double known = 1e-10 + 1e-12 * draw.s() * Math.log1p(longest / draw.beta());
                PurchaseSummary c = draw.customer();
                assertThat(constant.probabilityAlive(c.frequency(), c.recency(), c.age()))
                        .isCloseTo(
                                model.probabilityAlive(c.frequency(), c.recency(), c.age()),
                                within(Math.min(1, known)));
            }
        }
    }

    @Test
    void aDiscountRateOf0IsTheLimitOfSmallOnesAndForEverThatOfLongHorizons() {
        SplittableRandom random = random();
        for (int number = 0; number < DRAWS; number++) {
            Draw draw = Draw.of(random, number % 2 == 0);
            PurchaseSummary c = draw.customer();
            double b = logUniform(random, 1e-30, 1e11);
            for (CustomerBaseModel model : List.of(
                    draw.model(),
                    CorrelatedParetoNbd.of(draw.r(), draw.alpha(), draw.s(), draw.beta(), 1, TimeScale.WEEKS),
                    GammaGompertzNbd.of(draw.r(), draw.alpha(), draw.s(), b, 1 / c.age(), TimeScale.WEEKS))) {
                double t = Math.max(draw.t(), 1e-12 * c.age());
                ToDoubleFunction<Double> discounted =
                        delta -> model.discountedPurchases(c.frequency(), c.recency(), c.age(), t, delta);
                assertClose(model + " " + draw, discounted.applyAsDouble(1e-13 / t), discounted.applyAsDouble(0.0));
                double delta = 1 / t;
                assertClose(
                        model + " " + draw,
                        model.discountedPurchases(c.frequency(), c.recency(), c.age(), 60 / delta, delta),
                        model.discountedPurchases(c.frequency(), c.recency(), c.age(), EVER, delta));
            }
        }
    }

    @Test
    void aProbabilityThatCanBeRepresentedIsNot0InColumns() {
        for (double silence = 1; silence < 1e9; silence *= 1.3) {
            for (CustomerBaseModel model : List.of(
                    ParetoNbd.of(0.5, 10, 1e-3, 1e3, TimeScale.WEEKS),
                    CorrelatedParetoNbd.of(0.5, 10, 1e-3, 1e3, 0.3, TimeScale.WEEKS),
                    GammaGompertzNbd.of(0.5, 10, 1e-3, 2, 1e-3, TimeScale.WEEKS),
                    BetaGeometricNbd.of(0.5, 10, 1e-5, 1e5, TimeScale.WEEKS),
                    BetaGeometricCnbd.of(DropOut.AFTER_ANY_PURCHASE, 2, 0.5, 10, 1e-5, 1e5, TimeScale.WEEKS))) {
                double alone = model.probabilityAlive(80, 100, 100 + silence);
                assertThat(model.alive().of(80, 100, 100 + silence))
                        .as("%s, silent for %s", model, silence)
                        .isCloseTo(alone, within(1e-9 * alone + 4 * Double.MIN_VALUE));
            }
        }
    }

    /** 270 weeks in one: the likelihood's s and beta ran away, and beta was set to what no fit ends at. */
    @Test
    void ratesOfLeavingThatEndAllAtOnceAreAnsweredAtOnce() {
        ParetoNbd instant =
                ParetoNbd.of(1.342328250877996, 17.25511376542764, 844965.6069204123, 1e-12, TimeScale.WEEKS);
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (int x = 0; x < 200; x++) {
                double recency = x == 0 ? 0 : 33.4;
                assertThat(instant.alive().of(x, recency, 77.3)).isBetween(0.0, 1.0);
                assertThat(instant.discountedPurchasesWithin(EVER, 0.002).of(x, recency, 77.3))
                        .isBetween(0.0, 1e-9);
            }
            for (double beta = 1e-30; beta < 1e30; beta *= 10) {
                GammaGompertzNbd model = GammaGompertzNbd.of(0.5, 10, 0.6, beta, 0.1, TimeScale.WEEKS);
                // P(not left) = (1 + (e^(b t) - 1)/beta)^-s; nobody buys again who never buys: with tiny r none is
                // seen.
                GammaGompertzNbd silent = GammaGompertzNbd.of(1e-9, 1e30, 0.6, beta, 0.1, TimeScale.WEEKS);
                double stays = Math.exp(-0.6 * Math.log1p(Math.expm1(4) / beta));
                assertClose("beta " + beta, silent.probabilityAlive(0, 0, 40), stays);
                assertThat(model.probabilityNoPurchase(3, 20, 40, 10)).isBetween(0.0, 1.0);
            }
        });
    }

    @Test
    void whatIsBeyondTheRangeIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParetoNbd.of(1e10, 1, 1, 1, TimeScale.WEEKS))
                .withMessageContaining("r must be from 1.0E-9 to 1.0E9, was 1.0E10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GammaGompertzNbd.of(1, 1, 1, 1e-31, 1, TimeScale.WEEKS))
                .withMessageContaining("beta must be from 1.0E-30 to 1.0E30, was 1.0E-31");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CorrelatedParetoNbd.of(1, 1, 1, 1e31, 0, TimeScale.WEEKS))
                .withMessageContaining("beta must be from 1.0E-30 to 1.0E30, was 1.0E31");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PurchaseSummary(1, 1, 1e31))
                .withMessage("age must be at most 1.0E30, was 1.0E31");
        ParetoNbd model = ParetoNbd.of(1e-9, 1e30, 1e9, 1e-30, TimeScale.WEEKS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.expectedPurchases(1e31))
                .withMessageContaining("t must be at most 1.0E30, was 1.0E31");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.discountedPurchases(0, 0, 1, 1, 1e-101))
                .withMessageContaining("delta, if not 0, must be from 1.0E-100 to 1.0E100")
                .withMessageContaining("was 1.0E-101");
        assertThatNoException().isThrownBy(() -> model.discountedPurchases(1, 1e-300, 1e30, EVER, 1e-100));
    }
}
