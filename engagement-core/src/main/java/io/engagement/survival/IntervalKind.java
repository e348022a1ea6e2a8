package io.engagement.survival;

import io.engagement.fit.Interval;

/** On which scale a confidence interval of a survival probability is symmetric. */
public enum IntervalKind {
    /** S itself, cut at 0 and 1: too short near them. */
    PLAIN {
        @Override
        Interval around(double survival, double error, double z) {
            double half = z * error * survival;
            return new Interval(Math.max(0, survival - half), Math.min(1, survival + half));
        }
    },
    /** ln S, that is, minus the cumulative hazard; cut at 1. The default of R's survfit. */
    LOG {
        @Override
        Interval around(double survival, double error, double z) {
            return new Interval(survival * Math.exp(-z * error), Math.min(1, survival * Math.exp(z * error)));
        }
    },
    /** ln(-ln S), the logarithm of the cumulative hazard: always within 0 and 1 (Kalbfleisch and Prentice 2002). */
    LOG_LOG {
        @Override
        Interval around(double survival, double error, double z) {
            double hazard = -Math.log(survival);
            double factor = Math.exp(z * error / hazard);
            return new Interval(Math.exp(-hazard * factor), Math.exp(-hazard / factor));
        }
    };

    /** The interval around S in (0, 1) with the standard error of ln S. */
    abstract Interval around(double survival, double error, double z);
}
