package io.engagement.fit;

import java.util.List;
import java.util.Optional;

/** Whether two fits may be compared by their likelihoods, and the comparison. */
final class NestedFits {
    /** Weights are added up in another order. */
    private static final double SAME = 1e-9;
    /** What a search leaves of the likelihood. */
    private static final double SLACK = 1e-7;

    private final Fitted<?> larger;
    private final Fitted<?> simpler;

    NestedFits(Fitted<?> larger, Fitted<?> simpler) {
        this.larger = larger;
        this.simpler = simpler;
    }

    ChiSquareTest likelihoodRatio() {
        checkNested();
        checkSameData();
        checkMaximum("larger", larger);
        checkMaximum("simpler", simpler);
        double gain = larger.logLikelihood() - simpler.logLikelihood();
        if (gain < -SLACK * Math.max(1, Math.abs(simpler.logLikelihood()))) {
            throw refused(
                    "the larger fit has the log-likelihood " + larger.logLikelihood() + ", below the simpler one's "
                            + simpler.logLikelihood() + ", which no nested fit to the same rows has");
        }
        return new ChiSquareTest(2 * Math.max(0, gain), parameters(larger) - parameters(simpler));
    }

    private static int parameters(Fitted<?> fitted) {
        return fitted.parameterNames().size();
    }

    private void checkNested() {
        if (!larger.model().nests(simpler.model())) {
            throw refused(
                    "the larger model does not become the simpler one by leaving out parameters: they differ in more");
        }
        List<String> names = larger.parameterNames();
        boolean renamed = larger.model().getClass() != simpler.model().getClass();
        if (parameters(larger) <= parameters(simpler) || !(renamed || names.containsAll(simpler.parameterNames()))) {
            throw refused("the simpler fit must have some of the larger one's parameters " + names + ", had "
                    + simpler.parameterNames());
        }
    }

    private void checkSameData() {
        Provenance one = larger.provenance();
        Provenance other = simpler.provenance();
        checkSame("customers", differ(one.customers(), other.customers()), one.customers(), other.customers());
        checkSame("time scale", !one.timeScale().equals(other.timeScale()), one.timeScale(), other.timeScale());
        checkSame("start", differ(one.periodStart(), other.periodStart()), one.periodStart(), other.periodStart());
        checkSame("end", differ(one.periodEnd(), other.periodEnd()), one.periodEnd(), other.periodEnd());
        checkSame("data", differ(one.interactions(), other.interactions()), one.interactions(), other.interactions());
    }

    private static boolean differ(double one, double other) {
        return Math.abs(one - other) > SAME * Math.abs(one);
    }

    /** Where only one is known, nothing is. */
    private static <T> boolean differ(Optional<T> one, Optional<T> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }

    private void checkSame(String what, boolean differs, Object one, Object other) {
        if (differs) {
            throw refused("they must be fitted to the same rows; " + what + ": " + bare(one) + " of the larger fit, "
                    + bare(other) + " of the simpler one");
        }
    }

    private static Object bare(Object value) {
        return value instanceof Optional<?> optional && optional.isPresent() ? optional.get() : value;
    }

    private void checkMaximum(String which, Fitted<?> fitted) {
        if (!fitted.converged()) {
            throw refused("the " + which + " fit did not end at a maximum inside its bounds, so chi-square is not the"
                    + " law of the ratio; its diagnostics() say why: " + fitted.diagnostics());
        }
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(
                "no likelihood-ratio test of " + larger.provenance().model() + " against "
                        + simpler.provenance().model() + ": " + why);
    }
}
