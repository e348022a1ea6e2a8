package io.engagement.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.Threads;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is drawn has the moments that the models' papers derive. */
class SimulatedPurchasesRecoveryTest {
    private static final int CUSTOMERS = 200_000;
    private static final double WEEKS = 52;
    private static final PurchaseProcess PROCESS = new PurchaseProcess(0.243, 4.414, 0.793, 2.426);
    private static final SpendProcess SPEND = SpendProcess.withDefaults();
    private static final SimulatedPurchases DRAWN = PROCESS.draw(CUSTOMERS, WEEKS, WEEKS, SPEND, 7);

    @Test
    void theShareWithoutRepeatPurchaseIsTheModels() {
        double share = Arrays.stream(DRAWN.frequency()).filter(x -> x == 0).count() / (double) CUSTOMERS;
        double expected = Math.pow(PROCESS.alpha() / (PROCESS.alpha() + WEEKS), PROCESS.r());
        assertThat(share).isCloseTo(expected, within(4 * Math.sqrt(expected * (1 - expected) / CUSTOMERS)));
    }

    @Test
    void theMeanNumberOfRepeatPurchasesIsTheModels() {
        double[] x = DRAWN.frequency();
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance = Arrays.stream(x).map(k -> (k - mean) * (k - mean)).sum() / CUSTOMERS;
        assertThat(mean).isCloseTo(expectedPurchases(WEEKS), within(4 * Math.sqrt(variance / CUSTOMERS)));
    }

    /** Fader, Hardie and Lee (2005), equation 9, with the hypergeometric function by its power series. */
    private static double expectedPurchases(double t) {
        double z = t / (PROCESS.alpha() + t);
        double c = PROCESS.a() + PROCESS.b() - 1;
        double term = 1;
        double sum = 1;
        for (int k = 0; k < 10_000; k++) {
            term *= (PROCESS.r() + k) * (PROCESS.b() + k) / ((c + k) * (k + 1)) * z;
            sum += term;
        }
        return c / (PROCESS.a() - 1) * (1 - Math.pow(PROCESS.alpha() / (PROCESS.alpha() + t), PROCESS.r()) * sum);
    }

    @Test
    void recencyLiesBetweenZeroAndAge() {
        double[] x = DRAWN.frequency();
        double[] last = DRAWN.recency();
        double[] age = DRAWN.age();
        double[] spend = DRAWN.meanSpend();
        for (int i = 0; i < DRAWN.size(); i++) {
            boolean repeat = x[i] > 0;
            assertThat(last[i] > 0).isEqualTo(repeat);
            assertThat(last[i] <= age[i]).isTrue();
            assertThat(spend[i] > 0).isEqualTo(repeat);
            assertThat(Double.isNaN(spend[i])).isEqualTo(!repeat);
        }
    }

    @Test
    void theMeanSpendIsTheModels() {
        double[] spend =
                Arrays.stream(DRAWN.meanSpend()).filter(z -> !Double.isNaN(z)).toArray();
        double mean = Arrays.stream(spend).average().orElseThrow();
        double variance = Arrays.stream(spend).map(z -> (z - mean) * (z - mean)).sum() / spend.length;
        assertThat(mean).isCloseTo(SPEND.mean(), within(5 * Math.sqrt(variance / spend.length)));
    }

    @Test
    void modelsReceiveTheSameColumnsInWeeks() {
        Purchases purchases = DRAWN.purchases();
        assertThat(purchases.size()).isEqualTo(DRAWN.size());
        assertThat(purchases.timeScale()).isEqualTo(TimeScale.WEEKS);
        assertThat(purchases.frequency(3)).isEqualTo(DRAWN.frequency()[3]);
        assertThat(purchases.recency(3)).isEqualTo(DRAWN.recency()[3]);
        assertThat(purchases.age(3)).isEqualTo(DRAWN.age()[3]);
    }

    @Test
    void agesAreUniformBetweenTheirBounds() {
        double[] age = PROCESS.draw(20_000, 10, 30, SPEND, 3).age();
        assertThat(Arrays.stream(age).min().orElseThrow()).isBetween(10.0, 10.1);
        assertThat(Arrays.stream(age).max().orElseThrow()).isBetween(29.9, 30.0);
        assertThat(Arrays.stream(age).average().orElseThrow()).isCloseTo(20, within(0.2));
    }

    @Test
    void theNumberOfThreadsChangesNoBit() throws Exception {
        SimulatedPurchases alone = Threads.with(1, () -> PROCESS.draw(CUSTOMERS, WEEKS, WEEKS, SPEND, 7));
        assertThat(alone.frequency()).isEqualTo(DRAWN.frequency());
        assertThat(alone.recency()).isEqualTo(DRAWN.recency());
        assertThat(alone.meanSpend()).isEqualTo(DRAWN.meanSpend());
    }

    @Test
    void whatIsOutOfRangeIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PurchaseProcess(0, 1, 1, 1))
                .withMessageContaining("r must be positive");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PurchaseProcess(1, 1, 1, Double.NaN))
                .withMessageContaining("b must be positive");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpendProcess(1, 1, 1))
                .withMessageContaining("q must be greater than 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PROCESS.draw(-1, 1, 2, SPEND, 1))
                .withMessageContaining("customers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PROCESS.draw(1, 3, 2, SPEND, 1))
                .withMessageContaining("shortestAge");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PROCESS.draw(1, -1, 2, SPEND, 1))
                .withMessageContaining("shortestAge");
    }
}
