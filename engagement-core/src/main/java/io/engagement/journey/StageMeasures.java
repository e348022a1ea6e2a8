package io.engagement.journey;

import io.engagement.measure.Measure;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.util.List;

/** What {@link Stages} say of a customer, as measures. */
abstract class StageMeasures {
    private final StageList list;
    private final List<String> names;
    private final StageWalk walk;

    StageMeasures(StageList list, StagePlan plan) {
        this.list = list;
        this.names = list.names();
        this.walk = new StageWalk(plan);
    }

    StageList list() {
        return list;
    }

    StageWalk walk() {
        return walk;
    }

    int index(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no stage is named '" + name + "', there are " + names);
        }
        return index;
    }

    int silent(String name) {
        int stage = index(name);
        if (!list.has(name, StageRule.Kind.SILENT)) {
            throw new IllegalArgumentException(
                    "stage '" + name + "' has no rule of silence: when it begins cannot be computed ahead");
        }
        return stage;
    }

    /**
     * The stage that a customer is in, as a measure: for tables, states, live stores and whatever takes measures. It is what {@link
     * Journey} says, to the bit, but for customers whose record says that they are known from before their first interaction: no
     * statistic of interactions reads that. A state needs all of a customer's interactions in order: two parts of one customer cannot
     * be merged, as how unusual a gap was depends on all before it; in Spark, customers must not be cut into slices of time.
     *
     * @return the stage's place among the {@link Stages#names}, from 0; NaN if none holds
     */
    public Measure stage() {
        StageWalk own = walk;
        return Measure.of(
                new StageStatistic(own),
                (s, o, now, unit) -> own.stage(s, o, now),
                "stage",
                "stage of the journey",
                Measure.Unit.NUMBER);
    }

    /**
     * How long a customer has been in their stage, as a measure with what {@link #stage()} says of such.
     *
     * @return the time; NaN if no stage holds
     */
    public Measure timeInStage() {
        StageWalk own = walk;
        return Measure.of(
                new StageStatistic(own),
                (s, o, now, unit) -> (now - own.since(s, o, now)) / unit,
                "time_in_stage",
                "time in the stage of the journey",
                Measure.Unit.TIME);
    }

    /**
     * When a customer comes to a stage of silence if they do nothing, as a measure with what {@link #stage()} says of such.
     *
     * @param name of a stage with a rule of silence, such as {@code lapsed}
     * @return the time until then, negative once it is past; NaN if they never acted, or nothing counts yet
     * @throws IllegalArgumentException if there is no such stage, or it has no rule of silence
     */
    public Measure timeUntil(String name) {
        StageWalk own = walk;
        int stage = silent(name);
        return Measure.of(
                new StageStatistic(own),
                (s, o, now, unit) -> (own.silentFrom(stage, s, o) - now) / unit,
                "time_until " + name,
                "time until " + name + " if nothing is heard",
                Measure.Unit.TIME);
    }

    /**
     * How much of the silence after which a customer comes to a stage has passed, as a measure with what {@link #stage()} says of
     * such.
     *
     * @param name of a stage with a rule of silence, such as {@code lapsed}
     * @return 0 at the last act, 1 when the stage begins, and more later; NaN if they never acted, or nothing counts yet
     * @throws IllegalArgumentException if there is no such stage, or it has no rule of silence
     */
    public Measure closeness(String name) {
        StageWalk own = walk;
        int stage = silent(name);
        return Measure.of(
                new StageStatistic(own),
                (s, o, now, unit) -> own.closeness(stage, s, o, now),
                "closeness " + name,
                "part of the silence after which they are " + name,
                Measure.Unit.SHARE);
    }

    /**
     * Who is next to fall into a stage of silence: a score {@code closeness_to_lapsed} on the scale INDEX, 100 times {@link
     * #closeness}, at most 100. It is no probability.
     *
     * @param name of a stage with a rule of silence, such as {@code lapsed}
     * @return the scorer
     * @throws IllegalArgumentException if there is no such stage, or it has no rule of silence
     */
    public Scorer closenessScorer(String name) {
        return Scorer.of(
                "closeness_to_" + StageNames.column(name),
                Scale.INDEX,
                closeness(name),
                share -> Math.min(100, Math.max(0, 100 * share)));
    }
}
