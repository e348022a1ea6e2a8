package io.engagement.customerbase.geometric;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.Refits;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.simulate.PurchaseProcess;
import io.engagement.simulate.SimulatedPurchases;
import io.engagement.simulate.SpendProcess;
import java.util.Arrays;
import java.util.List;
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

    @Test
    void ninetyToNinetyNineInAHundredOfTwoHundredRefitsHoldTheTruth() {
        int[] counts = Refits.holdingTheTruth(200, NAMES, TRUTH, seed -> refit(1_000 + seed));
        System.out.println("bg-nbd: of 200 intervals of " + NAMES + " hold the truth " + Arrays.toString(counts));
        assertThat(Arrays.stream(counts)).allMatch(count -> count >= 180 && count <= 198);
    }
}
