package io.engagement.customerbase.covariate;

import static io.engagement.customerbase.covariate.TimeVaryingBases.BASE;
import static io.engagement.customerbase.covariate.TimeVaryingBases.START;
import static io.engagement.customerbase.covariate.TimeVaryingBases.begun;
import static io.engagement.customerbase.covariate.TimeVaryingBases.both;
import static io.engagement.customerbase.covariate.TimeVaryingBases.mailed;
import static io.engagement.customerbase.covariate.TimeVaryingBases.season;
import static io.engagement.customerbase.covariate.TimeVaryingBases.starts;
import static io.engagement.customerbase.covariate.TimeVaryingBases.week;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.Threads;
import io.engagement.customerbase.PurchaseTimes;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.testkit.run.FullRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeVaryingParetoNbdRecoveryTest {
    private static final int WEEKS = 130;
    private static final TimeVaryingParetoNbd TRUTH = both(BASE, 0.6, 0.4, 0.3, -0.5);

    private static TimeVaryingCovariates covariates(int rows) {
        return TimeVaryingCovariates.weekly(START, WEEKS)
                .common("season", season(WEEKS))
                .individual("mailed", mailed(rows, WEEKS, 6));
    }

    @Test
    void whatWasSimulatedIsFoundAgain() {
        int rows = FullRun.pick(20_000, 1_000);
        TimeVaryingCovariates covariates = covariates(rows);
        PurchaseTimes data = TRUTH.simulate(begun(starts(rows, 26, 3), week(104)), covariates, 41);
        Fitted<TimeVaryingParetoNbd> fitted = TimeVaryingParetoNbd.fit(data, covariates, CovariateTerms.free());
        assertThat(fitted.converged()).isTrue();
        double[] truth = {0.9, 6, 0.7, 14, 0.6, 0.4, 0.3, -0.5};
        for (int i = 0; i < truth.length; i++) {
            assertThat(fitted.estimates()[i])
                    .as("seed 41, %s", fitted.parameterNames().get(i))
                    .isCloseTo(truth[i], within(3 * fitted.standardErrors()[i]));
        }
        assertThat(fitted.standardError("purchases.season")).isLessThan(0.1);
    }

    /** Of customers as they are known after a year and a half, another half a year is drawn on with them. */
    @Test
    void predictionsAreWhatThenHappens() {
        int rows = FullRun.pick(40_000, 6_000);
        TimeVaryingCovariates covariates = covariates(rows);
        PurchaseTimes later = TRUTH.simulate(begun(starts(rows, 26, 4), week(104)), covariates, 42);
        long split = week(78).toEpochMilli();
        List<long[]> before = new ArrayList<>();
        double[] came = new double[rows];
        for (int row = 0; row < rows; row++) {
            int known = 0;
            while (known <= later.frequency(row) && later.epochMilli(row, known) <= split) {
                known++;
            }
            long[] times = new long[known];
            for (int i = 0; i < known; i++) {
                times[i] = later.epochMilli(row, i);
            }
            before.add(times);
            came[row] = later.frequency(row) + 1 - known;
        }
        PurchaseTimes data = PurchaseTimes.of(TimeScale.WEEKS, week(78), before.toArray(new long[0][]));
        double[] expected = TRUTH.expectedPurchases(data, covariates, 26);
        double[] alive = TRUTH.probabilityAlive(data, covariates);
        double[] none = TRUTH.probabilityNoPurchase(data, covariates, 26);
        for (double from : new double[] {0, 0.3, 0.8}) {
            double difference = 0;
            double squares = 0;
            double buyers = 0;
            double silence = 0;
            for (int row = 0; row < rows; row++) {
                if (alive[row] >= from) {
                    difference += came[row] - expected[row];
                    squares += Math.pow(came[row] - expected[row], 2);
                    silence += none[row] * (1 - none[row]);
                    buyers += (came[row] > 0 ? 1 : 0) - (1 - none[row]);
                }
            }
            assertThat(Math.abs(difference)).as("seed 42, from %s", from).isLessThan(3.5 * Math.sqrt(squares));
            assertThat(Math.abs(buyers)).as("seed 42, from %s", from).isLessThan(3.5 * Math.sqrt(silence));
        }
    }

    @Test
    void aSeedGivesTheSameBaseOnAnyNumberOfThreads() {
        TimeVaryingCovariates covariates = covariates(3_000);
        PurchaseTimes one =
                Threads.with(1, () -> TRUTH.simulate(begun(starts(3_000, 26, 5), week(60)), covariates, 43));
        PurchaseTimes four =
                Threads.with(4, () -> TRUTH.simulate(begun(starts(3_000, 26, 5), week(60)), covariates, 43));
        PurchaseTimes other = TRUTH.simulate(begun(starts(3_000, 26, 5), week(60)), covariates, 44);
        int differ = 0;
        for (int row = 0; row < one.size(); row++) {
            assertThat(four.frequency(row)).isEqualTo(one.frequency(row));
            assertThat(four.last(row)).isEqualTo(one.last(row));
            differ += one.last(row) != other.last(row) ? 1 : 0;
        }
        assertThat(differ).isGreaterThan(500);
    }
}
