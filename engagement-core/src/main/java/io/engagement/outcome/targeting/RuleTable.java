package io.engagement.outcome.targeting;

import io.engagement.outcome.effect.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The rules that compete, with what they bring on the rows that choose and on those that judge. */
final class RuleTable {
    private final Trial choosing;
    private final Trial judging;
    private final List<UpliftModel> models;
    private final RuleValues chosen;
    private final RuleValues judged;

    /**
     * A rule of whom to contact how.
     *
     * @param name for tables
     * @param arm of a rule that is the same for all; negative for a personal one
     * @param chosenBy what it brings on the rows that choose
     * @param judgedBy what it brings on those that judge
     * @param contacts which share of the latter it contacts
     */
    record Rule(String name, int arm, Effect chosenBy, Effect judgedBy, double contacts) {
        boolean isPersonal() {
            return arm < 0;
        }
    }

    /**
     * A rule that competes.
     *
     * @param model its place among the models; negative for a rule that is the same for all
     * @param onJudging the arm of each row that judges
     */
    record Entry(Rule rule, int model, IntUnaryOperator onJudging) {}

    RuleTable(Trial choosing, Trial judging, List<UpliftModel> models) {
        this.choosing = choosing;
        this.judging = judging;
        this.models = models;
        this.chosen = values(choosing);
        this.judged = values(judging);
    }

    /** What is expected in an arm is the same of all models. */
    private RuleValues values(Trial trial) {
        UpliftModel any = models.get(0);
        double[][] columns = any.parts().design().of(trial.rows().columns);
        return new RuleValues(trial, any.expected(trial, columns), any.parts().costs());
    }

    RuleValues judged() {
        return judged;
    }

    /** Those for all first, no contact before all others. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int arm = 0; arm < judging.arms().size(); arm++) {
            int same = arm;
            entries.add(entry(
                    arm == 0 ? "no contact" : judging.arms().get(arm) + " for all", -1, arm, row -> same, row -> same));
        }
        for (int i = 0; i < models.size(); i++) {
            int[] choosers = personal(models.get(i), choosing);
            int[] judges = personal(models.get(i), judging);
            entries.add(entry(
                    "personal, by " + models.get(i).learner().words(),
                    i,
                    -1,
                    row -> choosers[row],
                    row -> judges[row]));
        }
        return List.copyOf(entries);
    }

    private static int[] personal(UpliftModel model, Trial trial) {
        return RuleValues.personal(
                model.gains(trial, model.parts().design().of(trial.rows().columns)),
                model.parts().costs());
    }

    private Entry entry(String name, int model, int arm, IntUnaryOperator onChoosing, IntUnaryOperator onJudging) {
        Rule rule = new Rule(name, arm, chosen.value(onChoosing), judged.value(onJudging), judged.contacted(onJudging));
        return new Entry(rule, model, onJudging);
    }
}
