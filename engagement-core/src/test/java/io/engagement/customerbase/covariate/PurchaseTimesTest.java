package io.engagement.customerbase.covariate;

import static io.engagement.customerbase.covariate.TimeVaryingBases.START;
import static io.engagement.customerbase.covariate.TimeVaryingBases.week;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.PurchaseTimes;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.PurchaseDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PurchaseTimesTest {
    private static LogView view() {
        InteractionLog.Builder log = InteractionLog.builder();
        Random random = new Random(17);
        for (int i = 0; i < 2_000; i++) {
            Purpose purpose = random.nextInt(3) == 0 ? Purpose.QUESTION : Purpose.PURCHASE;
            Instant at = START.plus(Duration.ofMinutes(random.nextInt(300 * 24 * 60)));
            log.add(Interaction.of("c" + random.nextInt(400), at, Channel.WEB, Initiator.CUSTOMER, purpose));
        }
        return log.build().asOf(week(40));
    }

    @Test
    void theySumUpToWhatTheMeasuresSay() {
        LogView view = view();
        for (PurchaseDefinition days : new PurchaseDefinition[] {
            PurchaseDefinition.standard(),
            new PurchaseDefinition(PurchaseDefinition.standard().filter(), ZoneId.of("America/New_York"))
        }) {
            PurchaseTimes times = PurchaseTimes.of(view, TimeScale.WEEKS, days);
            Purchases one = times.purchases();
            Purchases other = Purchases.of(view, TimeScale.WEEKS, days);
            assertThat(one.size())
                    .isEqualTo(other.size())
                    .isGreaterThan(300)
                    .isEqualTo(times.customerIds().size());
            assertThat(one.asOf()).isEqualTo(other.asOf());
            for (int row = 0; row < one.size(); row++) {
                assertThat(one.frequency(row)).isEqualTo(other.frequency(row));
                assertThat(one.recency(row)).isCloseTo(other.recency(row), within(1e-12));
                assertThat(one.age(row)).isCloseTo(other.age(row), within(1e-12));
                assertThat(one.logGaps(row)).isCloseTo(other.logGaps(row), within(1e-9));
            }
        }
    }

    @Test
    void purchasesOutOfOrderAreRefused() {
        long first = START.toEpochMilli();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseTimes.of(TimeScale.DAYS, week(1), new long[][] {{first}, {}}))
                .withMessage("row 1: there must be a purchase, the first one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseTimes.of(TimeScale.DAYS, week(1), new long[][] {{first, first}}))
                .withMessageContaining(
                        "row 0: each purchase must be later than the one before, was 2023-01-02T00:00:00Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseTimes.of(TimeScale.DAYS, START, new long[][] {{first + 1}}))
                .withMessageContaining("row 0: purchases must not be later than 2023-01-02T00:00:00Z");
    }

    @Test
    void covariatesHaveAValueForEachPeriodAndRow() {
        TimeVaryingCovariates weeks = TimeVaryingCovariates.weekly(START, 3);
        assertThat(weeks.common("a", 1, 2, 3)
                        .individual("b", Map.of("kim", new double[] {1, 2, 3}, "lee", new double[] {4, 5, 6}))
                        .value("b", "lee", 2))
                .isEqualTo(6);
        assertThat(weeks.constant("c", Map.of("kim", 7.0)).value("c", "kim", 2)).isEqualTo(7);
        assertThat(weeks.constant("c", Map.of("kim", 7.0)).value("c", "lee", 2)).isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weeks.common("a", 1, 2))
                .withMessage("a must have a value for each of the 3 periods, had 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weeks.common("a", 1, 2, Double.NaN))
                .withMessage("a must be finite, was NaN at 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weeks.common("a", 1, 2, 3).common("a", 1, 2, 3))
                .withMessage("there is a covariate a already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weeks.individual("a", Map.of("kim", new double[] {1})))
                .withMessage("a of customer kim must have a value for each of the 3 periods, had 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weeks.constant("a", Map.of("kim", Double.NaN)))
                .withMessage("a of customer kim must be finite, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weeks.common("a", 1, 2, 3).value("b", "kim", 0))
                .withMessageContaining("covariate");
        assertThatIllegalArgumentException().isThrownBy(() -> TimeVaryingCovariates.weekly(START, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeVaryingCovariates.every(Duration.ZERO, START, 3))
                .withMessageContaining("each edge must be later than the one before");
    }

    /** A moment at which periods meet belongs to the later one. */
    @Test
    void aPurchaseIsInThePeriodThatBeginsThen() {
        TimeVaryingCovariates covariates =
                TimeVaryingCovariates.weekly(START, 4).common("a", 1, 10, 100, 1000);
        long[] times = {START.toEpochMilli(), week(1).toEpochMilli() - 1, week(1).toEpochMilli(), week(3).toEpochMilli()
        };
        PurchaseTimes data = PurchaseTimes.of(TimeScale.WEEKS, week(4), new long[][] {times});
        assertThat(new TimeVaryingBase(data, row -> 1, covariates).sumAtPurchases(0, 0))
                .isEqualTo(1 + 10 + 1000);
        TimeVaryingParetoNbd model =
                TimeVaryingParetoNbd.of(TimeVaryingBases.BASE, List.of("a"), new double[] {1e-3}, new double[] {0});
        double own = model.asOf(week(4), covariates, "0").logLikelihood(data, 0);
        assertThat(model.logLikelihood(data, covariates)).isEqualTo(own);
    }
}
