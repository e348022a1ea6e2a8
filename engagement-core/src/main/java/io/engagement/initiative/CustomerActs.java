package io.engagement.initiative;

import io.engagement.fit.Interval;
import io.engagement.internal.math.LogOdds;
import io.engagement.measure.Measure;

/**
 * A customer as an {@link AdditiveLogistic} sees them. Times are in the model's unit. Immutable, thread-safe.
 */
public final class CustomerActs {
    private final AdditiveLogistic model;
    private final double[] readings;

    /** Takes the array over: readings, then room that the kernel may write to. */
    CustomerActs(AdditiveLogistic model, double[] workspace) {
        this.model = model;
        this.readings = workspace;
    }

    /**
     * How often the customer acted of their own accord.
     *
     * @return not negative; NaN of the typical customer of a base where nobody did
     */
    public double acts() {
        return readings[ActReading.COUNT.place()];
    }

    /**
     * Whether the customer has acted yet.
     *
     * @return if there is an act
     */
    public boolean hasActed() {
        return acts() > 0;
    }

    /**
     * The time since the first act.
     *
     * @return in the model's unit; NaN without acts
     */
    public double tenure() {
        return readings[ActReading.TENURE.place()];
    }

    /**
     * The time since the last act.
     *
     * @return in the model's unit; NaN without acts
     */
    public double silence() {
        return readings[ActReading.SILENCE.place()];
    }

    /**
     * The time between acts that the customer is judged by: the mean of their own, with two of the base's added.
     *
     * @return in the model's unit
     */
    public double usualGap() {
        return model.parts().scale().usualGap(acts(), readings[ActReading.MEAN_GAP.place()]);
    }

    /**
     * What was read of the customer.
     *
     * @param input one of the model's {@link AdditiveLogistic#inputs()}
     * @return the reading; NaN if it is not known
     * @throws IllegalArgumentException if the model does not read it
     */
    public double reading(Measure input) {
        int place = model.inputs().indexOf(input);
        if (place < 0) {
            throw new IllegalArgumentException("input must be one of " + model.inputs() + ", was " + input);
        }
        return readings[place];
    }

    /**
     * The log-odds of an act within the horizon.
     *
     * @return ln(p/(1-p))
     */
    public double logOdds() {
        return model.kernel().logOdds(readings.clone());
    }

    /**
     * The probability of an act within the horizon.
     *
     * @return from 0 to 1
     */
    public double probability() {
        return LogOdds.logistic(logOdds());
    }

    /**
     * Within what the probability lies, with the errors of the level that is forecast and of the coefficients.
     *
     * @param confidence above 0, below 1
     * @return from 0 to 1
     * @throws IllegalArgumentException if the confidence is out of range
     */
    public Interval interval(double confidence) {
        AdditiveParts parts = model.parts();
        double logOdds = logOdds();
        double error = hasActed() ? AdditiveErrors.of(parts, readings) : parts.notYetError();
        double reach = AdditiveErrors.quantile(confidence) * error;
        return new Interval(LogOdds.logistic(logOdds - reach), LogOdds.logistic(logOdds + reach));
    }

    /**
     * What the log-odds of a customer who has acted add up from: see {@link AdditiveLogistic#logOddsOf}.
     *
     * @return of rhythm (silence, own habit, acts of late), of history (all acts so far), and of each of the model's own terms
     * @throws IllegalStateException if the customer has not acted: their log-odds have no parts
     */
    public double[] parts() {
        if (!hasActed()) {
            throw new IllegalStateException("log-odds of a customer who has not acted have no parts");
        }
        return model.kernel().parts(readings.clone());
    }

    /**
     * The customer, if they do nothing for a time from now on. Readings of further terms stay as they are.
     *
     * @param elapsed how long, in the model's unit, not negative
     * @return the customer then
     */
    public CustomerActs after(double elapsed) {
        return new CustomerActs(model, model.parts().after(readings, elapsed));
    }

    /**
     * The customer as they are one usual gap after their last act.
     *
     * @return the customer before now, or after
     */
    public CustomerActs whenDue() {
        return after(usualGap() - silence());
    }
}
