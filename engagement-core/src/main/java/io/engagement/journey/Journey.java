package io.engagement.journey;

import io.engagement.history.LogView;
import io.engagement.internal.base.Groups;
import io.engagement.internal.calendar.Millis;
import io.engagement.measure.Filter;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The ways of a base's customers through the stages, as of an instant: who is where, how long they stay, where they go and what
 * becomes of them.
 *
 * <p>Customers of whom neither an interaction nor a {@link io.engagement.domain.Customer#since() date} is known have no way, and are
 * in no count. Immutable.
 */
public final class Journey implements Tabular {
    private static final Duration MONTH = Duration.ofDays(30);

    private final Stages stages;
    private final Paths paths;
    /** Of the whole base. */
    private final Paths base;
    /** The fewest customers of a count that is shown. */
    private final int least;

    private Journey(Stages stages, Paths paths, Paths base, int least) {
        this.stages = stages;
        this.paths = paths;
        this.base = base;
        this.least = least;
    }

    /**
     * The ways through the usual stages, with the base's own habit of silence and days in UTC: {@link Stages#fit}.
     *
     * @param view what is known
     * @return the journey
     * @throws io.engagement.fit.FitException if too few customers come back to know how long they rest
     */
    public static Journey of(LogView view) {
        return of(view, Stages.fit(view, ZoneOffset.UTC));
    }

    /**
     * The ways through some stages.
     *
     * @param view what is known
     * @param stages which stages
     * @return the journey
     */
    public static Journey of(LogView view, Stages stages) {
        Objects.requireNonNull(view, "view");
        Paths paths = Paths.of(view, Objects.requireNonNull(stages, "stages"));
        return new Journey(stages, paths, paths, 1);
    }

    /**
     * The stages.
     *
     * @return with their rules
     */
    public Stages stages() {
        return stages;
    }

    /**
     * The present.
     *
     * @return nothing later is known
     */
    public Instant asOf() {
        return paths.view().asOf();
    }

    /**
     * The way of a customer.
     *
     * @param customerId the customer
     * @return the stays and their times; empty if the customer is not in it
     */
    public Optional<StagePath> path(String customerId) {
        OptionalInt row = row(customerId);
        return row.isEmpty() ? Optional.empty() : Optional.of(paths.path(row.getAsInt()));
    }

    private OptionalInt row(String customerId) {
        OptionalInt row = paths.view().row(customerId);
        return row.isPresent() && paths.has(row.getAsInt()) ? row : OptionalInt.empty();
    }

    /**
     * When a customer comes to a stage of silence if nothing is heard of them, or came to it by the present silence.
     *
     * @param customerId the customer
     * @param stage with a rule of silence, such as {@code lapsed}
     * @return the instant; empty if the customer is not in it, never acted, or nothing counts yet
     * @throws IllegalArgumentException if there is no such stage, or it has no rule of silence
     */
    public Optional<Instant> silentFrom(String customerId, String stage) {
        int index = stages.silent(stage);
        OptionalInt row = row(customerId);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        double[] slots = PathColumns.slots(paths.view(), row.getAsInt(), stages.walk());
        double from = stages.walk().silentFrom(index, slots, 0);
        return Double.isNaN(from) ? Optional.empty() : Optional.of(Instant.ofEpochMilli((long) from));
    }

    /**
     * How often customers went from each stage to each other.
     *
     * @return counts and probabilities
     */
    public Transitions transitions() {
        return Transitions.of(paths, base);
    }

    /**
     * How long customers stay in each stage, and where they go from it.
     *
     * @return by stage, in their order
     */
    public StageStays stays() {
        return StageStays.of(paths);
    }

    /**
     * How many went from where to where between two instants.
     *
     * @param from the earlier one
     * @param to the later one, not later than the present
     * @return the flows
     * @throws IllegalArgumentException if the instants are not in order, or later than the present
     */
    public StageFlows flows(Instant from, Instant to) {
        if (from.isAfter(to) || to.isAfter(asOf())) {
            throw new IllegalArgumentException(
                    "from must not be after to, nor to after the present " + asOf() + ", were " + from + " and " + to);
        }
        return StageFlows.of(paths, from, to);
    }

    /**
     * How many go on from each stage to a later one, and how many are lost on the way. Silences and coming back are no steps forward and
     * are left out, and so is a stage to which nobody ever came.
     *
     * @return the funnel of the other stages in their order
     */
    public StageFunnel funnel() {
        return StageFunnel.of(
                paths,
                IntStream.of(StageCounts.of(paths).ever())
                        .filter(stage -> !stages.isAside(stage))
                        .toArray());
    }

    /**
     * How many go on from each of some stages to a later one.
     *
     * @param steps names of stages in the order of the way, at least two
     * @return the funnel
     * @throws IllegalArgumentException if there is no such stage, one is named twice, or they are fewer than two
     */
    public StageFunnel funnel(String... steps) {
        int[] order = Stream.of(steps).mapToInt(stages::index).toArray();
        if (order.length < 2 || IntStream.of(order).distinct().count() < order.length) {
            throw new IllegalArgumentException("steps must be at least two different stages, were " + List.of(steps));
        }
        return StageFunnel.of(paths, order);
    }

    /**
     * The ways that customers take, by how many do.
     *
     * @return the commonest first
     */
    public PathVariants variants() {
        return PathVariants.of(paths, least);
    }

    /**
     * How many come back to a stage that they left for another one, such as complaints that come back after closing.
     *
     * @return by the two stages
     */
    public StageReturns returns() {
        return StageReturns.of(paths, least);
    }

    /**
     * Where in the ways to a stage the others stand: how much less likely it would be to come there if all who enter another stage came
     * no further. A figure of position, not of cause.
     *
     * @param target the stage to which ways lead
     * @return by stage
     * @throws IllegalArgumentException if there is no such stage
     */
    public PathPositions positions(String target) {
        return WaysTo.stages(paths, stages.index(target));
    }

    /**
     * Where in the ways to a stage the channels of contacts stand, those before a customer first came there. A figure of position, not of
     * cause: contacts are not sent at random.
     *
     * @param target the stage to which ways lead
     * @param contacts which interactions are looked at
     * @return by channel; customers without a contact before are in no way
     * @throws IllegalArgumentException if there is no such stage
     */
    public PathPositions channelPositions(String target, Filter contacts) {
        return WaysTo.channels(paths, stages.index(target), Objects.requireNonNull(contacts, "contacts"));
    }

    /**
     * How many turns a customer's way takes, by months of 30 days.
     *
     * @param customerId the customer
     * @return as {@link #complexity(String, Duration)}
     */
    public double complexity(String customerId) {
        return complexity(customerId, MONTH);
    }

    /**
     * How many turns a customer's way takes: the complexity of Gabadinho et al. (2011), "Analyzing and Visualizing State Sequences in R
     * with TraMineR", doi:10.18637/jss.v040.i04. Of the stages at the beginning of the way and every {@code step} later until the present,
     * it is the geometric mean of the share of changes and the entropy over its greatest value. Neither high nor low is good or bad.
     *
     * @param customerId the customer
     * @param step positive
     * @return from 0, always in one stage, to 1; 0 for a way of one step; NaN if the customer has no way
     * @throws IllegalArgumentException if the step is not positive
     */
    public double complexity(String customerId, Duration step) {
        if (Millis.of(step) < 1) {
            throw new IllegalArgumentException("step must be at least a millisecond, was " + step);
        }
        OptionalInt row = row(customerId);
        if (row.isEmpty()) {
            return Double.NaN;
        }
        return PathComplexity.of(paths, row.getAsInt(), Millis.of(step));
    }

    /**
     * The journey of each group of customers. Groups of fewer than ten customers are put together, and in these journeys variants and
     * returns of fewer than ten are.
     *
     * @param attribute by which
     * @return the groups; customers without the attribute are {@code (none)}
     * @throws IllegalArgumentException if the attribute is blank
     */
    public JourneyBreakdown by(String attribute) {
        Groups groups = Groups.of(paths.view(), attribute, paths::hasWay);
        Map<String, Journey> journeys = new LinkedHashMap<>();
        for (String name : groups.sizes().keySet()) {
            journeys.put(name, new Journey(stages, paths.only(groups.rows(name)), base, Groups.LEAST));
        }
        return new JourneyBreakdown(attribute, journeys, groups.suppressed());
    }

    /**
     * How many customers are in a stage now.
     *
     * @param stage its name
     * @return the number
     * @throws IllegalArgumentException if there is no such stage
     */
    public long customers(String stage) {
        return StageCounts.of(paths).now(stages.index(stage));
    }

    /** A row for each stage to which anybody ever came: who is in it now, how long they have been, and who ever was. */
    @Override
    public Table table() {
        return StageCounts.of(paths).table();
    }

    /** A line for each stage. */
    @Override
    public String toString() {
        return table().toString();
    }
}
