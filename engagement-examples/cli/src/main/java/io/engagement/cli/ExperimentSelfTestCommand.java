package io.engagement.cli;

import io.engagement.history.LogView;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.experiment.Assignments;
import io.engagement.outcome.experiment.ExperimentData;
import io.engagement.outcome.experiment.SelfTest;
import io.engagement.table.Table;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether the test keeps its promise on the user's own customers. */
@Command(
        name = "selftest",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "engagement experiment selftest --units FILE --arm COLUMN --hold-out NAME --outcome COLUMN[,...] [OPTIONS]",
            "       engagement experiment selftest --assignments FILE --hold-out NAME [OPTIONS] (--input FILE [FILE OPTIONS])..."
        },
        description = "Does the test keep its promise on your own customers? Those held out are drawn into two halves a"
                + " thousand times: as many comparisons should alarm as the level says. With a log, effects of the assignment on"
                + " the time before it, where none is possible.",
        footer = {"", "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."})
final class ExperimentSelfTestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ExperimentSource source = new ExperimentSource();

    @Option(names = "--times", paramLabel = "N", description = "How often halves are drawn. Default: 1000.")
    private int times = 1000;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            converter = Share.Open.class,
            description = "Of each test. Default: 0.05.")
    private double level = 0.05;

    @Option(names = "--seed", paramLabel = "N", description = "Of the draws. Default: 1.")
    private long seed = 1;

    @Option(
            names = "--shifts",
            paramLabel = "N",
            description = "Windows before the assignment, one before the other, of a log. Default: 4.")
    private int shifts = 4;

    @Mixin
    private final LogOptions base;

    @Mixin
    private PageOptions pages = new PageOptions();

    /** With the clock that tells what is still to come. */
    ExperimentSelfTestCommand(Clock clock) {
        this.base = new OptionalBaseOptions(clock);
    }

    @Override
    public Integer call() {
        if (times < 1 || shifts < 1) {
            throw new UsageError("--times and --shifts must be positive, were " + times + " and " + shifts);
        }
        source.checkSelfTest(spec);
        if (source.units().isPresent()) {
            IdleOptions.refuse(spec, "has no effect with --units, which knows one time only", "--shifts");
        }
        base.checkOutput(pages.file(), source.files());
        ExperimentData data = source.data(spec, base);
        Table halves = halves(data);
        Page page = new Page().table("halves", "Halves of those held out, " + times + " times", halves);
        if (source.units().isEmpty()) {
            Table shifted = shifted(data.assignments(), source.view());
            page.table(
                    "shifted",
                    "Effects on the time before, where none is possible; all: on a customer's mean over the windows",
                    shifted);
        }
        pages.print(page, spec.commandLine());
        return 0;
    }

    private Table halves(ExperimentData data) {
        Table.Builder table = Table.builder()
                .column("outcome")
                .column("held_out")
                .column("times")
                .column("untold")
                .column("alarms")
                .column("share", "%.4f")
                .column("honest_lower", "%.4f")
                .column("honest_upper", "%.4f")
                .column("result");
        for (String outcome : data.outcomes()) {
            SelfTest test = SelfTest.halves(data, outcome, times, level, seed);
            table.row(
                    outcome,
                    test.customers(),
                    test.times(),
                    test.untold(),
                    test.alarms(),
                    test.share(),
                    test.honest().lower(),
                    test.honest().upper(),
                    test.result());
        }
        return table.build();
    }

    private Table shifted(Assignments assignments, LogView view) {
        Table.Builder table = Table.builder()
                .column("arm")
                .column("window_before")
                .column("effect")
                .column("standard_error")
                .column("p_value", "%.3g")
                .column("p_pooled", "%.3g")
                .column("result");
        for (String arm : assignments.arms().subList(1, assignments.arms().size())) {
            SelfTest.Shifted effects = SelfTest.shifted(view, assignments, arm, source.spend(), shifts);
            for (int i = 0; i < effects.windows().size(); i++) {
                add(table, arm, String.valueOf(i + 1), effects.windows().get(i), effects.pValue());
            }
            add(table, arm, "all", effects.all(), effects.pValue());
        }
        return table.build();
    }

    private void add(Table.Builder table, String arm, String window, Effect effect, double pooled) {
        String result = Double.isNaN(pooled) ? "NOTHING_BEFORE" : pooled < level ? "EFFECT_BEFORE" : "NOISE";
        table.row(arm, window, effect.estimate(), effect.standardError(), effect.pValue(), pooled, result);
    }
}
