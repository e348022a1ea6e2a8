package io.engagement.measure.spi;

import java.io.Serializable;

/**
 * What a measure reads of its {@link Statistic}'s slots. A pure function of its arguments: it changes no slot. Immutable and
 * thread-safe.
 */
@FunctionalInterface
public interface Reading extends Serializable {
    /**
     * The measure's value.
     *
     * @param slots the customer's slots, among others
     * @param offset where the statistic's own begin
     * @param nowMillis the present: milliseconds since 1970
     * @param unitMillis milliseconds of the unit that times are asked for in
     * @return the value, NaN where the measure does not exist; an infinite one is none either, and becomes NaN everywhere
     */
    double at(double[] slots, int offset, double nowMillis, double unitMillis);
}
