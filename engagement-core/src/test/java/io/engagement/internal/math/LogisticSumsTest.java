package io.engagement.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogisticSumsTest {
    private static final int COLUMNS = 3;
    private static final double WEIGHT = 0.7;
    private static final double LEVEL = -0.4;
    private static final double[] COEFFICIENTS = {0.5, -1.5, 2};
    private static final Offset<Double> SAME = within(1e-12);

    private final Random random = new Random(20_261_129);
    private final double[] in = random.doubles(40 * COLUMNS, -2, 2).toArray();
    private final boolean[] happened = happened();

    private boolean[] happened() {
        boolean[] happened = new boolean[40];
        for (int row = 0; row < happened.length; row++) {
            happened[row] = random.nextBoolean();
        }
        return happened;
    }

    private LogisticSums sums(int from, int to) {
        return new LogisticSums(COLUMNS).add(happened, in, WEIGHT, from, to, LEVEL, COEFFICIENTS);
    }

    private static double logOdds(double... row) {
        return LEVEL + COEFFICIENTS[0] * row[0] + COEFFICIENTS[1] * row[1] + COEFFICIENTS[2] * row[2];
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 30})
    void anyNumberOfRowsIsSummedAsEachRowAlone(int rows) {
        int from = 5;
        double value = 0;
        double slope = 0;
        double curve = 0;
        double[] slopes = new double[COLUMNS];
        double[] mixed = new double[COLUMNS];
        double[] curves = new double[COLUMNS * (COLUMNS + 1) / 2];
        for (int row = from; row < from + rows; row++) {
            double[] x = {in[COLUMNS * row], in[COLUMNS * row + 1], in[COLUMNS * row + 2]};
            double p = 1 / (1 + Math.exp(-logOdds(x)));
            double rest = WEIGHT * ((happened[row] ? 1 : 0) - p);
            value += WEIGHT * Math.log(happened[row] ? p : 1 - p);
            slope += rest;
            curve += WEIGHT * p * (1 - p);
            for (int i = 0, cell = 0; i < COLUMNS; i++) {
                slopes[i] += rest * x[i];
                mixed[i] += WEIGHT * p * (1 - p) * x[i];
                for (int j = 0; j <= i; j++) {
                    curves[cell++] += WEIGHT * p * (1 - p) * x[i] * x[j];
                }
            }
        }

        LogisticSums sums = sums(from, from + rows);

        assertThat(sums.value()).isCloseTo(value, SAME);
        assertThat(sums.slope()).isCloseTo(slope, SAME);
        assertThat(sums.curve()).isCloseTo(curve, SAME);
        double[] added = new double[COLUMNS];
        sums.addSlopes(added, 0);
        assertThat(added).containsExactly(slopes, SAME);
        added = new double[COLUMNS];
        sums.addMixed(added);
        assertThat(added).containsExactly(mixed, SAME);
        added = new double[curves.length];
        sums.addCurves(added);
        assertThat(added).containsExactly(curves, SAME);
    }

    @Test
    void rowsOutsideTakeNoPart() {
        in[0] = Double.NaN;
        in[in.length - 1] = Double.NaN;

        assertThat(sums(1, 39).value()).isFinite();
    }
}
