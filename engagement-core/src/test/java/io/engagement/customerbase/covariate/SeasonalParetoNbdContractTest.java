package io.engagement.customerbase.covariate;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;
import io.engagement.testkit.CustomerBaseModelContract;
import io.engagement.testkit.PurchaseFamilyContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model with a calendar is one of a family, as all others are, though it is fitted to the times of all purchases. */
class SeasonalParetoNbdContractTest implements PurchaseFamilyContract<SeasonalParetoNbd> {
    private static final Duration STEP = Duration.ofDays(42);
    private static final Instant NOW =
            new SeasonalParetoNbdContractTest().view().asOf();
    /** Long enough for the oldest customers of all laws, and then for ever. */
    private static final int PAST = 240;

    private static SeasonalParetoNbd model(CovariateTerms terms, double... values) {
        double[] waves = new double[PAST + 10];
        Arrays.setAll(waves, i -> Math.sin(2 * Math.PI * i / 7));
        TimeVaryingCovariates seasons = TimeVaryingCovariates.every(
                        STEP, NOW.minus(STEP.multipliedBy(PAST)), waves.length)
                .common("season", waves)
                .withoutEnd();
        return new SeasonalFamily(seasons, terms, NOW).make(values, Population.of(TimeScale.WEEKS));
    }

    @Override
    public List<SeasonalParetoNbd> models() {
        return List.of(
                model(CovariateTerms.free(), 1.1, 9, 0.7, 14, 0.8, 0.3),
                model(CovariateTerms.free().withEqual(List.of("season")), 0.6, 6, 0.6, 11, -0.5));
    }

    @Override
    public Purchases drawn(SeasonalParetoNbd model, int customers) {
        List<Instant> starts = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            starts.add(NOW.minus(Duration.ofDays(7L * (20 + i % 50))));
        }
        return model.rates()
                .simulate(TimeVaryingBases.begun(starts, NOW), model.seasons(), 20_261_129)
                .purchases();
    }

    /** Of one customer, as now moves on: another age before the same now would be another time of all purchases. */
    @Test
    @Override
    public void probabilitiesLieBetween0And1AndFallWithSilence() {
        for (SeasonalParetoNbd model : models()) {
            for (PurchaseSummary c : CustomerBaseModelContract.customers()) {
                double before = 1;
                for (int silence : new int[] {0, 1, 10, 50}) {
                    PiecewiseParetoNbd then = model.asOf(NOW.plus(Duration.ofDays(7L * silence)));
                    double alive = then.probabilityAlive(c.frequency(), c.recency(), c.age() + silence);
                    assertThat(alive).as("%s %s", model, c).isBetween(0.0, before + 1e-12);
                    assertThat(then.probabilityNoPurchase(c.frequency(), c.recency(), c.age() + silence, 5))
                            .isBetween(0.0, 1.0)
                            .isGreaterThanOrEqualTo(1 - alive - 1e-12);
                    before = alive;
                }
            }
        }
    }

    @Override
    public CustomerBaseModel later(CustomerBaseModel model, double t) {
        return model.asOf(NOW.plus(model.timeScale().toDuration(t)));
    }
}
