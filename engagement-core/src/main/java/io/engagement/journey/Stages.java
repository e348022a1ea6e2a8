package io.engagement.journey;

import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.fit.FitException;
import io.engagement.fit.ModelText;
import io.engagement.history.LogView;
import io.engagement.initiative.SilenceHabit;
import io.engagement.internal.base.Leaving;
import io.engagement.measure.PurchaseDefinition;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
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
public final class Stages extends StageMeasures {
    private static final String KIND = "stages";

    private final PurchaseDefinition acts;
    private final Optional<SilenceHabit> habit;

    private Stages(StageList list, PurchaseDefinition acts, Optional<SilenceHabit> habit) {
        super(list, new StagePlan(list, acts, habit, line(list, acts, habit)));
        this.acts = acts;
        this.habit = habit;
    }

    /** Names stages, in their order. Not thread-safe. */
    public static final class Builder {
        private final StageList list = new StageList();
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
            list.add(name, habit.isPresent(), of);
            return this;
        }

        /**
         * The stages.
         *
         * @return with all added so far
         * @throws IllegalArgumentException if there is none, or one is to be left that is not there or is the stage itself
         */
        public Stages build() {
            return new Stages(list.built(), acts, habit);
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
        return UsualStages.ofPurchases(builder(habit));
    }

    /**
     * The same without silences, where nothing is known of how long customers rest: lapsed is who has cancelled.
     *
     * @param acts what customers do, by days
     * @return the stages
     * @throws IllegalArgumentException if acts are by calendar periods
     */
    public static Stages standard(PurchaseDefinition acts) {
        return UsualStages.ofPurchasesAlone(builder(acts));
    }

    /**
     * Stages of a base in which nothing is a purchase: prospect, first act, repeat (acts on two days), advocate, won back, at risk
     * and lapsed, as of {@link #standard(SilenceHabit)}.
     *
     * @param habit by which silences are judged
     * @return the stages
     */
    public static Stages ofActs(SilenceHabit habit) {
        return UsualStages.ofActs(builder(habit), habit.days().filter());
    }

    /**
     * The names of the stages.
     *
     * @return in their order; where rules of several hold, the last one is the customer's
     */
    public List<String> names() {
        return list().names();
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
        return list().rules(list().names().get(stage));
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

    /** Whether a stage is one of silence or of coming back from one, and no step forward. */
    boolean isAside(int stage) {
        return list().has(list().names().get(stage), StageRule.Kind.SILENT, StageRule.Kind.BACK);
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
        ModelText text = ModelText.of(KIND, 1).with("acts", acts.toText());
        return list().writtenTo(
                        habit.isPresent() ? text.withPart("habit", habit.get().modelText()) : text);
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
        return StageList.read(read, registry, builder).build();
    }

    /** A line for each stage: its name and its rules, in words. */
    @Override
    public String toString() {
        return list().toString();
    }

    /** The definition in one line. */
    private static String line(StageList list, PurchaseDefinition acts, Optional<SilenceHabit> habit) {
        return acts.filter() + ", " + acts.zone() + ", "
                + habit.map(each -> List.of(each.toString())).orElse(List.of()) + ", "
                + list.toString().strip().replace("\n", "; ");
    }

    /**
     * Whether they are the same stages, by the same rules and habit.
     *
     * @param other any
     * @return if so
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Stages stages
                && walk().definition().equals(stages.walk().definition());
    }

    @Override
    public int hashCode() {
        return walk().definition().hashCode();
    }
}
