package io.engagement.internal.statistic;

/** A statistic that tells which of its slots it mostly looks at, so that they can be fetched before: a hint, of no consequence. */
public interface Near {
    /**
     * Where these begin and end among its own.
     *
     * @param weight of the interaction, NaN if its kind alone does not decide
     * @return two numbers for some that follow each other
     */
    int[] near(double weight);
}
