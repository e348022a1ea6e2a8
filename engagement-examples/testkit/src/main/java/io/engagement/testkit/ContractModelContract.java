package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.ContractTerms;
import io.engagement.retention.ChurnRiskScorer;
import io.engagement.survival.ContractModel;
import io.engagement.survival.ContractModels;
import io.engagement.survival.Tenures;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The laws of every {@link ContractModel}: a test of one's own implements it and names a few models. */
public interface ContractModelContract {
    /**
     * Models of parameters far apart.
     *
     * @return at least one
     */
    List<? extends ContractModel> models();

    /**
     * By what a text of the models is read.
     *
     * @return an empty one for models of the library; one to which the family was added for one's own
     */
    default Registry registry() {
        return Registry.empty();
    }

    /**
     * Customers to score, some without a contract.
     *
     * @return a view of a log with sign-ups and cancellations
     */
    default LogView view() {
        return SimulatedBase.contracts();
    }

    /** From 1 down, the product of renewals; who leaves and who stays are all. */
    @Test
    default void survivalIsTheProductOfRenewals() {
        for (ContractModel model : models()) {
            double product = 1;
            double left = 0;
            assertThat(model.survival(0))
                    .as("survival(0) of %s: all begin", Shown.model(model))
                    .isEqualTo(1);
            for (int renewals = 0; renewals < 40; renewals++) {
                String what = Shown.model(model) + " after " + renewals + " renewals";
                double renewal = model.renewalProbability(renewals);
                assertThat(renewal).as("renewalProbability of " + what).isBetween(0.0, 1.0);
                assertThat(model.churnProbability(renewals))
                        .as("churnProbability, 1 less that of renewal, of " + what)
                        .isCloseTo(1 - renewal, within(1e-12));
                product *= renewal;
                left += model.leavingProbability(renewals + 1);
                assertThat(model.survival(renewals + 1))
                        .as("survival, the product of renewalProbability, of " + what)
                        .isCloseTo(product, within(1e-10));
                assertThat(left + product)
                        .as("leavingProbability so far and survival, which make 1, of " + what)
                        .isCloseTo(1, within(1e-10));
            }
        }
    }

    /** Of customers who have renewed: their survival is a ratio. */
    @Test
    default void whoHasRenewedGoesOnFromThere() {
        for (ContractModel model : models()) {
            for (int renewals : new int[] {0, 1, 7, 30}) {
                for (int more : new int[] {0, 1, 3, 12}) {
                    double ratio = model.survival(renewals + more) / model.survival(renewals);
                    assertThat(model.survival(renewals, more))
                            .as(
                                    "survival of %s, %d more after %d: a ratio of survivals",
                                    Shown.model(model), more, renewals)
                            .isCloseTo(ratio, within(1e-9 * ratio));
                }
            }
        }
    }

    /** The higher the rate, the less is left; without discounting it is the sum of survival. */
    @Test
    default void discountingTakesAwayAndNothingAtRate0() {
        for (ContractModel model : models()) {
            double sum = 0;
            for (int more = 1; more <= 12; more++) {
                sum += model.survival(4, more);
            }
            double before = model.discountedRenewals(4, 12, 0);
            assertThat(before)
                    .as("discountedRenewals at rate 0, the sum of survival, of %s", Shown.model(model))
                    .isCloseTo(sum, within(1e-10 * sum));
            for (double rate : new double[] {1e-4, 0.01, 0.3}) {
                double less = model.discountedRenewals(4, 12, rate);
                assertThat(less)
                        .as("discountedRenewals, the less the higher the rate, of %s at %s", Shown.model(model), rate)
                        .isBetween(sum / Math.pow(1 + rate, 12), before);
                assertThat(model.discountedRenewals(4, Integer.MAX_VALUE, rate))
                        .as(
                                "discountedRenewals of all to come, at least those of twelve, of %s at %s",
                                Shown.model(model), rate)
                        .isGreaterThanOrEqualTo(less);
                before = less;
            }
            assertThat(model.discountedPeriods(1, 0.1))
                    .as("discountedPeriods(1, rate): the first is paid now, of %s", Shown.model(model))
                    .isEqualTo(1);
        }
    }

    /** What is drawn leaves when the model says, within what chance explains. */
    @Test
    default void simulatedCustomersLeaveWhenTheModelSays() {
        int customers = 200_000;
        for (ContractModel model : models()) {
            Tenures seen = model.simulate(customers, 6, 77);
            for (int period = 1; period <= Math.min(6, seen.longest()); period++) {
                double share = model.leavingProbability(period);
                double error = Math.sqrt(share * (1 - share) / customers);
                assertThat(seen.left(period) / customers)
                        .as(
                                "share who left %s in period %d, seed 77: simulate() draws by leavingProbability",
                                Shown.model(model), period)
                        .isCloseTo(share, within(4.5 * error));
            }
        }
    }

    /** Text, name, terms, typical customer and survival, and it is of the same class. */
    @Test
    default void aModelThatWasSavedIsReadToTheBit() {
        ContractTerms terms = ContractTerms.standard(TimeScale.YEARS);
        for (ContractModel each : models()) {
            ContractModel model = each.withTerms(terms).withTypical(3);
            ContractModel read = ContractModels.read(model.toText(), registry());
            assertThat(read.getClass().getName())
                    .as(
                            "what was read of %s: if it is another class, the kind '%s' is taken",
                            Shown.model(model), model.name())
                    .isEqualTo(model.getClass().getName());
            Shown.assertSameLines(read.toText(), model.toText(), Advice.readBack("toText()"));
            assertThat(read.terms())
                    .as("terms of the text of %s", Shown.model(model))
                    .contains(terms);
            assertThat(read.typicalRenewals())
                    .as("typicalRenewals of the text of %s", Shown.model(model))
                    .isEqualTo(3);
            assertThat(read.logSurvival(9))
                    .as("logSurvival of the text of %s", Shown.model(model))
                    .isEqualTo(model.logSurvival(9));
        }
    }

    /** The risk of not renewing, to the bit, with reasons. */
    @Test
    default void itsRiskIsTheSameInATableAloneAndLive() {
        ContractModel model = models().get(0).withTerms(ContractTerms.standard(TimeScale.MONTHS));
        for (int renewals : new int[] {1, 3}) {
            new Doors(ChurnRiskScorer.of(model, renewals), view()).assertOneScore();
        }
    }

    /** Negative numbers of renewals and of periods. */
    @Test
    default void impossibleTenuresAreRefused() {
        ContractModel model = models().get(0);
        Advice.assertRefused("survival(-1)", () -> model.survival(-1));
        Advice.assertRefused("renewalProbability(-1)", () -> model.renewalProbability(-1));
        Advice.assertRefused("leavingProbability(0)", () -> model.leavingProbability(0));
        Advice.assertRefused("discountedRenewals(-1, 3, 0.1)", () -> model.discountedRenewals(-1, 3, 0.1));
        Advice.assertRefused("discountedRenewals(1, 3, -0.1)", () -> model.discountedRenewals(1, 3, -0.1));
    }
}
