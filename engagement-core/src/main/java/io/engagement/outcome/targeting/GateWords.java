package io.engagement.outcome.targeting;

import io.engagement.fit.Interval;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.targeting.RuleTable.Rule;
import io.engagement.table.Table;
import java.util.Locale;

/** A policy in a few sentences. */
final class GateWords {
    private GateWords() {}

    static Table table(Gate gate) {
        Table.Builder table = Table.builder()
                .column("rule")
                .column("contacts", "%.3f")
                .column("chosen_by")
                .column("judged_by")
                .column("standard_error")
                .column("lower")
                .column("upper")
                .column("decides");
        for (RuleTable.Rule rule : gate.rules()) {
            Interval interval = rule.judgedBy().interval(Gate.LEVEL);
            table.row(
                    rule.name(),
                    rule.contacts(),
                    rule.chosenBy().estimate(),
                    rule.judgedBy().estimate(),
                    rule.judgedBy().standardError(),
                    interval.lower(),
                    interval.upper(),
                    rule.equals(gate.bestPersonal()) || rule.equals(gate.bestForAll()));
        }
        return table.build();
    }

    static String sentence(GatedPolicy policy, Gate gate) {
        Rule uniform = gate.bestForAll();
        String what =
                switch (policy.choice()) {
                    case PERSONAL ->
                        String.format(
                                Locale.ROOT,
                                "Contact those who are said to gain, %.0f %% of all",
                                100 * gate.bestPersonal().contacts());
                    case UNIFORM -> "Contact all alike, by " + policy.uniformArm();
                    case NOBODY -> "Contact nobody";
                };
        String figures = String.format(
                Locale.ROOT,
                "%s: %s. Personal against %s: %s a customer on %,d rows that chose nothing.",
                what,
                gate.reason().words(),
                uniform.name(),
                words(gate.personalAdvantage()),
                gate.rows());
        String alone = uniform.arm() == 0
                ? ""
                : " " + uniform.name() + " against no contact: " + words(gate.uniformAdvantage()) + ".";
        return figures + alone + (policy.choice() == GatedPolicy.Choice.NOBODY ? test(policy) : "");
    }

    private static String test(GatedPolicy policy) {
        double gain = policy.gainWorthATest();
        return gain == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " A test of %,d customers in each arm would find a gain of %.4g a customer.",
                        policy.customersAnArm(gain),
                        gain);
    }

    private static String words(Effect effect) {
        Interval interval = effect.interval(Gate.LEVEL);
        return String.format(Locale.ROOT, "%.4g (%.4g to %.4g)", effect.estimate(), interval.lower(), interval.upper());
    }
}
