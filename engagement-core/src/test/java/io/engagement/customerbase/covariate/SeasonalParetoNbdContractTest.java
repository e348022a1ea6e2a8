package io.engagement.customerbase.covariate;

import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.testkit.Histories;
import io.engagement.testkit.PurchaseFamilyContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A model with a calendar is one of a family, as all others are, though it is fitted to the times of all purchases. */
class SeasonalParetoNbdContractTest implements PurchaseFamilyContract<SeasonalParetoNbd> {
    private static final Duration STEP = Duration.ofDays(42);
    private static final Instant NOW = Histories.base().asOf();
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
            starts.add(NOW.minus(Duration.ofDays(7 * (20 + i % 50))));
        }
        return model.rates()
                .simulate(TimeVaryingBases.begun(starts, NOW), model.seasons(), 20_261_129)
                .purchases();
    }
}
