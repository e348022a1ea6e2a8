package io.engagement.customerbase.geometric;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.customerbase.PurchaseKernel;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Rows in blocks and one by one: the same bits, whatever lies beside them and wherever a range is cut. */
class BetaGeometricBlocksConsistencyTest {
    private static final int ROWS = 1500;
    private static final PurchaseDefinition DAYS = PurchaseDefinition.standard();
    private static final BetaGeometricNbd MODEL = BetaGeometricNbd.of(0.243, 4.414, 0.793, 2.426, TimeScale.WEEKS);
    private static final MeasureTable TABLE = table();

    /** Among ordinary customers some without a purchase, some with thousands, some silent for ages. */
    private static MeasureTable table() {
        SplittableRandom random = new SplittableRandom(99);
        double[] frequency = new double[ROWS];
        double[] recency = new double[ROWS];
        double[] age = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            boolean none = row % 17 == 3;
            frequency[row] = none ? Double.NaN : row % 101 == 7 ? 1000 + row : random.nextInt(12);
            age[row] = none ? Double.NaN : random.nextDouble() * (row % 53 == 9 ? 1e9 : 100);
            recency[row] = frequency[row] == 0 ? 0 : age[row] * random.nextDouble();
        }
        Map<Measure, double[]> columns = Map.of(DAYS.frequency(), frequency, DAYS.recency(), recency, DAYS.age(), age);
        return MeasureTable.ofColumns(Instant.EPOCH, TimeScale.WEEKS, List.of(), columns);
    }

    private static double frequency(int row) {
        return TABLE.column(DAYS.frequency()).get(row);
    }

    private static double one(PurchaseKernel kernel, int row) {
        return kernel.of(
                frequency(row),
                TABLE.column(DAYS.recency()).get(row),
                TABLE.column(DAYS.age()).get(row));
    }

    private static double[] many(PurchaseKernel kernel, int from, int to) {
        double[] out = new double[ROWS];
        kernel.of(
                TABLE.column(DAYS.frequency()), TABLE.column(DAYS.recency()), TABLE.column(DAYS.age()), from, to, out);
        return out;
    }

    private static void assertSameBits(PurchaseKernel kernel) {
        double[] all = many(kernel, 0, ROWS);
        double[] part = many(kernel, 301, 1299);
        for (int row = 0; row < ROWS; row++) {
            assertThat(Double.doubleToLongBits(all[row]))
                    .as("row %d, x = %s", row, frequency(row))
                    .isEqualTo(Double.doubleToLongBits(one(kernel, row)));
            double expected = row < 301 || row >= 1299 ? 0 : all[row];
            assertThat(Double.doubleToLongBits(part[row])).isEqualTo(Double.doubleToLongBits(expected));
            assertThat(Double.isNaN(all[row])).isEqualTo(Double.isNaN(frequency(row)));
        }
    }

    @Test
    void theProbabilityOfBeingAliveIsTheSameInBlocks() {
        assertSameBits(MODEL.alive());
    }

    @Test
    void theProbabilityOfNoPurchaseIsTheSameInBlocks() {
        assertSameBits(MODEL.noPurchaseWithin(39));
    }

    @Test
    void expectedPurchasesAreTheSameInARange() {
        assertSameBits(MODEL.discountedPurchasesWithin(39, 0));
    }

    @Test
    void blocksAgreeWithTheFormulasOfOneCustomer() {
        double[] alive = many(MODEL.alive(), 0, ROWS);
        double[] silent = many(MODEL.noPurchaseWithin(39), 0, ROWS);
        for (int row = 0; row < ROWS; row++) {
            double x = frequency(row);
            if (!Double.isNaN(x) && x < 100) {
                double recency = TABLE.column(DAYS.recency()).get(row);
                double age = TABLE.column(DAYS.age()).get(row);
                BetaGeometricKernel kernel = new BetaGeometricKernel(0.243, 4.414, 0.793, 2.426);
                assertClose(alive[row], kernel.probabilityAlive(x, recency, age), 1e-12);
                assertClose(silent[row], kernel.probabilityNoPurchase(x, recency, age, 39), 1e-12);
            }
        }
    }

    private static void assertClose(double actual, double exact, double relative) {
        assertThat(Math.abs(actual - exact))
                .as("%s and %s", actual, exact)
                .isLessThanOrEqualTo(relative * Math.abs(exact));
    }
}
