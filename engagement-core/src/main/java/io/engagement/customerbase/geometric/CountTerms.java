package io.engagement.customerbase.geometric;

import io.engagement.internal.math.GammaDifferences;

/**
 * What depends on counts only in a likelihood of the BG family: ln (r)_n + ln (b)_m/(a+b)_m of n stages and m occasions to leave,
 * and its derivatives by r, a and b. From small counts to larger ones by recurrence. Not for several threads.
 */
final class CountTerms {
    private final double r;
    private final double a;
    private final double b;
    private double stages;
    private double occasions;
    private double value;
    private double byR;
    private double byRR;
    private double byA;
    private double byB;
    private double byAA;
    private double byBB;

    CountTerms(double r, double a, double b) {
        this.r = r;
        this.a = a;
        this.b = b;
    }

    /** From the counts so far to these, not smaller ones. */
    void riseTo(double newStages, double newOccasions) {
        double moreStages = newStages - stages;
        double more = newOccasions - occasions;
        value += GammaDifferences.logRising(r + stages, moreStages)
                + BetaGeometricLikelihood.logShare(a, b + occasions, more);
        byR += GammaDifferences.digammaRise(r + stages, moreStages);
        byRR += GammaDifferences.trigammaRise(r + stages, moreStages);
        double rise = GammaDifferences.digammaRise(a + b + occasions, more);
        byA -= rise;
        byB += GammaDifferences.digammaRise(b + occasions, more) - rise;
        double curve = GammaDifferences.trigammaRise(a + b + occasions, more);
        byAA -= curve;
        byBB += GammaDifferences.trigammaRise(b + occasions, more) - curve;
        stages = newStages;
        occasions = newOccasions;
    }

    double value() {
        return value;
    }

    double byR() {
        return byR;
    }

    double byRR() {
        return byRR;
    }

    double byA() {
        return byA;
    }

    double byB() {
        return byB;
    }

    /** By a twice, and by a and b. */
    double byAA() {
        return byAA;
    }

    double byBB() {
        return byBB;
    }
}
