package io.engagement.journey;

import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.fit.FitException;
import io.engagement.fit.ModelText;
import io.engagement.history.LogView;
import io.engagement.initiative.SilenceHabit;
import io.engagement.internal.base.Leaving;
import io.engagement.internal.base.Sides;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a customer's way, each with a name and rules, in an order: a customer is in the last one of which any rule holds. A
 * value that is saved as text, with the {@linkplain SilenceHabit habit} by which silences are judged: under one such value, nothing
 * that happens later changes what a customer's path was before. Immutable.
 *
 * <pre>{@code
 * Stages stages = Stages.builder(acts)
 *         .stage("complaint", StageRule.since(complaint).withUntil(closing))
 *         .stage("closed", StageRule.since(closing).withUntil(complaint))
 *         .build();
 * }</pre>
 */
public final class Stages {
    static final String KIND = "stages";

    /** More would be no stages any longer. */
    private static final int MOST = 100;

    private static final String PROSPECT = "prospect";
    private static final String FIRST_PURCHASE = "first purchase";
    private static final String LAPSED = "lapsed";

    private final Map<String, List<StageRule>> rules;
    private final List<String> names;
    private final PurchaseDefinition acts;
    private final Optional<SilenceHabit> habit;
    private final StageWalk walk;

    private Stages(Map<String, List<StageRule>> rules, PurchaseDefinition acts, Optional<SilenceHabit> habit) {
        this.rules = rules;
        this.names = List.copyOf(rules.keySet());
        this.acts = acts;
        this.habit = habit;
        this.walk = new StageWalk(this);
    }

    /** Names stages, in their order. Not thread-safe. */
    public static final class Builder {
        private final Map<String, List<StageRule>> rules = new LinkedHashMap<>();
        private final PurchaseDefinition acts;
        private final Optional<SilenceHabit> habit;

        private Builder(PurchaseDefinition acts, Optional<SilenceHabit> habit) {
            if (acts.period().isPresent()) {
                throw new IllegalArgumentException(
                        "acts must be by days, were by " + acts.period().get());
            }
            this.acts = acts;
            this.habit = habit;
        }

        /**
         * Adds a stage, which goes before those added so far where rules of both hold.
         *
         * @param name one line, such as {@code at risk}
         * @param of when a customer is in it: when any of these holds
         * @return this
         * @throws IllegalArgumentException if the name is taken, blank or of more than a line, there is no rule, a rule names a stage
         *     after which it counts that has not been added, or one looks at silence and there is no habit
         */
        public Builder stage(String name, StageRule... of) {
            if (of.length == 0 || rules.size() == MOST) {
                throw new IllegalArgumentException(
                        "a stage needs a rule, and there are at most " + MOST + " stages: at '" + name + "'");
            }
            for (StageRule rule : of) {
                check(name, rule);
            }
            if (rules.put(StageRule.name(name), List.of(of)) != null) {
                throw new IllegalArgumentException("two stages are named '" + name + "': rename one");
            }
            return this;
        }

        private void check(String name, StageRule rule) {
            rule.after().filter(earlier -> !rules.containsKey(earlier)).ifPresent(missing -> {
                throw new IllegalArgumentException("stage '" + name + "' counts after '" + missing
                        + "', which must be one of the stages before it: " + rules.keySet());
            });
            if (rule.kind() == StageRule.Kind.SILENT && habit.isEmpty()) {
                throw new IllegalArgumentException(
                        "stage '" + name + "' looks at silence: begin with a habit, as SilenceHabit.fit gives it");
            }
        }

        /**
         * The stages.
         *
         * @return with all added so far
         * @throws IllegalArgumentException if there is none, or one is to be left that is not there or is the stage itself
         */
        public Stages build() {
            if (rules.isEmpty()) {
                throw new IllegalArgumentException("stages must be at least one, were none");
            }
            rules.forEach((name, of) -> of.forEach(rule -> rule.back()
                    .filter(other -> !rules.containsKey(other) || other.equals(name))
                    .ifPresent(other -> {
                        throw new IllegalArgumentException("stage '" + name + "' is one of coming back from '" + other
                                + "', which must be another of " + rules.keySet());
                    })));
            return new Stages(new LinkedHashMap<>(rules), acts, habit);
        }
    }

    /**
     * Stages without silences.
     *
     * @param acts what customers do, by days: of this they come {@linkplain StageRule#backFrom back}
     * @return without a stage yet
     * @throws IllegalArgumentException if acts are by calendar periods
     */
    public static Builder builder(PurchaseDefinition acts) {
        return new Builder(acts, Optional.empty());
    }

    /**
     * Stages that look at silences, too.
     *
     * @param habit how long customers rest as a rule between {@linkplain SilenceHabit#days() acts}
     * @return without a stage yet
     */
    public static Builder builder(SilenceHabit habit) {
        return new Builder(habit.days(), Optional.of(habit));
    }

    /**
     * The usual stages, with the habit of a base: {@link #standard(SilenceHabit)} where anything is a purchase, else {@link
     * #ofActs(SilenceHabit)}.
     *
     * @param view of which the habit is estimated
     * @param zone in which days begin
     * @return the stages
     * @throws FitException if fewer than two customers acted on two days, or none on three: {@link #standard(PurchaseDefinition)} needs
     *     none of that
     */
    public static Stages fit(LogView view, ZoneId zone) {
        SilenceHabit habit = SilenceHabit.fit(view, acts(zone)).model();
        return hasPurchases(view) ? standard(habit) : ofActs(habit);
    }

    static boolean hasPurchases(LogView view) {
        return view.kinds().stream().anyMatch(kind -> kind.purpose().equals(Purpose.PURCHASE));
    }

    /**
     * What breaks a silence as a rule: all that customers do in person, and purchases, whoever began them; but no cancellation or
     * opt-out.
     *
     * @param zone in which days begin
     * @return by days
     */
    public static PurchaseDefinition acts(ZoneId zone) {
        return new PurchaseDefinition(Leaving.ACTS, zone);
    }

    /**
     * The usual stages, later ones before earlier ones.
     *
     * <ol>
     *   <li>prospect: known, and nothing of the below;
     *   <li>first purchase: has bought;
     *   <li>onboarding: since then help was asked or given, or they signed up;
     *   <li>use: since then they have used it;
     *   <li>repeat: bought on two days;
     *   <li>advocate: recommended the company;
     *   <li>won back: acted after being lapsed, until they act on another day;
     *   <li>at risk: customers who are silent for longer than 90 % of their own gaps;
     *   <li>lapsed: for longer than 99 %, or they have cancelled or opted out (CANCELLATION, OPT_OUT) until they buy or sign up again.
     * </ol>
     *
     * @param habit by which silences are judged
     * @return the stages
     */
    public static Stages standard(SilenceHabit habit) {
        return bought(builder(habit))
                .stage("won back", StageRule.backFrom(LAPSED))
                .stage("at risk", StageRule.silent(0.9).withAfter(FIRST_PURCHASE))
                .stage(LAPSED, StageRule.silent(0.99).withAfter(FIRST_PURCHASE), cancelled())
                .build();
    }

    /**
     * The same without silences, where nothing is known of how long customers rest: lapsed is who has cancelled.
     *
     * @param acts what customers do, by days
     * @return the stages
     * @throws IllegalArgumentException if acts are by calendar periods
     */
    public static Stages standard(PurchaseDefinition acts) {
        return bought(builder(acts))
                .stage("won back", StageRule.backFrom(LAPSED))
                .stage(LAPSED, cancelled())
                .build();
    }

    private static StageRule cancelled() {
        return StageRule.since(Leaving.TOLD).withAfter(FIRST_PURCHASE).withUntil(Leaving.BACK);
    }

    private static Builder bought(Builder builder) {
        Filter bought = Filter.purpose(Purpose.PURCHASE);
        return builder.stage(PROSPECT, StageRule.known())
                .stage(FIRST_PURCHASE, StageRule.since(bought))
                .stage(
                        "onboarding",
                        StageRule.since(Filter.purpose(Purpose.HELP, Purpose.QUESTION, Purpose.SIGN_UP))
                                .withAfter(FIRST_PURCHASE))
                .stage(
                        "use",
                        StageRule.since(Sides.CUSTOMER_ACTS.and(Filter.purpose(Purpose.USE)))
                                .withAfter(FIRST_PURCHASE))
                .stage("repeat", StageRule.days(bought, 2))
                .stage("advocate", StageRule.since(Sides.CUSTOMER_ACTS.and(Filter.purpose(Purpose.REFERRAL))));
    }

    /**
     * Stages of a base in which nothing is a purchase: prospect, first act, repeat (acts on two days), advocate, won back, at risk
     * and lapsed, as of {@link #standard(SilenceHabit)}.
     *
     * @param habit by which silences are judged
     * @return the stages
     */
    public static Stages ofActs(SilenceHabit habit) {
        Filter acts = habit.days().filter();
        return builder(habit)
                .stage(PROSPECT, StageRule.known())
                .stage("first act", StageRule.since(acts))
                .stage("repeat", StageRule.days(acts, 2))
                .stage("advocate", StageRule.since(Sides.CUSTOMER_ACTS.and(Filter.purpose(Purpose.REFERRAL))))
                .stage("won back", StageRule.backFrom(LAPSED))
                .stage("at risk", StageRule.silent(0.9))
                .stage(
                        LAPSED,
                        StageRule.silent(0.99),
                        StageRule.since(Leaving.TOLD).withUntil(acts))
                .build();
    }

    /**
     * The names of the stages.
     *
     * @return in their order; where rules of several hold, the last one is the customer's
     */
    public List<String> names() {
        return names;
    }

    /**
     * The rules of a stage.
     *
     * @param name of the stage
     * @return a customer is in it when any of these holds and none of a later stage
     * @throws IllegalArgumentException if there is no such stage
     */
    public List<StageRule> rules(String name) {
        return rules(index(name));
    }

    List<StageRule> rules(int stage) {
        return List.copyOf(rules.getOrDefault(names.get(stage), List.of()));
    }

    /**
     * What customers do, by days: what breaks a silence.
     *
     * @return which interactions, and whose days
     */
    public PurchaseDefinition acts() {
        return acts;
    }

    /**
     * How long customers rest as a rule.
     *
     * @return the habit; empty if no stage looks at silence
     */
    public Optional<SilenceHabit> habit() {
        return habit;
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

    /** Whether a stage is one of silence or of coming back from one, and no step forward. */
    boolean isAside(int stage) {
        return rules(stage).stream()
                .anyMatch(rule -> rule.kind() == StageRule.Kind.SILENT || rule.kind() == StageRule.Kind.BACK);
    }

    /**
     * The stage that a customer is in, as a measure: for tables, states, live stores and whatever takes measures. It is what {@link
     * Journey} says, to the bit, but for customers whose record says that they are known from before their first interaction: no
     * statistic of interactions reads that. A state needs all of a customer's interactions in order: two parts of one customer cannot
     * be merged, as how unusual a gap was depends on all before it; in Spark, customers must not be cut into slices of time.
     *
     * @return the stage's place among the {@link #names}, from 0; NaN if none holds
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

    int silent(String name) {
        int stage = index(name);
        if (rules(stage).stream().noneMatch(rule -> rule.kind() == StageRule.Kind.SILENT)) {
            throw new IllegalArgumentException(
                    "stage '" + name + "' has no rule of silence: when it begins cannot be computed ahead");
        }
        return stage;
    }

    /**
     * The text form.
     *
     * @return lines that {@link #read} reads to equal stages
     * @throws IllegalStateException if a filter holds something of the user's own that has no name
     */
    public String toText() {
        return modelText().toString();
    }

    private ModelText modelText() {
        ModelText text =
                ModelText.of(KIND, 1).with("acts", acts.toText()).with("stages", Integer.toString(names.size()));
        if (habit.isPresent()) {
            text = text.withPart("habit", habit.get().modelText());
        }
        for (int i = 0; i < names.size(); i++) {
            List<StageRule> of = rules(i);
            text = text.with("stage." + i, names.get(i)).with("rules." + i, Integer.toString(of.size()));
            for (int j = 0; j < of.size(); j++) {
                text = text.withPart("rule." + i + "." + j, of.get(j).modelText());
            }
        }
        return text;
    }

    /**
     * Reads stages with nothing of the user's own in them.
     *
     * @param text what {@link #toText()} wrote
     * @return equal stages
     * @throws IllegalArgumentException if it is something else, incomplete or out of range
     */
    public static Stages read(String text) {
        return read(text, Registry.empty());
    }

    /**
     * Reads stages.
     *
     * @param text what {@link #toText()} wrote
     * @param registry what in it is the user's own
     * @return equal stages
     * @throws IllegalArgumentException if it is something else, incomplete or out of range
     */
    public static Stages read(String text, Registry registry) {
        ModelText read = ModelText.read(text, KIND, 1);
        PurchaseDefinition acts = PurchaseDefinition.read(read.word("acts"), registry);
        Builder builder = read.optionalWord("habit").isPresent()
                ? builder(SilenceHabit.FAMILY.read(read.part("habit").toString(), registry))
                : builder(acts);
        int size = read.whole("stages", 1, MOST);
        for (int i = 0; i < size; i++) {
            List<StageRule> of = new ArrayList<>();
            int rules = read.whole("rules." + i, 1, MOST);
            for (int j = 0; j < rules; j++) {
                of.add(StageRule.read(read, "rule." + i + "." + j, registry));
            }
            builder.stage(read.word("stage." + i), of.toArray(StageRule[]::new));
        }
        return builder.build();
    }

    /** A line for each stage: its name and its rules, in words. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        rules.forEach((name, of) -> text.append(name)
                .append(": ")
                .append(String.join(
                        "; or ", of.stream().map(StageRule::toString).toList()))
                .append('\n'));
        return text.toString();
    }

    /** The definition in one line. */
    String line() {
        Map<String, String> parts = new TreeMap<>();
        habit.ifPresent(each -> parts.put("habit", each.toString()));
        return acts.filter() + ", " + acts.zone() + ", " + parts.values() + ", "
                + toString().strip().replace("\n", "; ");
    }

    /**
     * Whether they are the same stages, by the same rules and habit.
     *
     * @param other any
     * @return if so
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Stages stages && line().equals(stages.line());
    }

    @Override
    public int hashCode() {
        return line().hashCode();
    }
}
