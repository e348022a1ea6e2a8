package io.engagement.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.ChiSquareTest;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.ContractTerms;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ContractModelTest {
    private static final Tenures COHORT = Tenures.ofSurvivors(1000, 869, 743, 653, 593, 551, 517, 491);

    @Property(tries = 200, seed = "4711", edgeCases = EdgeCasesMode.NONE)
    void survivalIsTheProductOfRetentionRates(
            @ForAll @DoubleRange(min = 0.01, max = 50) double leave,
            @ForAll @DoubleRange(min = 0.01, max = 50) double stay,
            @ForAll @DoubleRange(min = 0.2, max = 3) double c,
            @ForAll @IntRange(min = 1, max = 40) int periods) {
        ContractModel model = BetaDiscreteWeibull.of(leave, stay, c);
        double product = 1;
        double left = 0;
        for (int t = 0; t < periods; t++) {
            product *= model.renewalProbability(t);
            left += model.leavingProbability(t + 1);
        }
        assertThat(model.survival(periods)).isCloseTo(product, within(1e-11));
        assertThat(left + model.survival(periods)).isCloseTo(1, within(1e-11));
        assertThat(model.survival(2, periods))
                .isCloseTo(model.survival(periods + 2) / model.survival(2), within(1e-11));
    }

    @Property(tries = 200, seed = "4712", edgeCases = EdgeCasesMode.NONE)
    void withoutDurationDependenceTheWeibullIsTheGeometric(
            @ForAll @DoubleRange(min = 0.01, max = 50) double leave,
            @ForAll @DoubleRange(min = 0.01, max = 50) double stay,
            @ForAll @IntRange(min = 0, max = 60) int t) {
        ShiftedBetaGeometric geometric = ShiftedBetaGeometric.of(leave, stay);
        BetaDiscreteWeibull weibull = BetaDiscreteWeibull.of(leave, stay, 1);
        assertThat(weibull.survival(t)).isEqualTo(geometric.survival(t));
        // Fader and Hardie (2007), equation 8.
        assertThat(geometric.renewalProbability(t)).isCloseTo((stay + t) / (leave + stay + t), within(1e-12));
    }

    @Property(tries = 100, seed = "4713", edgeCases = EdgeCasesMode.NONE)
    void theGradientIsTheCentralDifference(
            @ForAll @DoubleRange(min = -2, max = 2) double a,
            @ForAll @DoubleRange(min = -2, max = 2) double b,
            @ForAll @DoubleRange(min = -1, max = 1) double c) {
        ContractFit likelihood = ContractFit.of(COHORT.plus(Tenures.ofSurvivors(50, 31, 22)), 3);
        double[] at = {a, b, c};
        double[] gradient = new double[3];
        double[] unused = new double[3];
        likelihood.valueAndGradient(at, gradient);
        for (int i = 0; i < 3; i++) {
            double[] low = at.clone();
            double[] high = at.clone();
            low[i] -= 1e-5;
            high[i] += 1e-5;
            double difference =
                    (likelihood.valueAndGradient(high, unused) - likelihood.valueAndGradient(low, unused)) / 2e-5;
            assertThat(gradient[i]).isCloseTo(difference, within(1e-4 * (1 + Math.abs(difference))));
        }
    }

    /** Fader and Hardie (2010), equation 6, by the hypergeometric function's series. */
    @Test
    void theDiscountedResidualLifetimeIsThePublishedFormula() {
        double alpha = 0.668;
        double beta = 3.806;
        double d = 0.1;
        ShiftedBetaGeometric model = ShiftedBetaGeometric.of(alpha, beta);
        for (int renewals : new int[] {0, 1, 5}) {
            double series = 0;
            double term = 1;
            for (int k = 0; k < 2_000; k++) {
                series += term;
                term *= (beta + renewals + 1 + k) / (alpha + beta + renewals + 1 + k) / (1 + d);
            }
            double expected = (beta + renewals) / (alpha + beta + renewals) * series;
            assertThat(model.discountedRenewals(renewals, Integer.MAX_VALUE, d))
                    .isCloseTo(expected, within(1e-10 * expected));
        }
        assertThat(model.discountedPeriods(Integer.MAX_VALUE, d))
                .isCloseTo(1 + model.discountedRenewals(0, Integer.MAX_VALUE, d) / 1.1, within(1e-12));
        assertThat(model.discountedPeriods(1, d)).isOne();
        assertThat(model.discountedRenewals(2, 2, 0))
                .isCloseTo(model.survival(2, 1) + model.survival(2, 2), within(1e-14));
    }

    @Test
    void aCohortTwiceOverHasTheSameEstimatesAndHalfTheVariance() {
        Fitted<ShiftedBetaGeometric> once = ShiftedBetaGeometric.fit(COHORT);
        Fitted<ShiftedBetaGeometric> twice = ShiftedBetaGeometric.fit(COHORT.plus(COHORT));
        for (int i = 0; i < 2; i++) {
            assertThat(twice.estimates()[i]).isCloseTo(once.estimates()[i], within(1e-6));
            assertThat(twice.covariance()[i][i]).isCloseTo(once.covariance()[i][i] / 2, within(1e-5));
        }
        assertThat(twice.logLikelihood()).isCloseTo(2 * once.logLikelihood(), within(1e-7));
    }

    @Test
    void durationDependenceIsTestedAgainstNone() {
        Fitted<ShiftedBetaGeometric> simpler = ShiftedBetaGeometric.fit(COHORT);
        Fitted<BetaDiscreteWeibull> larger = BetaDiscreteWeibull.fit(COHORT);
        ChiSquareTest test = larger.likelihoodRatio(simpler);
        assertThat(test.statistic()).isEqualTo(2 * (larger.logLikelihood() - simpler.logLikelihood()));
        assertThat(test.statistic()).isPositive();
        assertThat(test.degreesOfFreedom()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simpler.likelihoodRatio(larger))
                .withMessageContaining("no likelihood-ratio test of sbg against bdw");
    }

    @Test
    void whatWasSimulatedIsFoundAgainFromSeveralCohorts() {
        BetaDiscreteWeibull truth = BetaDiscreteWeibull.of(0.6, 2.5, 1.4);
        Tenures seen =
                truth.simulate(40_000, 8, 1).plus(truth.simulate(30_000, 12, 2)).plus(truth.simulate(30_000, 3, 3));
        Fitted<BetaDiscreteWeibull> fitted = BetaDiscreteWeibull.fit(seen);
        assertThat(fitted.converged()).isTrue();
        assertThat(fitted.interval("gamma", 0.9999).contains(0.6))
                .as("gamma %s", fitted.estimate("gamma"))
                .isTrue();
        assertThat(fitted.interval("delta", 0.9999).contains(2.5))
                .as("delta %s", fitted.estimate("delta"))
                .isTrue();
        assertThat(fitted.interval("c", 0.9999).contains(1.4))
                .as("c %s", fitted.estimate("c"))
                .isTrue();
        assertThat(fitted.provenance().customers()).isEqualTo(100_000);
    }

    @Test
    void modelsThatWereSavedAreReadToTheBit() {
        Fitted<BetaDiscreteWeibull> weibull = BetaDiscreteWeibull.fit(COHORT);
        Fitted<ShiftedBetaGeometric> geometric = ShiftedBetaGeometric.fit(COHORT);
        assertThat(BetaDiscreteWeibull.FAMILY.readFitted(weibull.toText()).toText())
                .isEqualTo(weibull.toText());
        assertThat(ShiftedBetaGeometric.FAMILY.readFitted(geometric.toText()).toText())
                .isEqualTo(geometric.toText());
        BetaDiscreteWeibull model =
                BetaDiscreteWeibull.FAMILY.read(weibull.model().toText());
        assertThat(model.survival(9)).isEqualTo(weibull.model().survival(9));
        assertThat(ShiftedBetaGeometric.FAMILY.read(geometric.model().toText()).beta())
                .isEqualTo(geometric.model().beta());
        assertThat(model.toString())
                .startsWith("bdw[gamma=" + model.gamma() + ", delta=" + model.delta() + ", c=" + model.c());
        assertThat(List.of(model.name(), geometric.model().name())).containsExactly("bdw", "sbg");
        assertThat(geometric.model().toString()).startsWith("sbg[alpha=");
    }

    @Test
    void aSummaryTellsAllOfAFit() {
        assertThat(ShiftedBetaGeometric.fit(COHORT).summary().lines())
                .containsExactly(
                        "sbg, maximum likelihood, time in periods",
                        "1,000 customers in 7 distinct rows",
                        "",
                        "parameter           estimate   std. error                95 % interval",
                        "alpha               0.668088       0.1037      0.492796 ..    0.905735",
                        "beta                 3.80609       0.7855       2.53981 ..     5.70371",
                        "",
                        "log-likelihood -1611.1581, AIC 3226.32, BIC 3236.13; converged after 5 steps");
        assertThat(ShiftedBetaGeometric.fit(Tenures.ofSurvivors(100, 100)).summary())
                .contains("NOT converged")
                .contains("\nnote: nobody left");
    }

    @Test
    void whatTheDataDoNotTellIsSaid() {
        Fitted<ShiftedBetaGeometric> loyal = ShiftedBetaGeometric.fit(Tenures.ofSurvivors(100, 100, 100));
        assertThat(loyal.converged()).isFalse();
        assertThat(loyal.diagnostics().get(0)).startsWith("nobody left");
        Fitted<ShiftedBetaGeometric> gone = ShiftedBetaGeometric.fit(Tenures.ofSurvivors(100, 0));
        assertThat(gone.converged()).isFalse();
        assertThat(gone.diagnostics().get(0)).startsWith("all customers left at the end of the first period");
        Fitted<ShiftedBetaGeometric> equal =
                ShiftedBetaGeometric.fit(Tenures.ofSurvivors(1000, 800, 640, 512, 400, 300));
        assertThat(equal.converged()).isFalse();
        assertThat(equal.diagnostics().get(0)).contains("a geometric distribution fits as well");
        assertThatThrownBy(() -> ShiftedBetaGeometric.fit(Tenures.of(new int[] {0, 0}, new boolean[2])))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("no customer has a whole period behind them");
        assertThatThrownBy(() -> BetaDiscreteWeibull.fit(Tenures.of(new int[0], new boolean[0])))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("no customer has a contract");
    }

    @Test
    void tenuresOfCustomersAreThoseOfTheirCohort() {
        Tenures one = Tenures.of(new int[] {1, 1, 2, 3, 3}, new boolean[] {true, true, true, false, false});
        Tenures other = Tenures.ofSurvivors(5, 3, 2, 2);
        assertThat(one.longest()).isEqualTo(other.longest()).isEqualTo(3);
        for (int period = 1; period <= 3; period++) {
            assertThat(one.left(period)).isEqualTo(other.left(period));
            assertThat(one.staying(period)).isEqualTo(other.staying(period));
        }
        assertThat(one.customers()).isEqualTo(5);
        assertThat(one.left()).isEqualTo(3);
    }

    @Test
    void tenuresAreCountedInALogFromSigningUpToTheCancellation() {
        InteractionLog.Builder log = InteractionLog.builder();
        // Over at the end of the period in which the cancellation comes; on the day of renewal, the one before.
        String[][] contracts = {
            {"a", "2024-01-31", "2024-02-10"},
            {"b", "2024-01-31", "2024-02-29"},
            {"c", "2024-01-15", "2024-03-15"},
            {"d", "2024-01-15", "2024-03-16"},
            {"e", "2024-05-20", ""},
            {"f", "2024-06-02", ""},
            {"g", "", "2024-02-02"}
        };
        for (String[] contract : contracts) {
            add(log, contract[0], contract[1], Purpose.SIGN_UP);
            add(log, contract[0], contract[2], Purpose.CANCELLATION);
        }
        LogView view = log.build().asOf(Instant.parse("2024-06-25T00:00:00Z"));
        Tenures tenures = Tenures.of(view, ContractTerms.standard(TimeScale.MONTHS));
        assertThat(tenures.customers()).isEqualTo(6);
        assertThat(new double[] {tenures.left(1), tenures.left(2), tenures.left(3)})
                .containsExactly(2, 1, 1);
        assertThat(new double[] {tenures.staying(0), tenures.staying(1)}).containsExactly(1, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> ContractTerms.standard(TimeScale.HOURS));
    }

    private static void add(InteractionLog.Builder log, String customer, String day, Purpose purpose) {
        if (!day.isEmpty()) {
            Instant at = Instant.parse(day + "T12:00:00Z");
            log.add(Interaction.of(customer, at, Channel.WEB, Initiator.CUSTOMER, purpose));
        }
    }

    /** The model here refuses a number of periods that has overflown. */
    @Test
    void noTimeIsLaterThanTheGreatestNumber() {
        int last = Integer.MAX_VALUE;
        ContractModel model = new CountedContracts(ShiftedBetaGeometric.of(1, 2));
        assertThat(model.survival(7, last)).isCloseTo(model.survival(last) / model.survival(7), within(1e-20));
        assertThat(model.survival(last, last)).isOne();
        assertThat(model.renewalProbability(last)).isOne();
        assertThat(model.churnProbability(last)).isZero();
        assertThat(model.discountedRenewals(last - 2, 4, 0)).isCloseTo(4, within(1e-8));
        assertThat(model.discountedRenewals(last, last, 0.25)).isCloseTo(5, within(1e-12));
    }

    @Test
    void impossibleNumbersAreRefused() {
        ContractModel model = ShiftedBetaGeometric.of(1, 2);
        assertThatIllegalArgumentException().isThrownBy(() -> ShiftedBetaGeometric.of(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> BetaDiscreteWeibull.of(1, 1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Tenures.ofSurvivors(10));
        assertThatIllegalArgumentException().isThrownBy(() -> Tenures.ofSurvivors(10, 11));
        assertThatIllegalArgumentException().isThrownBy(() -> Tenures.ofSurvivors(10, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Tenures.of(new int[1], new boolean[2]));
        assertThatIllegalArgumentException().isThrownBy(() -> Tenures.of(new int[] {0}, new boolean[] {true}));
        assertThatIllegalArgumentException().isThrownBy(() -> model.survival(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> model.leavingProbability(0));
        assertThatIllegalArgumentException().isThrownBy(() -> model.discountedRenewals(0, Integer.MAX_VALUE, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> model.discountedRenewals(0, -1, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> model.simulate(-1, 2, 3));
    }
}
