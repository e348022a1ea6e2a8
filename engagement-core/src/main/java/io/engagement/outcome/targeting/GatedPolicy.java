package io.engagement.outcome.targeting;

import io.engagement.fit.FitException;
import io.engagement.fit.Interval;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.experiment.Power;
import io.engagement.outcome.experiment.SampleRatio;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Whom to contact: those whom a model says will gain, or all alike, or nobody, whichever a trial bears out. Three parts of the
 * trial's customers, none of which has two tasks: some to learn from, some to choose the best ranking and the best rule for all, some to
 * judge these two, so that nothing looks good for having been chosen.
 *
 * <ol>
 *   <li>Personal only if the lower end of the 95 % interval of (personal &minus; the best rule for all) is above 0, and that of (personal
 *       &minus; no contact) too.
 *   <li>Else the best rule for all, if the lower end of (that rule &minus; no contact) is above 0.
 *   <li>Else nobody, and {@link #customersAnArm(double)} tells how large a test would have to be.
 * </ol>
 *
 * <p>Values are means of doubly robust scores, in money a customer, contacts paid. It permits nothing: ask the contact policy before
 * each contact. Immutable.
 */
public final class GatedPolicy implements Tabular {
    private static final double LEVEL = 0.95;
    private static final int PARTS = 3;
    private static final int LEAST_ROWS = 100;
    private static final int LEAST_OUTCOMES = 30;

    private final List<RuleTable.Rule> rules;
    private final RuleTable.Rule personal;
    private final RuleTable.Rule uniform;
    private final UpliftModel model;
    private final Effect personalAdvantage;
    private final Effect personalGain;
    private final Effect uniformAdvantage;
    private final GateReason reason;
    private final Trial judging;

    private GatedPolicy(Trial choosing, Trial judging, List<UpliftModel> models) {
        this.judging = judging;
        RuleTable table = new RuleTable(choosing, judging, models);
        this.rules = table.rules();
        this.personal = best(rules, true);
        this.uniform = best(rules, false);
        this.model = models.get(personal.model());
        IntUnaryOperator all = uniform.onJudging();
        this.personalAdvantage = table.judged().difference(personal.onJudging(), all);
        this.personalGain = table.judged().difference(personal.onJudging(), row -> 0);
        this.uniformAdvantage =
                uniform.arm() == 0 ? Effect.undefined() : table.judged().difference(all, row -> 0);
        this.reason = decide();
    }

    private static RuleTable.Rule best(List<RuleTable.Rule> rules, boolean personal) {
        return rules.stream()
                .filter(each -> each.isPersonal() == personal)
                .max(Comparator.comparingDouble(each -> each.chosenBy().estimate()))
                .orElseThrow();
    }

    private GateReason decide() {
        if (judging.sampleRatio().map(SampleRatio::isMismatch).orElse(false)) {
            return GateReason.NOT_AS_PLANNED;
        }
        if (isTooLittle()) {
            return GateReason.TOO_LITTLE_DATA;
        }
        // The best rule for all may be a bad one, chosen by chance: to beat it alone is little.
        if (personalAdvantage.interval(LEVEL).lower() > 0
                && personalGain.interval(LEVEL).lower() > 0) {
            return GateReason.PERSONAL_BEATS_UNIFORM;
        }
        return uniformAdvantage.interval(LEVEL).lower() > 0 ? GateReason.UNIFORM_PAYS : GateReason.NOT_SHOWN_TO_PAY;
    }

    private boolean isTooLittle() {
        int[] outcomes = new int[judging.arms().size()];
        IntStream.range(0, judging.size())
                .filter(row -> judging.outcome(row) != 0)
                .forEach(row -> outcomes[judging.arm(row)]++);
        int[] counts = judging.rows().counts(outcomes.length);
        return Arrays.stream(counts).anyMatch(each -> each < LEAST_ROWS)
                || Arrays.stream(outcomes).anyMatch(each -> each < LEAST_OUTCOMES);
    }

    /** What the policy does. */
    public enum Choice {
        /** Contacts those whom the model says will gain more than the contact costs. */
        PERSONAL,
        /** Contacts all alike. */
        UNIFORM,
        /** Contacts nobody. */
        NOBODY
    }

    /**
     * A policy from a trial, whose customers are drawn into three parts by a hash of their ids; all learners compete, with the usual
     * ridge.
     *
     * @param trial all rows
     * @param seed another one draws other parts
     * @return the policy
     * @throws FitException if a model cannot be fitted
     * @throws IllegalArgumentException if an arm has no row in a part
     */
    public static GatedPolicy of(Trial trial, long seed) {
        return of(
                trial.part(0, PARTS, seed),
                trial.part(1, PARTS, seed),
                trial.part(2, PARTS, seed),
                UpliftModel.RIDGE,
                UpliftLearner.values());
    }

    /**
     * A policy from three parts of a trial.
     *
     * @param learning rows that models learn from
     * @param choosing rows that choose among models and among rules for all
     * @param judging rows that judge what was chosen
     * @param ridge of the models
     * @param learners which compete, at least one
     * @return the policy
     * @throws FitException if a model cannot be fitted
     * @throws IllegalArgumentException if a customer is in two of the parts, or no learner is given
     */
    public static GatedPolicy of(
            Trial learning, Trial choosing, Trial judging, double ridge, UpliftLearner... learners) {
        if (learners.length == 0) {
            throw new IllegalArgumentException("learners must be one at least, were none");
        }
        List<UpliftModel> models = Arrays.stream(learners)
                .map(learner -> UpliftModel.fit(learning, learner, ridge))
                .toList();
        models.get(0).requireUnseen(choosing);
        models.get(0).requireUnseen(judging);
        requireApart(choosing, judging);
        return new GatedPolicy(choosing, judging, models);
    }

    /** Ids ascend in both. */
    private static void requireApart(Trial choosing, Trial judging) {
        for (String customer : choosing.rows().customers) {
            if (Arrays.binarySearch(judging.rows().customers, customer) >= 0) {
                throw new IllegalArgumentException("judging must be rows that chose nothing, has '" + customer
                        + "' of choosing: the best of several looks better than it is on the rows that chose it");
            }
        }
    }

    /**
     * What the policy does.
     *
     * @return whom it contacts
     */
    public Choice choice() {
        return switch (reason) {
            case PERSONAL_BEATS_UNIFORM -> Choice.PERSONAL;
            case UNIFORM_PAYS -> Choice.UNIFORM;
            case NOT_SHOWN_TO_PAY, NOT_AS_PLANNED, TOO_LITTLE_DATA -> Choice.NOBODY;
        };
    }

    /**
     * Why.
     *
     * @return the reason
     */
    public GateReason reason() {
        return reason;
    }

    /**
     * How much more the best personal rule brings than the best rule for all, on the rows that judge.
     *
     * @return in money a customer
     */
    public Effect personalAdvantage() {
        return personalAdvantage;
    }

    /**
     * How much more the best personal rule brings than no contact, on the rows that judge.
     *
     * @return in money a customer
     */
    public Effect personalGain() {
        return personalGain;
    }

    /**
     * How much more the best rule for all brings than no contact, on the rows that judge.
     *
     * @return in money a customer; undefined if the best rule for all is no contact
     */
    public Effect uniformAdvantage() {
        return uniformAdvantage;
    }

    /**
     * The contact of the best rule for all, which need not be what the policy does.
     *
     * @return an arm; the hold-out's name if that is no contact
     */
    public String uniformArm() {
        return judging.arms().get(uniform.arm());
    }

    /**
     * The model of the best personal rule, which need not be what the policy does.
     *
     * @return the model
     */
    public UpliftModel model() {
        return model;
    }

    /**
     * How well the model tells who gains more by a contact, on the rows that judge.
     *
     * @param arm which contact
     * @param seed of resampled customers
     * @return the judgement
     * @throws IllegalArgumentException if there is no such arm
     */
    public UpliftJudgement judgement(String arm, long seed) {
        return model.judge(judging, arm, seed);
    }

    /**
     * How a customer is to be contacted.
     *
     * @param known the model's covariates in order, NaN where not known
     * @return an arm; empty for no contact
     * @throws IllegalArgumentException if the covariates are too few or too many
     */
    public Optional<String> arm(double... known) {
        return switch (choice()) {
            case PERSONAL ->
                judging.arms().stream()
                        .skip(1)
                        .filter(arm -> model.gain(arm, known) > model.cost(arm))
                        .max(Comparator.comparingDouble(arm -> model.gain(arm, known) - model.cost(arm)));
            case UNIFORM -> Optional.of(uniformArm());
            case NOBODY -> Optional.empty();
        };
    }

    /**
     * What a contact is expected to bring of a customer before its cost, as far as the trial bears it out: what the model says if the
     * policy is personal, the mean if it is the same for all, for its contact.
     *
     * @param arm which contact
     * @param known the model's covariates in order, NaN where not known
     * @return in money over no contact; NaN where nothing is borne out
     * @throws IllegalArgumentException if there is no such arm, or the covariates are too few or too many
     */
    public double gain(String arm, double... known) {
        double says = model.gain(arm, known);
        return switch (choice()) {
            case PERSONAL -> says;
            case UNIFORM -> arm.equals(uniformArm()) ? uniformAdvantage.estimate() + model.cost(arm) : Double.NaN;
            case NOBODY -> Double.NaN;
        };
    }

    /**
     * How many customers a next test must have in each arm, the hold-out too, to find a gain by {@link Power#ofFourFindings()}.
     *
     * @param gain over no contact, contacts paid, in money a customer; positive
     * @return how many; by the spread of values of the hold-out and of the arm in which they vary most
     * @throws IllegalArgumentException if the gain is not positive and finite
     */
    public long customersAnArm(double gain) {
        double most = IntStream.range(1, judging.arms().size())
                .mapToDouble(this::variance)
                .max()
                .orElseThrow();
        double deviation = Math.sqrt((variance(0) + most) / 2);
        return (long) Math.ceil(Power.ofFourFindings().customersForDifference(deviation, gain, 0.5) / 2);
    }

    private double variance(int arm) {
        double[] values = IntStream.range(0, judging.size())
                .filter(row -> judging.arm(row) == arm)
                .mapToDouble(judging::value)
                .toArray();
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        return Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum() / (values.length - 1);
    }

    /**
     * A gain worth a test: as much again as the dearest contact costs, or where contacts cost nothing, a twentieth of what customers
     * bring anyway.
     *
     * @return in money a customer; 0 if customers bring nothing and contacts cost nothing
     */
    public double gainWorthATest() {
        double dearest = Arrays.stream(model.costs()).max().orElse(0);
        return dearest > 0 ? dearest : Math.abs(rules.get(0).judgedBy().estimate()) / 20;
    }

    /** What a rule brings on the rows that judge, in the order of the table. */
    Effect judged(int rule) {
        return rules.get(rule).judgedBy();
    }

    /** What it brings on the rows that choose. */
    Effect chosen(int rule) {
        return rules.get(rule).chosenBy();
    }

    /**
     * The rules that competed.
     *
     * @return a row a rule: {@code rule, contacts, chosen_by, judged_by, standard_error, lower, upper, decides}; {@code contacts} is a
     *     share, {@code decides} is true of the best rule for all and the best personal one
     */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("rule")
                .column("contacts", "%.3f")
                .column("chosen_by")
                .column("judged_by")
                .column("standard_error")
                .column("lower")
                .column("upper")
                .column("decides");
        for (RuleTable.Rule rule : rules) {
            Interval interval = rule.judgedBy().interval(LEVEL);
            table.row(
                    rule.name(),
                    rule.contacts(),
                    rule.chosenBy().estimate(),
                    rule.judgedBy().estimate(),
                    rule.judgedBy().standardError(),
                    interval.lower(),
                    interval.upper(),
                    rule.equals(personal) || rule.equals(uniform));
        }
        return table.build();
    }

    /**
     * What to do and why, in a few sentences.
     *
     * @return with the figures that decide, and the size of the next test if nobody is contacted
     */
    public String sentence() {
        String what =
                switch (choice()) {
                    case PERSONAL -> "Contact those who are said to gain, " + percent(personal.contacts()) + " of all";
                    case UNIFORM -> "Contact all alike, by " + uniformArm();
                    case NOBODY -> "Contact nobody";
                };
        String figures = String.format(
                Locale.ROOT,
                "%s: %s. Personal against %s: %s a customer on %,d rows that chose nothing.",
                what,
                reason.words(),
                uniform.name(),
                words(personalAdvantage),
                judging.size());
        String alone = uniform.arm() == 0
                ? ""
                : " " + uniform.name() + " against no contact: " + words(uniformAdvantage) + ".";
        return figures + alone + (choice() == Choice.NOBODY ? test() : "");
    }

    private String test() {
        double gain = gainWorthATest();
        return gain == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " A test of %,d customers in each arm would find a gain of %.4g a customer.",
                        customersAnArm(gain),
                        gain);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String words(Effect effect) {
        Interval interval = effect.interval(LEVEL);
        return String.format(Locale.ROOT, "%.4g (%.4g to %.4g)", effect.estimate(), interval.lower(), interval.upper());
    }

    /** The sentence and the rules. */
    @Override
    public String toString() {
        return sentence() + "\n" + table();
    }
}
