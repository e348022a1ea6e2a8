package io.engagement.outcome.experiment;

import io.engagement.internal.math.Checks;
import io.engagement.outcome.effect.Effect;

/**
 * Intervals that hold the true effect at all looks at once, however often and whenever one looks: for looks that nobody
 * planned. The asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (2024), narrowest at the
 * planned number of customers. At a single planned look it is some 1.6 times as wide as the usual interval.
 *
 * @param level how often all intervals hold the effect: 0.95; above 0 and below 1
 * @param plannedCustomers in both arms, where it shall be narrowest; positive
 */
record ConfidenceSequence(double level, double plannedCustomers) {
    ConfidenceSequence {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be above 0 and below 1, was " + level);
        }
        Checks.positive("plannedCustomers", plannedCustomers);
    }

    /** The tuning parameter &rho; = &radic;((-2 ln &alpha; + ln(1 - 2 ln &alpha;)) / planned customers). */
    double rho() {
        double log = -2 * Math.log(1 - level);
        return Math.sqrt((log + Math.log1p(log)) / plannedCustomers);
    }

    /** Half the width of the interval, in the effect's unit; NaN if it is undefined. */
    double halfWidth(Effect effect, long customers) {
        if (customers <= 0) {
            throw new IllegalArgumentException("customers must be positive, was " + customers);
        }
        double information = customers * rho() * rho();
        double log = Math.log(Math.sqrt(information + 1) / (1 - level));
        return effect.standardError() * Math.sqrt(2 * (information + 1) / information * log);
    }
}
