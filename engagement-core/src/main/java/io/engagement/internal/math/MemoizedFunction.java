package io.engagement.internal.math;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntToDoubleFunction;

/**
 * A function of a whole number that takes long to compute and is asked for the same few numbers again and again, such as the
 * renewals of many customers: each value is kept once it is known. Thread-safe.
 */
public final class MemoizedFunction {
    /** From here on each value is computed anew. */
    private static final int KEPT = 4096;

    private final IntToDoubleFunction function;
    /**
     * Bits, all turned, so that 0 is where a value is not known yet and zero itself is kept too. What is there does not depend on
     * who asked first.
     */
    private final AtomicLongArray kept = new AtomicLongArray(KEPT);

    /**
     * Keeps nothing yet.
     *
     * @param function gives the same bits for the same number, on any thread
     */
    public MemoizedFunction(IntToDoubleFunction function) {
        this.function = function;
    }

    /**
     * The function's value.
     *
     * @param number any that the function takes
     * @return the same bits as the function's
     */
    public double of(int number) {
        if (number < 0 || number >= KEPT) {
            return function.applyAsDouble(number);
        }
        long bits = kept.get(number);
        return bits == 0 ? computed(number) : Double.longBitsToDouble(~bits);
    }

    private double computed(int number) {
        double value = function.applyAsDouble(number);
        kept.set(number, ~Double.doubleToRawLongBits(value));
        return value;
    }
}
