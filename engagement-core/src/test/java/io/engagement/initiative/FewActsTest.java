package io.engagement.initiative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.fit.FitException;
import io.engagement.history.LogView;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.RetentionDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bases to which the company writes and in which nobody, or hardly anybody, does a thing of their own. */
class FewActsTest {
    private static final int DAYS = 720;

    /** Every customer is written to every thirty days. */
    private static List<Interaction> offers(int customers, Initiator initiator) {
        List<Interaction> all = new ArrayList<>();
        for (int customer = 0; customer < customers; customer++) {
            for (double day = customer * 30.0 / customers; day < DAYS; day += 30) {
                all.add(ActBase.act("c" + customer, day, initiator, Channel.EMAIL, Purpose.OFFER));
            }
        }
        return all;
    }

    /** Some of them act once each, spread over the time. */
    private static LogView base(int customers, int acting, Initiator offers) {
        List<Interaction> all = offers(customers, offers);
        for (int one = 0; one < acting; one++) {
            double day = (one + 0.5) * DAYS / acting;
            all.add(ActBase.act(
                    "c" + one * (customers / acting), day, Initiator.CUSTOMER, Channel.WEB, Purpose.QUESTION));
        }
        return ActBase.log(all).asOf(ActBase.at(DAYS));
    }

    @Test
    void whereNobodyActedNothingIsFitted() {
        for (int customers : new int[] {1, 30, 200}) {
            assertThatExceptionOfType(FitException.class)
                    .isThrownBy(() -> AdditiveLogistic.fit(
                            base(customers, 0, Initiator.COMPANY), EngagementDefinition.withDefaults()))
                    .withMessageContaining("nobody ever acted of their own accord")
                    .withMessageContaining("Give initiators");
        }
    }

    @Test
    void whereNobodyTellsWhoBeganNothingIsFitted() {
        assertThatExceptionOfType(FitException.class)
                .isThrownBy(() ->
                        AdditiveLogistic.fit(base(200, 0, Initiator.UNKNOWN), EngagementDefinition.withDefaults()))
                .withMessageContaining("the initiator of no interaction is known")
                .withMessageContaining("Give initiators");
    }

    @Test
    void whereNobodyBoughtNoRetentionIsFitted() {
        assertThatExceptionOfType(FitException.class)
                .isThrownBy(() -> AdditiveLogistic.fit(
                        base(200, 0, Initiator.COMPANY),
                        RetentionDefinition.of(PurchaseDefinition.standard(), Duration.ofDays(30))))
                .withMessageContaining("there is no purchase");
    }

    /** Of 200 customers some act once in 24 months: so many act in one of them. */
    @ParameterizedTest
    @CsvSource({"200,1", "200,3", "200,10", "200,19", "200,24", "200,40", "200,100", "1000,1", "1000,19", "30,1", "30,5"
    })
    void whereFewActedTheMeanIsNearWhatWasSeen(int customers, int acting) {
        LogView view = base(customers, acting, Initiator.COMPANY);
        AdditiveLogistic model =
                AdditiveLogistic.fit(view, EngagementDefinition.withDefaults()).model();
        double mean = DoubleStream.of(EngagementRow.logOdds(model, view))
                .map(FewActsTest::probability)
                .average()
                .orElseThrow();
        double seen = acting / 24.0 / customers;
        assertThat(mean).isBetween(seen / 2, 3 * seen + 1.0 / customers);
    }

    @Test
    void ofWhomTheGammaPoissonTellsIsSaid() {
        String few = "fewer than 20 customers had acted a horizon ago: ";
        assertThat(AdditiveLogistic.fit(base(200, 10, Initiator.COMPANY), EngagementDefinition.withDefaults())
                        .diagnostics())
                .contains(few + "who has acted is scored by the gamma-Poisson alone, who never did by how many such"
                        + " customers began within a horizon");
        List<Interaction> atOnce = List.of(
                ActBase.act("a", 0, Initiator.CUSTOMER, Channel.WEB, Purpose.QUESTION),
                ActBase.act("a", 9, Initiator.CUSTOMER, Channel.WEB, Purpose.QUESTION),
                ActBase.act("b", 2, Initiator.CUSTOMER, Channel.WEB, Purpose.QUESTION));
        assertThat(AdditiveLogistic.fit(ActBase.log(atOnce).asOf(ActBase.at(90)), EngagementDefinition.withDefaults())
                        .diagnostics())
                .contains(few + "the scores are those of the gamma-Poisson alone");
    }

    private static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    /** Whoever was silent for two years is not taken for one of the few who act. */
    @ParameterizedTest
    @CsvSource({"1,7", "1,90", "3,30", "10,7", "10,200", "19,7", "19,30", "21,30"})
    void whereFewActOftenTheSilentOnesAreNotThoughtToBegin(int acting, int everyDays) {
        List<Interaction> all = offers(200, Initiator.COMPANY);
        for (int one = 0; one < acting; one++) {
            for (double day = one * 3.1; day < DAYS; day += everyDays) {
                all.add(ActBase.act("c" + one, day, Initiator.CUSTOMER, Channel.WEB, Purpose.QUESTION));
            }
        }
        LogView view = ActBase.log(all).asOf(ActBase.at(DAYS));
        double[] logOdds = EngagementRow.logOdds(
                AdditiveLogistic.fit(view, EngagementDefinition.withDefaults()).model(), view);
        assertThat(probability(logOdds[view.row("c150").orElseThrow()])).isBetween(1e-4, 0.005);
        assertThat(probability(logOdds[view.row("c0").orElseThrow()])).isGreaterThan(0.1);
    }
}
