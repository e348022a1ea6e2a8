package io.engagement.measure;

import io.engagement.measure.spi.CustomerStatistic;
import java.util.Objects;

/** One number that is known of a customer. Slot: the number, NaN if it is not known. */
interface KnownNumber extends CustomerStatistic {
    @Override
    default int slots() {
        return 1;
    }

    @Override
    default boolean isPossible(double[] slots, int offset, double latest) {
        return !Double.isInfinite(slots[offset]);
    }

    static double number(double[] s, int o, double now, double unit) {
        return s[o];
    }

    static void checkName(String name) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("the name of what is known of a customer must not be blank");
        }
    }

    /** A column's name as words for a sentence. */
    static String words(String name) {
        return FilterTerms.quoted(name).equals(name) ? name.replace('_', ' ') : FilterTerms.quoted(name);
    }

    /** A column's name as a coefficient is called by it: one line, without blanks around it. */
    static String column(String name) {
        boolean isOneLine = name.strip().equals(name) && name.codePoints().noneMatch(FilterTerms::isEscaped);
        return isOneLine ? name : FilterTerms.quoted(name);
    }
}
