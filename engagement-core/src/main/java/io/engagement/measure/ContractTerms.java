package io.engagement.measure;

import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.internal.calendar.DayClock;
import io.engagement.measure.spi.Reading;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What models of contracts read of a customer: how long the contract has run, if it runs. It begins with a sign-up and is
 * cancelled by the first cancellation after it; a sign-up after a cancellation begins another one. Models are fitted to {@linkplain
 * #forEachContract all contracts}, each for itself; scores are of the last one. The measures share one state.
 *
 * <p>What happens at one instant (where only dates are known: on one day) has no order. A sign-up and a cancellation together
 * are a change where a contract ran: it ends, and another one begins. Where none ran, they are a contract that was
 * cancelled at once.
 *
 * @param signUps which interactions begin a contract
 * @param cancellations which ones cancel it
 * @param zone whose days; UTC is {@link ZoneOffset#UTC}, whatever it was called
 * @param period how long it is between renewals, counted by the calendar from the day of signing up
 */
public record ContractTerms(Filter signUps, Filter cancellations, ZoneId zone, TimeScale period) implements Definition {
    static final String KIND = "contracts";

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
        Objects.requireNonNull(signUps, "signUps");
        Objects.requireNonNull(cancellations, "cancellations");
        zone = zone.normalized();
        Objects.requireNonNull(period, "period");
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
        String label = "renewals, one a " + Differences.one(period) + ",";
        return measure(span()::renewals, "renewals", label, Measure.Unit.COUNT);
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

    /** Is told of contracts. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * A contract.
         *
         * @param row of the view, its customer
         * @param periods how many it lasted if it has ended, how many are over if it has not
         * @param hasEnded whether it was cancelled, and the period of the cancellation is over
         */
        void visit(int row, int periods, boolean hasEnded);
    }

    /**
     * Reads all contracts of a view, each customer's in their order. A cancellation takes effect at the end of its period; a
     * period that is not over yet tells nothing.
     *
     * @param view the log as of an instant
     * @param visitor is told of each contract
     */
    public void forEachContract(LogView view, Visitor visitor) {
        ContractReader reader = new ContractReader(view, span(), visitor);
        for (int row = 0; row < view.customers(); row++) {
            reader.read(row);
        }
    }

    /**
     * Reads terms.
     *
     * @param text what {@link #toText()} wrote
     * @param registry what in it is the user's own
     * @return equal terms
     * @throws IllegalArgumentException if it is none, one of an unknown version, incomplete or out of range
     */
    public static ContractTerms read(String text, Registry registry) {
        DefinitionText parts = DefinitionText.read(text, KIND, 1, Set.of("from", "to", "zone", "by"));
        return new ContractTerms(
                parts.filter("from", registry), parts.filter("to", registry), parts.zone("zone"), parts.period("by"));
    }

    @Override
    public String toText() {
        return DefinitionText.of(
                KIND,
                1,
                "from",
                signUps.toText(),
                "to",
                cancellations.toText(),
                "zone",
                zone.getId(),
                "by",
                period.name());
    }

    /** For example {@code contracts from purpose=SIGN_UP to purpose=CANCELLATION, renewed every month, by days in UTC}. */
    @Override
    public String describe() {
        return "contracts from " + signUps + " to " + cancellations + ", renewed every " + Differences.one(period)
                + ", by days in " + Differences.zone(zone);
    }

    @Override
    public Optional<String> differenceFrom(Definition other) {
        if (!(other instanceof ContractTerms there)) {
            return Differences.ofKinds(this, other);
        }
        return new Differences()
                .add("a contract begins with", signUps.toString(), there.signUps.toString())
                .add("it is cancelled by", cancellations.toString(), there.cancellations.toString())
                .add("it is renewed every", Differences.one(period), Differences.one(there.period))
                .add("days begin in", Differences.zone(zone), Differences.zone(there.zone))
                .text();
    }

    /** As {@link #describe()} says. */
    @Override
    public String toString() {
        return describe();
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
