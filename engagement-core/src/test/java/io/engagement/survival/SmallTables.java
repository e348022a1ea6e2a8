package io.engagement.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;

/** The small tables whose figures in R the tests hold, and how to compare with these. */
final class SmallTables {
    private SmallTables() {}

    /**
     * In R: {@code d <- data.frame(t=c(2,3,3,5,5,5,8,9,10,10), e=c(0,1,1,1,0,1,1,0,1,1), w=c(1,2,1,1,3,1,2,1,1,1),
     * x=c(1,0,2,1,3,0,2,1,0,1))}.
     */
    static Lifetimes tied() {
        double[] time = {2, 3, 3, 5, 5, 5, 8, 9, 10, 10};
        boolean[] event = {false, true, true, true, false, true, true, false, true, true};
        return Lifetimes.of(TimeScale.MONTHS, time, event).withCovariate("x", 1, 0, 2, 1, 3, 0, 2, 1, 0, 1);
    }

    static final double[] WEIGHTS = {1, 2, 1, 1, 3, 1, 2, 1, 1, 1};

    /**
     * In R: {@code s <- data.frame(a=c(0,2,0,1,4,3,0,5,2,6), b=c(4,7,5,6,9,8,3,9,6,11), e=c(1,1,0,1,1,0,1,1,1,0))}.
     */
    static Lifetimes delayed() {
        double[] start = {0, 2, 0, 1, 4, 3, 0, 5, 2, 6};
        double[] stop = {4, 7, 5, 6, 9, 8, 3, 9, 6, 11};
        boolean[] event = {true, true, false, true, true, false, true, true, true, false};
        return Lifetimes.of(TimeScale.MONTHS, start, stop, event);
    }

    /**
     * In R: {@code s <- data.frame(a=c(0,2,0,1,4,3,0,5,2,6,4,3), b=c(4,7,5,6,9,8,3,9,6,11,7,10),
     * e=c(1,1,0,1,1,0,1,1,1,0,1,1), x=c(.5,-1,0,2,1,-.5,1.5,0,.3,-2,.8,-.1), z=c(1,0,1,1,0,1,0,0,1,0,0,1),
     * id=c(1,1,2,3,1,2,4,3,5,5,6,6))}, clusters by id.
     */
    static Lifetimes changing() {
        double[] start = {0, 2, 0, 1, 4, 3, 0, 5, 2, 6, 4, 3};
        double[] stop = {4, 7, 5, 6, 9, 8, 3, 9, 6, 11, 7, 10};
        boolean[] event = {true, true, false, true, true, false, true, true, true, false, true, true};
        return Lifetimes.of(TimeScale.MONTHS, start, stop, event)
                .withCovariate("x", 0.5, -1, 0, 2, 1, -0.5, 1.5, 0, 0.3, -2, 0.8, -0.1)
                .withCovariate("z", 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0, 1);
    }

    static final int[] IDS = {1, 1, 2, 3, 1, 2, 4, 3, 5, 5, 6, 6};

    /** In R: {@code s$g <- c(1,1,1,2,2,2,1,2,1,2,2,1)}. */
    static final int[] GROUPS = {1, 1, 1, 2, 2, 2, 1, 2, 1, 2, 2, 1};

    static void assertNear(double actual, double expected, double relative) {
        assertThat(actual).isCloseTo(expected, within(relative * Math.max(Math.abs(expected), 1e-300)));
    }

    static void assertNear(double[] actual, double[] expected, double relative) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertNear(actual[i], expected[i], relative);
        }
    }
}
