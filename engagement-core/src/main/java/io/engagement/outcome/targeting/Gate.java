package io.engagement.outcome.targeting;

import io.engagement.outcome.effect.ArmSums;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.experiment.SampleRatio;
import io.engagement.outcome.targeting.RuleTable.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * What the rows that judge say of the rules that won among those that choose.
 *
 * @param rules all that competed, no contact first
 * @param personal the place of the best personal one
 * @param uniform the place of the best one for all
 * @param personalAdvantage of the one over the other
 * @param personalGain of the best personal one over no contact
 * @param uniformAdvantage of the best one for all over no contact; undefined if it is no contact
 * @param reason what to do, and why
 * @param rows that judge
 * @param variances of values by arm, on these
 */
record Gate(
        List<Rule> rules,
        int personal,
        int uniform,
        Effect personalAdvantage,
        Effect personalGain,
        Effect uniformAdvantage,
        GateReason reason,
        int rows,
        List<Double> variances) {
    static final double LEVEL = 0.95;
    /** With fewer rows of an arm in a part a model cannot be fitted on parts of it. */
    private static final int LEAST_ROWS = 10;

    /** Of models by whom the best personal rule is chosen, which is handed back with the gate. */
    record Passed(Gate gate, UpliftModel model) {}

    static Passed of(Trial choosing, Trial judging, List<UpliftModel> models) {
        RuleTable table = new RuleTable(choosing, judging, models);
        List<RuleTable.Entry> entries = table.entries();
        RuleTable.Entry personal = best(entries, true);
        RuleTable.Entry uniform = best(entries, false);
        IntUnaryOperator all = uniform.onJudging();
        Effect over = table.judged().difference(personal.onJudging(), all);
        Effect gain = table.judged().difference(personal.onJudging(), row -> 0);
        Effect advantage =
                uniform.rule().arm() == 0 ? Effect.undefined() : table.judged().difference(all, row -> 0);
        Gate gate = new Gate(
                entries.stream().map(RuleTable.Entry::rule).toList(),
                entries.indexOf(personal),
                entries.indexOf(uniform),
                over,
                gain,
                advantage,
                reason(judging, over, gain, advantage),
                judging.size(),
                variances(judging));
        return new Passed(gate, models.get(personal.model()));
    }

    private static RuleTable.Entry best(List<RuleTable.Entry> entries, boolean personal) {
        return entries.stream()
                .filter(each -> each.rule().isPersonal() == personal)
                .max(Comparator.comparingDouble(each -> each.rule().chosenBy().estimate()))
                .orElseThrow();
    }

    private static GateReason reason(Trial judging, Effect over, Effect gain, Effect uniform) {
        if (judging.sampleRatio().map(SampleRatio::isMismatch).orElse(false)) {
            return GateReason.NOT_AS_PLANNED;
        }
        for (int arm = 0; arm < judging.arms().size(); arm++) {
            if (!ArmSums.of(judging.rows().ofArm(arm, judging::outcome)).isEnough()) {
                return GateReason.TOO_LITTLE_DATA;
            }
        }
        // The best rule for all may be a bad one, chosen by chance: to beat it alone is little.
        if (over.interval(LEVEL).lower() > 0 && gain.interval(LEVEL).lower() > 0) {
            return GateReason.PERSONAL_BEATS_UNIFORM;
        }
        return uniform.interval(LEVEL).lower() > 0 ? GateReason.UNIFORM_PAYS : GateReason.NOT_SHOWN_TO_PAY;
    }

    private static List<Double> variances(Trial judging) {
        List<Double> variances = new ArrayList<>();
        for (int arm = 0; arm < judging.arms().size(); arm++) {
            variances.add(ArmSums.of(judging.rows().ofArm(arm, judging::value)).variance());
        }
        return List.copyOf(variances);
    }

    /** Refuses a part in which there is next to nothing to learn from or to judge by. */
    static void requireEnough(String name, Trial part) {
        int[] counts = part.rows().counts(part.arms().size());
        for (int arm = 0; arm < counts.length; arm++) {
            if (counts[arm] < LEAST_ROWS) {
                throw new IllegalArgumentException(name + " has " + counts[arm] + " rows of arm '"
                        + part.arms().get(arm) + "', at least " + LEAST_ROWS
                        + " are needed in each of three parts: contact more customers and hold out more, some 300 in each"
                        + " arm to be judged at all, or leave out the arm");
            }
        }
    }

    /** Ids ascend in both. */
    static void requireApart(Trial choosing, Trial judging) {
        for (String customer : choosing.rows().customers) {
            if (Arrays.binarySearch(judging.rows().customers, customer) >= 0) {
                throw new IllegalArgumentException("judging must be rows that chose nothing, has '" + customer
                        + "' of choosing: the best of several looks better than it is on the rows that chose it");
            }
        }
    }

    Rule bestPersonal() {
        return rules.get(personal);
    }

    Rule bestForAll() {
        return rules.get(uniform);
    }
}
