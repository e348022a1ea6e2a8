package io.engagement.outcome.targeting;

import io.engagement.fit.Family;
import io.engagement.fit.FitException;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.experiment.Power;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
public final class GatedPolicy implements StatisticalModel, Tabular {
    static final String KIND = "gated-policy";
    static final int VERSION = 1;

    /** How its texts are read. */
    public static final Family<GatedPolicy> FAMILY = Family.of(KIND, VERSION, (text, registry) -> GateText.read(text));

    private static final int PARTS = 3;
    private static final int JUDGING = 2;

    private final Gate gate;
    private final UpliftModel model;

    GatedPolicy(Gate gate, UpliftModel model) {
        this.gate = gate;
        this.model = model;
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
     * @throws IllegalArgumentException if an arm has fewer than ten rows in a part
     */
    public static GatedPolicy of(Trial trial, long seed) {
        Gate.requireEnough("trial", trial);
        return of(
                trial.part(0, PARTS, seed),
                trial.part(1, PARTS, seed),
                judging(trial, seed),
                UpliftModel.RIDGE,
                UpliftLearner.values());
    }

    /**
     * The rows by which {@link #of(Trial, long)} judges, for {@link UpliftModel#judge}.
     *
     * @param trial all rows
     * @param seed that of the policy
     * @return about a third of them
     * @throws IllegalArgumentException if an arm has none there
     */
    public static Trial judging(Trial trial, long seed) {
        return trial.part(JUDGING, PARTS, seed);
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
     * @throws IllegalArgumentException if a customer is in two of the parts, an arm has fewer than ten rows in one, or no learner is
     *     given
     */
    public static GatedPolicy of(
            Trial learning, Trial choosing, Trial judging, double ridge, UpliftLearner... learners) {
        if (learners.length == 0) {
            throw new IllegalArgumentException("learners must be one at least, were none");
        }
        Gate.requireEnough("learning", learning);
        Gate.requireEnough("choosing", choosing);
        Gate.requireEnough("judging", judging);
        UpliftFit fit = new UpliftFit(learning, ridge);
        List<UpliftModel> models = Arrays.stream(learners).map(fit::by).toList();
        models.get(0).requireUnseen(choosing);
        models.get(0).requireUnseen(judging);
        Gate.requireApart(choosing, judging);
        Gate.Passed passed = Gate.of(choosing, judging, models);
        return new GatedPolicy(passed.gate(), passed.model());
    }

    /**
     * What the policy does.
     *
     * @return whom it contacts
     */
    public Choice choice() {
        return switch (gate.reason()) {
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
        return gate.reason();
    }

    /**
     * How much more the best personal rule brings than the best rule for all, on the rows that judge.
     *
     * @return in money a customer
     */
    public Effect personalAdvantage() {
        return gate.personalAdvantage();
    }

    /**
     * How much more the best personal rule brings than no contact, on the rows that judge.
     *
     * @return in money a customer
     */
    public Effect personalGain() {
        return gate.personalGain();
    }

    /**
     * How much more the best rule for all brings than no contact, on the rows that judge.
     *
     * @return in money a customer; undefined if the best rule for all is no contact
     */
    public Effect uniformAdvantage() {
        return gate.uniformAdvantage();
    }

    /**
     * The contact of the best rule for all, which need not be what the policy does.
     *
     * @return an arm; the hold-out's name if that is no contact
     */
    public String uniformArm() {
        return model.arms().get(gate.bestForAll().arm());
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
     * How a customer is to be contacted.
     *
     * @param known the model's covariates in order, NaN where not known
     * @return an arm; empty for no contact
     * @throws IllegalArgumentException if the covariates are too few or too many
     */
    public Optional<String> arm(double... known) {
        return switch (choice()) {
            case PERSONAL ->
                model.arms().stream()
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
            case UNIFORM ->
                arm.equals(uniformArm()) ? gate.uniformAdvantage().estimate() + model.cost(arm) : Double.NaN;
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
        double most = gate.variances().stream()
                .skip(1)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow();
        double deviation = Math.sqrt((gate.variances().get(0) + most) / 2);
        return (long) Math.ceil(Power.ofFourFindings().customersForDifference(deviation, gain, 0.5) / 2);
    }

    /**
     * A gain worth a test: as much again as the dearest contact costs, or where contacts cost nothing, a twentieth of what customers
     * bring anyway.
     *
     * @return in money a customer; 0 if customers bring nothing and contacts cost nothing
     */
    public double gainWorthATest() {
        double dearest = Arrays.stream(model.parts().costs()).max().orElse(0);
        return dearest > 0 ? dearest : Math.abs(gate.rules().get(0).judgedBy().estimate()) / 20;
    }

    /**
     * The rules that competed.
     *
     * @return a row a rule: {@code rule, contacts, chosen_by, judged_by, standard_error, lower, upper, decides}; {@code contacts} is a
     *     share, {@code decides} is true of the best rule for all and the best personal one
     */
    @Override
    public Table table() {
        return GateWords.table(gate);
    }

    /**
     * What to do and why, in a few sentences.
     *
     * @return with the figures that decide, and the size of the next test if nobody is contacted
     */
    public String sentence() {
        return GateWords.sentence(this, gate);
    }

    /** What decided, for its text. */
    Gate gate() {
        return gate;
    }

    /**
     * The policy as text, with its model: what it does and says is the same to the bit when it is read back by {@link #FAMILY}. Of
     * customers it holds no ids but hashes of those whom the model has learnt from.
     *
     * @throws IllegalArgumentException if the name of an arm or covariate has blanks around it or is more than a line
     */
    @Override
    public ModelText modelText() {
        return GateText.of(this);
    }

    /** The sentence and the rules. */
    @Override
    public String toString() {
        return sentence() + "\n" + table();
    }
}
