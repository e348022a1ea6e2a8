package io.engagement.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoizedFunctionTest {
    private static final int NUMBERS = 5_000;
    private final AtomicIntegerArray asked = new AtomicIntegerArray(NUMBERS);

    /** Zeros of both signs, NaN and infinity are among the values. */
    private static double value(int number) {
        return switch (number) {
            case 0 -> 0;
            case 1 -> -0.0;
            case 2 -> Double.NaN;
            case 3 -> Double.NEGATIVE_INFINITY;
            default -> Math.sin(number);
        };
    }

    private double counted(int number) {
        asked.incrementAndGet(number);
        return value(number);
    }

    private static void assertSameBits(MemoizedFunction kept, int number) {
        assertThat(Double.doubleToRawLongBits(kept.of(number)))
                .as("of %d", number)
                .isEqualTo(Double.doubleToRawLongBits(value(number)));
    }

    @Test
    void aValueIsTheFunctionsToTheBitHoweverOftenItIsAskedFor() {
        MemoizedFunction kept = new MemoizedFunction(MemoizedFunctionTest::value);
        for (int time = 0; time < 3; time++) {
            IntStream.range(-2, NUMBERS).forEach(number -> assertSameBits(kept, number));
            assertSameBits(kept, Integer.MAX_VALUE);
            assertSameBits(kept, Integer.MIN_VALUE);
        }
    }

    @Test
    void theFunctionIsAskedOnceForEachOfTheFirstNumbers() {
        MemoizedFunction kept = new MemoizedFunction(this::counted);
        for (int time = 0; time < 3; time++) {
            IntStream.range(0, NUMBERS).forEach(kept::of);
        }
        assertThat(IntStream.range(0, 4_096).map(asked::get)).containsOnly(1);
        assertThat(IntStream.range(4_096, NUMBERS).map(asked::get)).containsOnly(3);
    }

    @Test
    void manyThreadsGetTheSameBits() {
        MemoizedFunction kept = new MemoizedFunction(MemoizedFunctionTest::value);
        IntStream.range(0, 200_000).parallel().forEach(i -> {
            int number = i % 100;
            if (Double.doubleToRawLongBits(kept.of(number)) != Double.doubleToRawLongBits(value(number))) {
                throw new AssertionError("of " + number + ": " + kept.of(number));
            }
        });
    }

    @Test
    void whatTheFunctionRefusesIsRefusedEachTime() {
        MemoizedFunction kept = new MemoizedFunction(number -> {
            throw new IllegalArgumentException("not " + number);
        });
        for (int time = 0; time < 2; time++) {
            assertThatIllegalArgumentException().isThrownBy(() -> kept.of(7)).withMessage("not 7");
        }
    }
}
