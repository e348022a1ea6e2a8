package io.engagement.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.BaseFit;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.Search;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.customerbase.periodic.BetaGeometricBetaBernoulli;
import io.engagement.customerbase.periodic.PeriodicBetaBernoulli;
import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.Parameter;
import io.engagement.history.LogView;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.setup.CustomerBaseModels;
import io.engagement.simulate.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CustomerBaseModelsTest {
    private static LogView view;
    private static Comparison all;

    @BeforeAll
    static void compareAll() {
        Simulation simulation = Simulation.withDefaults().withCustomers(800).withSeed(20261124);
        view = simulation.log().asOf(simulation.end());
        all = Comparison.of(view, CustomerBaseModels.candidates());
    }

    @Test
    void everyModelIsJudged() {
        assertThat(all.models())
                .extracting(ComparedModel::name)
                .containsExactlyInAnyOrder(
                        "nbd",
                        "bg-nbd",
                        "mbg-nbd",
                        "bg-cnbd-k",
                        "mbg-cnbd-k",
                        "pareto-nbd",
                        "ggom-nbd",
                        "pareto-nbd-cor");
        for (ComparedModel each : all.models()) {
            assertThat(each.failure()).isEmpty();
            assertThat(each.model().timeScale()).isEqualTo(TimeScale.WEEKS);
            assertThat(each.logScore()).isNegative();
            assertThat(each.rootMeanSquaredError()).isGreaterThan(each.meanAbsoluteError());
            assertThat(each.coverage95()).isBetween(each.coverage80(), 1.0);
        }
        assertThat(all.models()).isSortedAccordingTo((one, other) -> Double.compare(other.logScore(), one.logScore()));
        assertThat(all.of("nbd").bias())
                .as("the model without drop-out expects too much")
                .isGreaterThan(0.1);
        // The simulated base leaves as BG/NBD has it.
        assertThat(all.of("bg-nbd").coverage80()).isGreaterThan(0.75);
        assertThat(Math.abs(all.of("bg-nbd").bias())).isLessThan(0.15);
    }

    @Test
    void theAdviceIsAmongThoseThatForesawBest() {
        ComparedModel best = all.best();
        assertThat(best.isBeatenBy(all.models().get(0))).isFalse();
        assertThat(all.of("nbd").isBeatenBy(best)).isTrue();
        assertThat(all.advice()).startsWith("Use " + best.name() + ": it foresaw");
        assertThat(all.toString())
                .contains("log score", "in 95 %", all.advice())
                .contains("\nnbd ");
    }

    @Test
    void whatIsHeldOutIsWhatCameLater() {
        Instant split = view.asOf().minus(Duration.ofDays(200));
        PurchaseDefinition days = PurchaseDefinition.standard();
        Comparison one = Comparison.of(view, TimeScale.DAYS, days, split, List.of(BetaGeometricNbd.FAMILY));
        MeasureTable before = MeasureTable.of(
                view.asOf(split), TimeScale.DAYS, List.of(days.frequency(), days.recency(), days.age()));
        BetaGeometricNbd early =
                BetaGeometricNbd.fit(Purchases.of(before, days)).model();
        double error = 0;
        int customers = 0;
        Measure frequency = days.frequency();
        MeasureTable now = MeasureTable.of(view, TimeScale.DAYS, List.of(frequency));
        for (int row = 0; row < before.size(); row++) {
            double x = before.column(frequency).get(row);
            if (!Double.isNaN(x)) {
                double came = now.column(frequency)
                                .get(view.row(before.customerId(row)).orElseThrow())
                        - x;
                double expected = early.expectedPurchases(
                        x,
                        before.column(days.recency()).get(row),
                        before.column(days.age()).get(row),
                        200);
                error += Math.abs(expected - came);
                customers++;
            }
        }
        assertThat(one.of("bg-nbd").meanAbsoluteError()).isCloseTo(error / customers, within(1e-6));
        assertThat(one.best().name()).isEqualTo("bg-nbd");
        assertThat(one.advice()).isEqualTo("Use bg-nbd: it foresaw best what customers bought.");
    }

    /** A family that does not like any data. */
    private record Broken() implements PurchaseFamily<Nbd> {
        @Override
        public String kind() {
            return "broken";
        }

        @Override
        public List<Parameter> parameters() {
            return Nbd.FAMILY.parameters();
        }

        @Override
        public Nbd make(double[] values, Population population) {
            return Nbd.FAMILY.make(values, population);
        }

        @Override
        public Search search(BaseFit base) {
            throw FitException.of("broken", "it does not like the data", List.of("Is it data?"));
        }
    }

    @Test
    void aModelThatCannotBeFittedIsToldWithItsReason() {
        PurchaseFamily<Nbd> broken = new Broken();
        Comparison both = Comparison.of(view, List.of(broken, Nbd.FAMILY));
        assertThat(both.best().name()).isEqualTo("nbd");
        assertThat(both.of("broken").failure()).contains("it does not like the data");
        assertThat(both.of("broken").logScore()).isNaN();
        assertThat(both.toString()).contains("broken         cannot fit broken");
        assertThatThrownBy(both.of("broken")::model).isInstanceOf(IllegalStateException.class);
        Comparison none = Comparison.of(view, List.of(broken));
        assertThatThrownBy(none::best).isInstanceOf(IllegalStateException.class).hasMessageContaining("does not like");
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Comparison.of(view, List.of()))
                .withMessage("there must be a candidate");
        PurchaseDefinition days = PurchaseDefinition.standard();
        List<PurchaseFamily<?>> candidates = CustomerBaseModels.candidates();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Comparison.of(view, TimeScale.WEEKS, days, view.asOf(), candidates))
                .withMessageContaining("the split must be before");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Comparison.of(view, TimeScale.WEEKS, days, Instant.EPOCH, candidates))
                .withMessageContaining("nobody bought before the split");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> view.asOf(view.asOf().plusMillis(1)))
                .withMessageContaining("cannot tell what was known");
        assertThatIllegalArgumentException().isThrownBy(() -> all.of("none"));
    }

    @Test
    void everyModelIsReadBackWhicheverItIs() {
        for (ComparedModel each : all.models()) {
            Fitted<? extends CustomerBaseModel> fitted = each.fitted().orElseThrow();
            assertThat(CustomerBaseModels.readFitted(fitted.toText()).toText()).isEqualTo(fitted.toText());
            for (String text : List.of(fitted.toText(), fitted.model().toText())) {
                CustomerBaseModel read = CustomerBaseModels.read(text);
                assertThat(read).isExactlyInstanceOf(fitted.model().getClass());
                assertThat(read.toText()).isEqualTo(fitted.model().toText());
            }
        }
        CustomerBaseModel monthly =
                PeriodicBetaBernoulli.of(BetaGeometricBetaBernoulli.of(1, 2, 3, 4), TimeScale.MONTHS);
        assertThat(CustomerBaseModels.read(monthly.toText())).hasToString(monthly.toString());
    }

    @Test
    void everyCandidateCanBeReadWhenItWasSaved() {
        PurchaseDefinition monthly = PurchaseDefinition.standard().byPeriod(TimeScale.MONTHS);
        Purchases purchases = Purchases.of(view, TimeScale.MONTHS, monthly);
        for (PurchaseFamily<?> candidate : CustomerBaseModels.candidatesByPeriod()) {
            Fitted<? extends CustomerBaseModel> fitted = candidate.fit(purchases);
            assertThat(CustomerBaseModels.readFitted(fitted.toText()).bic())
                    .as(candidate.name())
                    .isEqualTo(fitted.bic());
            assertThat(CustomerBaseModels.family(candidate.name()).name()).isEqualTo(candidate.name());
        }
    }

    @Test
    void whatIsNoModelOfACustomerBaseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomerBaseModels.read("hello"))
                .withMessageContaining("must begin with 'engagement KIND VERSION', began with 'hello'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomerBaseModels.read("engagement sbg 1\nalpha 1\nbeta 2\n"))
                .withMessageContaining(
                        "holds a sbg, which is no model of a customer base: there are [bg-bb-by-period, ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomerBaseModels.readFitted("engagement nbd 1\nr 1\n"))
                .withMessageContaining("holds a nbd, not a fitted");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomerBaseModels.family("bgnbd"))
                .withMessageContaining("there is no model of a customer base 'bgnbd': did you mean 'bg-nbd'? there are")
                .withMessageContaining("ggom-nbd");
    }

    @Test
    void aChosenNumberOfStagesCountsInEveryBic() {
        ComparedModel staged = all.of("mbg-cnbd-k");
        assertThat(staged.bic()).isEqualTo(staged.fitted().orElseThrow().bic());
        assertThat(staged.fitted().orElseThrow().selectedParameters()).isEqualTo(1);
        assertThat(all.of("mbg-nbd").fitted().orElseThrow().selectedParameters())
                .isZero();
    }
}
