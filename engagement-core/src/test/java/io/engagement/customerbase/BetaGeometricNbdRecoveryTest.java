package io.engagement.customerbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.simulate.PurchaseProcess;
import io.engagement.simulate.SimulatedPurchases;
import io.engagement.simulate.SpendProcess;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Simulate and refit: 95 % intervals hold the truth about 95 times in a hundred. */
class BetaGeometricNbdRecoveryTest {
    private static final double[] TRUTH = {0.8, 8, 0.8, 4};
    private static final List<String> NAMES = List.of("r", "alpha", "a", "b");

    private static Fitted<BetaGeometricNbd> refit(long seed) {
        SimulatedPurchases drawn = new PurchaseProcess(TRUTH[0], TRUTH[1], TRUTH[2], TRUTH[3])
                .draw(2_000, 52, 104, SpendProcess.withDefaults(), seed);
        return BetaGeometricNbd.fit(Purchases.of(TimeScale.WEEKS, drawn.frequency(), drawn.recency(), drawn.age()));
    }

    /** Of so many repetitions, how many intervals hold the truth, for each parameter. */
    private static int[] covered(int repetitions) {
        int[][] each = IntStream.range(0, repetitions)
                .parallel()
                .mapToObj(seed -> held(refit(1_000 + seed)))
                .toArray(int[][]::new);
        int[] counts = new int[TRUTH.length];
        for (int[] one : each) {
            Arrays.setAll(counts, i -> counts[i] + one[i]);
        }
        return counts;
    }

    private static int[] held(Fitted<BetaGeometricNbd> fitted) {
        assertThat(fitted.converged()).isTrue();
        return IntStream.range(0, TRUTH.length)
                .map(i -> fitted.interval(NAMES.get(i), 0.95).contains(TRUTH[i]) ? 1 : 0)
                .toArray();
    }

    @Test
    void ninetyToNinetyNineInAHundredOfTwoHundredRefitsHoldTheTruth() {
        int[] counts = covered(200);
        System.out.println("bg-nbd: of 200 intervals of " + NAMES + " hold the truth " + Arrays.toString(counts));
        assertThat(Arrays.stream(counts)).allMatch(count -> count >= 180 && count <= 198);
    }
}
