package io.engagement.journey;

import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One customer's way through the stages, as of an instant. Immutable. */
public final class StagePath implements Tabular {
    private static final double DAY = 86_400_000;

    private final String customer;
    private final List<Visit> visits;
    private final Instant asOf;

    StagePath(String customer, List<Visit> visits, Instant asOf) {
        this.customer = customer;
        this.visits = List.copyOf(visits);
        this.asOf = asOf;
    }

    /**
     * A stay in a stage.
     *
     * @param stage its name; {@code (none)} where no rule holds
     * @param from when it began
     * @param until when another began; empty if it lasts
     */
    public record Visit(String stage, Instant from, Optional<Instant> until) {
        /**
         * Checks that nothing is missing.
         *
         * @param stage its name
         * @param from when it began
         * @param until when another began; empty if it lasts
         */
        public Visit {
            Objects.requireNonNull(stage, "stage");
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(until, "until");
        }
    }

    /**
     * Whose it is.
     *
     * @return the customer's id
     */
    public String customerId() {
        return customer;
    }

    /**
     * The stays, one after another.
     *
     * @return in the order of time; of one instant there is one at most; none if nothing is known of the customer
     */
    public List<Visit> visits() {
        return visits;
    }

    /**
     * The stage now.
     *
     * @return its name; empty if none holds
     */
    public Optional<String> stage() {
        return stage(asOf);
    }

    /**
     * The stage at an instant.
     *
     * @param at not later than the present
     * @return its name; empty before the first stay, and where none holds
     * @throws IllegalArgumentException if the instant is later than the present
     */
    public Optional<String> stage(Instant at) {
        if (at.isAfter(asOf)) {
            throw new IllegalArgumentException("at must not be later than the present " + asOf + ", was " + at);
        }
        return visits.stream()
                .filter(visit -> !visit.from().isAfter(at))
                .reduce((one, later) -> later)
                .map(Visit::stage)
                .filter(name -> !name.equals(StageNames.NONE));
    }

    /**
     * How long the customer has been in the stage of now.
     *
     * @return the time; empty if there is no stay
     */
    public Optional<Duration> timeInStage() {
        return stage().map(any -> Duration.between(visits.get(visits.size() - 1).from(), asOf));
    }

    /** A row for each stay. */
    @Override
    public Table table() {
        Table.Builder table =
                Table.builder().column("stage").column("from").column("until").column("days", "%.1f");
        for (Visit visit : visits) {
            Instant end = visit.until().orElse(asOf);
            table.row(
                    visit.stage(),
                    visit.from(),
                    visit.until().orElse(null),
                    Duration.between(visit.from(), end).toMillis() / DAY);
        }
        return table.build();
    }

    /** A line for each stay. */
    @Override
    public String toString() {
        return table().toString();
    }
}
