package io.engagement.score;

import java.util.List;

/**
 * How one input of an explained score gets from the typical customer's value to this customer's: in one step, or in
 * several where the values between mean something, such as the customer one usual gap after the last purchase.
 *
 * @param typical what the score reads for the typical customer
 * @param steps one or more; the last one's input is this customer's
 */
public record Path(double typical, List<Step> steps) {
    /**
     * Takes a copy of the steps.
     *
     * @param typical what the score reads for the typical customer
     * @param steps one or more; the last one's input is this customer's
     * @throws IllegalArgumentException if there are no steps
     */
    public Path {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a path from the typical customer needs at least one step, had none");
        }
    }

    /**
     * A path of one step.
     *
     * @param factor what it is
     * @param typical the typical customer's
     * @param own this customer's
     * @return the path
     */
    public static Path of(Factor factor, double typical, double own) {
        Step step = new Step(factor.name(), own, typical, own, amount -> factor.fact(own, typical));
        return new Path(typical, List.of(step));
    }

    double own() {
        return steps.get(steps.size() - 1).input();
    }

    double after(int made) {
        return made == 0 ? typical : steps.get(made - 1).input();
    }

    /** Whether every step leaves the input as it was: then it contributes nothing, to the bit. */
    boolean still() {
        for (Step step : steps) {
            if (Double.doubleToLongBits(step.input()) != Double.doubleToLongBits(typical)) {
                return false;
            }
        }
        return true;
    }
}
