package io.engagement.customerbase.geometric;

import static io.engagement.customerbase.HostileDraws.logUniform;
import static io.engagement.customerbase.HostileDraws.shape;
import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.internal.math.BetaExpectation;
import io.engagement.testkit.run.FullRun;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer costs, counted in evaluations: bounded whatever parameters and customers are accepted, bounds included. */
class BetaGeometricCostTest {
    private static final int DRAWS = FullRun.pick(120_000, 1_000);

    /** One step of the horizon after the other: how many are a matter of orders of magnitude, and there are at most 31 of them. */
    @Test
    void aDiscountedHorizonTakesSomeHundredExpectationsWhateverTheParameters() {
        SplittableRandom random = new SplittableRandom(7);
        for (int draw = 0; draw < DRAWS; draw++) {
            int k = 2 + random.nextInt(11);
            double shape = shape(random) + k * Math.floor(logUniform(random, 1, 1e6) - 1);
            double leave = shape(random);
            double stay = shape(random);
            double u = logUniform(random, 1e-30, 1e40);
            double c = logUniform(random, 1e-30, 44) / u;
            StagedCustomer customer = StagedCustomer.silent(k, shape, leave, stay, random.nextDouble());
            int[] asked = new int[1];
            customer.discounted(c, u, time -> {
                asked[0]++;
                return Math.min(time, 1);
            });
            assertThat(asked[0]).as("k %s, R %s, u %s, c %s", k, shape, u, c).isLessThan(800);
        }
    }

    @Test
    void anExpectationOverDropOutTakesSomeHundredNodesWhateverTheParameters() {
        SplittableRandom random = new SplittableRandom(8);
        for (int draw = 0; draw < DRAWS; draw++) {
            double a = shape(random) + random.nextInt(2);
            double b = shape(random) + (random.nextBoolean() ? logUniform(random, 1, Integer.MAX_VALUE) : 0);
            double purchases = logUniform(random, 1, 1e70);
            assertThat(BetaExpectation.rule(a, b, BetaGeometricKernel.rareDropOut(purchases))
                            .size())
                    .as("a %s, b %s, %s purchases", a, b, purchases)
                    .isLessThan(1_200);
        }
    }

    /** Parameters at which memory ran out once, and bounds of all that are accepted: it was not for these nodes. */
    @ParameterizedTest
    @CsvSource({
        "155016, 1e6",
        "155016, 2148483647",
        "1e-9, 1e-9",
        "1e-9, 3147483647",
        "1000000001, 1e-9",
        "1000000001, 3147483647"
    })
    void nodesAreFewAtTheBoundsToo(double a, double b) {
        for (double purchases : new double[] {1, 1e15, 1e70, Math.exp(513)}) {
            assertThat(BetaExpectation.rule(a, b, BetaGeometricKernel.rareDropOut(purchases))
                            .size())
                    .isLessThan(3_000);
        }
    }
}
