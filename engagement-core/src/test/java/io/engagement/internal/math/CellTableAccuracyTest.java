package io.engagement.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class CellTableAccuracyTest {
    private static final CellTable RECIPROCAL = CellTable.of(z -> 1 / z, 0.3, 700);
    private static final CellTable LOGARITHM = CellTable.of(z -> Math.log1p(0.01 / z), 0.3, 700);

    private static void assertClose(CellTable table, DoubleUnaryOperator exact, double z) {
        assertThat(Math.abs(table.at(z) / exact.applyAsDouble(z) - 1))
                .as("at %s", z)
                .isLessThanOrEqualTo(3e-15);
    }

    @Property(seed = "7311", tries = 20_000)
    void valuesAreThoseOfTheFunction(@ForAll @DoubleRange(min = -1.2, max = 6.5) double log) {
        double z = Math.exp(log);
        assertClose(RECIPROCAL, at -> 1 / at, z);
        assertClose(LOGARITHM, at -> Math.log1p(0.01 / at), z);
    }

    @Test
    void bothEndsOfEveryCellToo() {
        for (int i = 0; i <= 32 * 11; i++) {
            double z = Math.scalb(0.3125, i / 32) * (1 + (i % 32) / 32.0);
            assertClose(RECIPROCAL, at -> 1 / at, z);
            assertClose(RECIPROCAL, at -> 1 / at, Math.nextDown(z));
        }
    }

    @Test
    void whatIsOutsideIsComputed() {
        CellTable table = CellTable.of(z -> z < 1 ? -1 : z > 2 ? -2 : z, 1, 1.5);
        assertThat(table.at(1.25)).isCloseTo(1.25, within(1e-15));
        assertThat(table.at(0.5)).isEqualTo(-1);
        assertThat(table.at(0)).isEqualTo(-1);
        assertThat(table.at(-1.25)).isEqualTo(-1);
        assertThat(table.at(Double.POSITIVE_INFINITY)).isEqualTo(-2);
        assertThat(table.at(Double.NaN)).isNaN();
    }
}
