package io.engagement.customerbase.covariate;

import static io.engagement.customerbase.covariate.TimeVaryingBases.seasonal;
import static io.engagement.customerbase.covariate.TimeVaryingBases.week;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.CountDistribution;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.TimeScale;
import io.engagement.setup.CustomerBaseModels;
import io.engagement.testkit.CustomerBaseModelContract;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PiecewiseParetoNbdContractTest implements CustomerBaseModelContract {
    private static final int PAST = 1_302;

    /** Steps of 6 weeks in waves of 7 steps, known long before now and for a year after, and at last for ever. */
    private static PiecewiseParetoNbd asOf(double now, ParetoNbd base, double purchases, double leaving) {
        double[] waves = new double[(PAST + 54) / 6];
        Arrays.setAll(waves, i -> Math.sin(2 * Math.PI * i / 7));
        TimeVaryingCovariates covariates = TimeVaryingCovariates.every(Duration.ofDays(42), week(-PAST), waves.length)
                .common("season", waves)
                .withoutEnd();
        return seasonal(base, purchases, leaving).asOf(week(now), covariates, "0");
    }

    @Override
    public List<CustomerBaseModel> models() {
        return List.of(
                asOf(0.3, ParetoNbd.of(2, 3, 0.4, 60, TimeScale.WEEKS), -1.2, 0),
                asOf(0, ParetoNbd.of(0.5533, 10.578, 0.606, 11.664, TimeScale.WEEKS), 0.8, 0.2),
                asOf(3.5, ParetoNbd.of(0.8, 30, 1, 4, TimeScale.WEEKS), 0.3, -0.2));
    }

    @Override
    public CustomerBaseModel read(String text) {
        return CustomerBaseModels.read(text);
    }

    @Override
    public CustomerBaseModel convertedTo(CustomerBaseModel model, TimeScale other) {
        return ((PiecewiseParetoNbd) model).convertedTo(other);
    }

    /** Of one customer, as now moves on: another age before the same now would be another time of all purchases. */
    @Test
    @Override
    public void probabilitiesLieBetween0And1AndFallWithSilence() {
        ParetoNbd base = ParetoNbd.of(0.9, 6, 0.7, 14, TimeScale.WEEKS);
        for (PurchaseSummary c : CustomerBaseModelContract.customers()) {
            double before = 1;
            for (double silence : new double[] {0, 1, 10, 50}) {
                PiecewiseParetoNbd model = asOf(silence, base, 1.1, -0.7);
                double alive = model.probabilityAlive(c.frequency(), c.recency(), c.age() + silence);
                assertThat(alive).as("%s %s", model, c).isBetween(0.0, before + 1e-12);
                assertThat(model.probabilityNoPurchase(c.frequency(), c.recency(), c.age() + silence, 13))
                        .as("%s %s", model, c)
                        .isBetween(1 - alive - 1e-12, 1.0);
                before = alive;
            }
        }
    }

    /** With s of 4e8 a ratio of rates of leaving has lost half of its digits. */
    @Test
    void countsOfCustomersWhoLeaveAlikeAddUpToOne() {
        PiecewiseParetoNbd model = asOf(0, ParetoNbd.of(0.8, 3, 4e8, 4e9, TimeScale.WEEKS), 0.3, 0.2);
        CountDistribution counts = model.purchaseDistribution(1, 20, 30, 40);
        assertThat(counts.cumulative(10_000)).isCloseTo(1, within(1e-12));
        double mean = 0;
        for (int count = 0; count < 10_000; count++) {
            mean += count * counts.probability(count);
        }
        assertThat(mean / model.expectedPurchases(1, 20, 30, 40)).isCloseTo(1, within(1e-11));
    }

    /** Customers who were drawn began before now, and new ones begin now: 26 weeks later, what was drawn is what they did. */
    @Test
    @Override
    public void simulatedCustomersBuyAsOftenAsTheModelSays() {
        ParetoNbd base = ParetoNbd.of(0.9, 6, 0.7, 14, TimeScale.WEEKS);
        CountDistribution stated = asOf(0.4, base, 1.1, 0.7).purchaseDistribution(26);
        double[] ages = new double[40_000];
        Arrays.fill(ages, 26);
        Purchases drawn = asOf(26.4, base, 1.1, 0.7).simulate(ages, 20_261_125);
        int classes = 12;
        double[] seen = new double[classes + 1];
        for (int row = 0; row < drawn.size(); row++) {
            seen[(int) Math.min(classes, drawn.frequency(row))]++;
        }
        double distance = 0;
        double beyond = 1;
        for (int count = 0; count <= classes; count++) {
            double expected = drawn.size() * (count < classes ? stated.probability(count) : beyond);
            beyond -= stated.probability(count);
            distance += (seen[count] - expected) * (seen[count] - expected) / expected;
        }
        assertThat(distance).as("seed 20261125: chi squared of 12 classes").isLessThan(55);
    }

    /** Also of those. */
    @Test
    @Override
    public void theFirstPurchaseIsOneMoreThanTheRepeatPurchases() {
        ParetoNbd base = ParetoNbd.of(0.9, 6, 0.7, 14, TimeScale.WEEKS);
        CustomerBaseModelContract.checkPurchasesWithFirst(asOf(0.4, base, 1.1, 0.7), asOf(26.4, base, 1.1, 0.7));
    }
}
