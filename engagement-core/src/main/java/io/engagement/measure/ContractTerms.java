package io.engagement.measure;

import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.measure.spi.Reading;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * What models of contracts read of a customer: how long the contract has run, if it runs. It begins with a sign-up and is
 * cancelled by the first cancellation after it; a sign-up after a cancellation begins another one, and the last one counts. The
 * measures share one state.
 *
 * <p>What happens at one instant (where only dates are known: on one day) has no order. A sign-up and a cancellation together
 * are a change where a contract ran: it ends, and another one begins. Where none ran, they are a contract that was
 * cancelled at once.
 *
 * @param signUps which interactions begin a contract
 * @param cancellations which ones cancel it
 * @param zone whose days
 * @param period how long it is between renewals, counted by the calendar from the day of signing up
 */
public record ContractTerms(Filter signUps, Filter cancellations, ZoneId zone, TimeScale period) {
    /**
     * Checks the period.
     *
     * @param signUps which interactions begin a contract
     * @param cancellations which ones cancel it
     * @param zone whose days
     * @param period how long it is between renewals
     * @throws IllegalArgumentException if the period is {@link TimeScale#HOURS}
     */
    public ContractTerms {
        if (period == TimeScale.HOURS) {
            throw new IllegalArgumentException("period must be DAYS, WEEKS, MONTHS or YEARS, was " + period);
        }
    }

    /**
     * Interactions with the purposes SIGN_UP and CANCELLATION, and days in UTC.
     *
     * @param period how long it is between renewals: {@link TimeScale#DAYS}, {@code WEEKS}, {@code MONTHS} or {@code YEARS}
     * @return the usual terms
     * @throws IllegalArgumentException if the period is {@link TimeScale#HOURS}
     */
    public static ContractTerms standard(TimeScale period) {
        return new ContractTerms(
                Filter.purpose(Purpose.SIGN_UP), Filter.purpose(Purpose.CANCELLATION), ZoneOffset.UTC, period);
    }

    /**
     * How many times the customer has renewed: the periods of the contract that are over.
     *
     * @return a measure, a count in tables of any unit; NaN without a contract or with one that was cancelled; ordered
     */
    public Measure renewals() {
        String periods = period.name().toLowerCase(Locale.ROOT);
        String every = periods.substring(0, periods.length() - 1);
        return measure(span()::renewals, "renewals", "renewals, one a " + every + ",", Measure.Unit.COUNT);
    }

    /**
     * The time since the sign-up.
     *
     * @return a measure, NaN without a contract or with one that was cancelled; ordered
     */
    public Measure age() {
        return measure(ContractSpan::age, "contract_age", "time under contract", Measure.Unit.TIME);
    }

    /**
     * Whether the customer has cancelled, which takes effect now or at the end of the period.
     *
     * @return a measure, 1 or 0, NaN without a contract; ordered
     */
    public Measure cancelled() {
        return measure(ContractSpan::cancelled, "cancelled", "whether the contract was cancelled", Measure.Unit.COUNT);
    }

    private Measure measure(Reading reading, String name, String label, Measure.Unit unit) {
        return Measure.builtIn(
                span(),
                reading,
                name + "[" + signUps + ", " + cancellations + ", " + zone + ", " + period + "]",
                label,
                unit);
    }

    private ContractSpan span() {
        return new ContractSpan(signUps, cancellations, DayClock.of(zone), period);
    }
}
