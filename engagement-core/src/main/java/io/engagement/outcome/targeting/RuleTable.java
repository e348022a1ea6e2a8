package io.engagement.outcome.targeting;

import io.engagement.outcome.effect.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The rules that compete, with what they bring on the rows that choose and on those that judge. */
final class RuleTable {
    private final List<UpliftModel> models;
    private final Part choosing;
    private final Part judging;

    /** Rows, their columns and what rules bring on them. */
    @SuppressWarnings("ArrayRecordComponent") // within the class, where nobody changes them
    private record Part(Trial trial, double[][] columns, RuleValues values) {
        int[] personal(UpliftModel model) {
            return RuleValues.personal(
                    model.gains(trial, columns), model.parts().costs());
        }
    }

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

    /** @param models of one fit, which take the same columns and expect the same in an arm */
    RuleTable(Trial choosing, Trial judging, List<UpliftModel> models) {
        this.models = models;
        this.choosing = part(choosing);
        this.judging = part(judging);
    }

    private Part part(Trial trial) {
        UpliftModel any = models.get(0);
        double[][] columns = any.parts().design().of(trial.rows().columns);
        return new Part(
                trial,
                columns,
                new RuleValues(trial, any.expected(trial, columns), any.parts().costs()));
    }

    RuleValues judged() {
        return judging.values;
    }

    /** Those for all first, no contact before all others. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int arm = 0; arm < judging.trial.arms().size(); arm++) {
            int same = arm;
            entries.add(entry(
                    arm == 0 ? "no contact" : judging.trial.arms().get(arm) + " for all",
                    -1,
                    arm,
                    row -> same,
                    row -> same));
        }
        for (int i = 0; i < models.size(); i++) {
            int[] choosers = choosing.personal(models.get(i));
            int[] judges = judging.personal(models.get(i));
            entries.add(entry(
                    "personal, by " + models.get(i).learner().words(),
                    i,
                    -1,
                    row -> choosers[row],
                    row -> judges[row]));
        }
        return List.copyOf(entries);
    }

    private Entry entry(String name, int model, int arm, IntUnaryOperator onChoosing, IntUnaryOperator onJudging) {
        RuleValues judged = judged();
        Rule rule = new Rule(
                name, arm, choosing.values.value(onChoosing), judged.value(onJudging), judged.contacted(onJudging));
        return new Entry(rule, model, onJudging);
    }
}
