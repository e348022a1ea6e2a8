package io.engagement.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Scorer;
import io.engagement.simulate.Simulation;
import io.engagement.testkit.ScorerContract;
import io.engagement.value.DiscountRate;
import io.engagement.value.LifetimeValueScorer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What customers spend, read from the first purchase too. */
class FirstPurchaseTest {
    private static final PurchaseDefinition DAYS = PurchaseDefinition.standard();
    private static final PurchaseDefinition MONTHS = DAYS.byPeriod(TimeScale.MONTHS);
    private static final Simulation SIMULATION =
            Simulation.withDefaults().withCustomers(400).withSeed(11);
    private static final LogView VIEW = SIMULATION.log().asOf(SIMULATION.end());

    @Nested
    class AsAValue implements ScorerContract {
        @Override
        public Scorer scorer() {
            return LifetimeValueScorer.of(
                    BetaGeometricNbd.of(0.8, 8, 0.8, 2.4, TimeScale.WEEKS),
                    GammaGamma.of(6.25, 3.74, 15.44).withFirstPurchase(FirstPurchase.INCLUDED),
                    Duration.ofDays(365),
                    DiscountRate.annual(0.1));
        }
    }

    private static Interaction purchase(String at) {
        return Interaction.of("anna", Instant.parse(at), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);
    }

    private static double read(Measure measure, String asOf, Interaction... interactions) {
        InteractionLog.Builder log = InteractionLog.builder();
        for (Interaction each : interactions) {
            log.add(each);
        }
        LogView view = log.build().asOf(Instant.parse(asOf));
        return MeasureTable.of(view, TimeScale.DAYS, List.of(measure))
                .column(measure)
                .get(0);
    }

    @Test
    void theFirstDayCountsAsEveryOtherAndDaysWithoutValueAreLeftOut() {
        Interaction[] bought = {
            purchase("2024-01-01T10:00:00Z").withValue(10),
            purchase("2024-01-03T10:00:00Z").withValue(20),
            purchase("2024-01-03T18:00:00Z").withValue(5),
            purchase("2024-01-07T10:00:00Z")
        };
        assertThat(read(DAYS.valuedPurchases(), "2024-02-01T00:00:00Z", bought)).isEqualTo(2);
        assertThat(read(DAYS.meanValue(), "2024-02-01T00:00:00Z", bought)).isEqualTo(17.5);
        assertThat(read(DAYS.meanValue(), "2024-02-01T00:00:00Z", purchase("2024-01-07T10:00:00Z")))
                .isNaN();
    }

    @Test
    void aPeriodThatIsNotOverDoesNotCount() {
        Interaction[] bought = {
            purchase("2024-01-01T10:00:00Z").withValue(10),
            purchase("2024-01-20T10:00:00Z").withValue(20),
            purchase("2024-02-03T10:00:00Z").withValue(50),
            purchase("2024-03-03T10:00:00Z").withValue(300)
        };
        assertThat(read(MONTHS.meanValue(), "2024-01-25T00:00:00Z", bought)).isNaN();
        assertThat(read(MONTHS.valuedPurchases(), "2024-01-25T00:00:00Z", bought))
                .isZero();
        assertThat(read(MONTHS.meanValue(), "2024-02-25T00:00:00Z", bought)).isEqualTo(30);
        assertThat(read(MONTHS.meanValue(), "2024-03-25T00:00:00Z", bought)).isEqualTo(40);
        assertThat(read(MONTHS.valuedPurchases(), "2024-04-25T00:00:00Z", bought))
                .isEqualTo(3);
        assertThat(read(MONTHS.meanValue(), "2024-04-25T00:00:00Z", bought)).isEqualTo(380 / 3.0);
    }

    @Test
    void aFitToAViewIsThatToTheNumbersOfAllPurchases() {
        Spending read = Spending.of(VIEW, DAYS, FirstPurchase.INCLUDED);
        double[] x = new double[read.size()];
        double[] z = new double[read.size()];
        for (int row = 0; row < x.length; row++) {
            x[row] = read.frequency(row);
            z[row] = read.meanSpend(row);
        }
        GammaGamma fitted = GammaGamma.fit(read).model();

        assertThat(read.size()).isGreaterThan(Spending.of(VIEW, DAYS).size());
        assertThat(GammaGamma.fit(Spending.of(x, z).withFirstPurchase(FirstPurchase.INCLUDED))
                        .model()
                        .toText())
                .isEqualTo(fitted.toText());
        assertThat(fitted.firstPurchase()).isEqualTo(FirstPurchase.INCLUDED);
        assertThat(fitted.inputs()).containsExactly(DAYS.valuedPurchases(), DAYS.meanValue());
        assertThat(fitted).asString().contains("with the first purchase");
    }

    @Test
    void theTextSaysWhichPurchasesWereRead() {
        Fitted<GammaGamma> all = GammaGamma.fit(Spending.of(VIEW, DAYS, FirstPurchase.INCLUDED));

        assertThat(GammaGamma.FAMILY.readFitted(all.toText()).toText()).isEqualTo(all.toText());
        assertThat(GammaGamma.FAMILY.readFitted(all.toText()).model().firstPurchase())
                .isEqualTo(FirstPurchase.INCLUDED);
        assertThat(GammaGamma.FAMILY.read(GammaGamma.of(6, 4, 15).toText()).firstPurchase())
                .isEqualTo(FirstPurchase.LEFT_OUT);
        assertThat(GammaGamma.fit(
                                GammaGamma.logLikelihood(Spending.of(VIEW, DAYS, FirstPurchase.INCLUDED)),
                                all.model(),
                                all.provenance())
                        .model()
                        .firstPurchase())
                .isEqualTo(FirstPurchase.INCLUDED);
    }

    @Test
    void whatKnowsNoFirstPurchaseRefusesIt() {
        Spending all = Spending.of(VIEW, DAYS, FirstPurchase.INCLUDED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NormalNormal.fit(all))
                .withMessage("normal-normal is of repeat purchases, the first purchase must be left out");
        GammaGamma model = GammaGamma.of(6, 4, 15).withFirstPurchase(FirstPurchase.INCLUDED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HurdleGammaGamma.of(3, 1, model, 0))
                .withMessageStartingWith("what an earning day brings must be of repeat purchases, was gamma-gamma[");
        PurchaseDefinition net = DAYS.withRefunds(Filter.purpose(Purpose.RETURN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spending.of(VIEW, net, FirstPurchase.INCLUDED))
                .withMessageContaining("values must be gross");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.withDefinition(net))
                .withMessageContaining("values must be gross");
    }
}
