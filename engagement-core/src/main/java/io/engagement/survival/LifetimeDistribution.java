package io.engagement.survival;

import org.apache.commons.numbers.gamma.Erfcx;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Distributions of lifetimes T: that of the error u in ln T = location + scale u. */
public enum LifetimeDistribution {
    /** The smallest extreme value: T is Weibull with shape 1 / scale; shape 1 is the exponential distribution. */
    WEIBULL {
        @Override
        double logDensity(double u) {
            return u - Math.exp(u);
        }

        @Override
        double densitySlope(double u) {
            return 1 - Math.exp(u);
        }

        @Override
        double densityCurvature(double u) {
            return -Math.exp(u);
        }

        @Override
        double logSurvival(double u) {
            return -Math.exp(u);
        }

        @Override
        double survivalSlope(double u) {
            return -Math.exp(u);
        }

        @Override
        double survivalCurvature(double u) {
            return -Math.exp(u);
        }

        @Override
        double errorAt(double survival) {
            return Math.log(-Math.log(survival));
        }

        @Override
        double logMean(double scale) {
            return LogGamma.value(1 + scale);
        }
    },
    /** Normal: T is log-normal; the hazard rises, then falls. */
    LOG_NORMAL {
        @Override
        double logDensity(double u) {
            return -u * u / 2 - LOG_ROOT_TWO_PI;
        }

        @Override
        double densitySlope(double u) {
            return -u;
        }

        @Override
        double densityCurvature(double u) {
            return -1;
        }

        @Override
        double logSurvival(double u) {
            if (u < 0) {
                return Math.log1p(-NormalDistribution.of(0, 1).cumulativeProbability(u));
            }
            return -u * u / 2 + Math.log(Erfcx.value(u / ROOT_TWO) / 2);
        }

        @Override
        double survivalSlope(double u) {
            // Minus the hazard of the normal distribution (the inverse of Mills' ratio).
            return -2 / (ROOT_TWO_PI * Erfcx.value(u / ROOT_TWO));
        }

        @Override
        double survivalCurvature(double u) {
            double slope = survivalSlope(u);
            return slope * (-slope - u);
        }

        @Override
        double errorAt(double survival) {
            return NormalDistribution.of(0, 1).inverseSurvivalProbability(survival);
        }

        @Override
        double logMean(double scale) {
            return scale * scale / 2;
        }
    },
    /** Logistic: T is log-logistic; like the log-normal, with heavier tails. */
    LOG_LOGISTIC {
        @Override
        double logDensity(double u) {
            return u + 2 * logSurvival(u);
        }

        @Override
        double densitySlope(double u) {
            return 1 + 2 * survivalSlope(u);
        }

        @Override
        double densityCurvature(double u) {
            return 2 * survivalCurvature(u);
        }

        @Override
        double logSurvival(double u) {
            return u > 0 ? -u - Math.log1p(Math.exp(-u)) : -Math.log1p(Math.exp(u));
        }

        @Override
        double survivalSlope(double u) {
            return -1 / (1 + Math.exp(-u));
        }

        @Override
        double survivalCurvature(double u) {
            return -1 / ((1 + Math.exp(-u)) * (1 + Math.exp(u)));
        }

        @Override
        double errorAt(double survival) {
            return Math.log((1 - survival) / survival);
        }

        @Override
        double logMean(double scale) {
            return scale < 1 ? Math.log(Math.PI * scale / Math.sin(Math.PI * scale)) : Double.POSITIVE_INFINITY;
        }
    };

    private static final double ROOT_TWO = Math.sqrt(2);
    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
    private static final double LOG_ROOT_TWO_PI = Math.log(2 * Math.PI) / 2;

    /** ln of the error's density. */
    abstract double logDensity(double u);

    /** Its first derivative. */
    abstract double densitySlope(double u);

    /** Its second derivative. */
    abstract double densityCurvature(double u);

    /** ln P(error above u). */
    abstract double logSurvival(double u);

    /** Its first derivative: minus the hazard. */
    abstract double survivalSlope(double u);

    /** Its second derivative. */
    abstract double survivalCurvature(double u);

    /** The u that is exceeded with this probability. */
    abstract double errorAt(double survival);

    /** ln E(T) - location. */
    abstract double logMean(double scale);
}
