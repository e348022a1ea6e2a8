package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.evaluate.Evaluation;
import io.engagement.evaluate.EvaluationTable;
import io.engagement.history.LogView;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges scores of the past by what then happened. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement evaluate [OPTIONS] (--input FILE [FILE OPTIONS])...",
        description =
                "How did last quarter's scores do this quarter? Fits the models to what was known a horizon before"
                        + " --as-of, scores all customers as of then, and judges each score by what happened since: engagement by"
                        + " acts within --engagement-horizon, retention_risk, expected_purchases and lifetime_value by purchases"
                        + " within --horizon. With --models, the saved scores are judged from when they were fitted on.",
        footer = {
            "",
            "Examples:",
            "  engagement evaluate --horizon 90d --input interactions.csv",
            "",
            "At six origins, a month apart from each other and the present, as CSV:",
            "  engagement evaluate --horizon 30d --origins 6 --csv \\",
            "    --input interactions.csv",
            "",
            "Those that were saved last quarter:",
            "  engagement evaluate --models setup.txt --input interactions.csv",
            "",
            "AUC: of two customers, one who did it and one who did not, how often the",
            "first had the higher score. said and happened: the mean probability, and the",
            "share of customers to whom it happened. off: their mean distance in ten groups",
            "of equally many customers, and beside it what chance alone would give.",
            "",
            "'engagement score --help' explains files and fields further.",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final BaseOptions base;

    @Mixin
    private ScoringOptions options = new ScoringOptions();

    @Option(
            names = "--origins",
            paramLabel = "COUNT",
            description = "At how many instants of the past scores are tried, each a horizon before the next; from 5 on"
                    + " the spread over them is told. Default: 1.")
    private Optional<Integer> origins = Optional.empty();

    @ArgGroup
    private Form form = new Form();

    /** How evaluations are printed, if not as a table. */
    static final class Form {
        @Option(names = "--json", description = "Print JSON on standard output, and nothing else there.")
        private boolean json;

        @Option(names = "--csv", description = "Print CSV on standard output, a row a figure, and nothing else there.")
        private boolean csv;

        @Option(
                names = "--reliability",
                description = "Print what was said against what happened too, as a plot of text for each probability;"
                        + " JSON has it anyway.")
        private boolean reliability;
    }

    /** With the clock that tells what is still to come. */
    EvaluateCommand(Clock clock) {
        this.base = new BaseOptions(clock);
    }

    @Override
    public Integer call() {
        if (origins.orElse(1) < 1) {
            throw new UsageError("--origins must be at least 1, was " + origins.get());
        }
        IdleOptions.refuse(
                spec,
                "has no say here: lifetime_value is judged by what is bought within --horizon; leave it out",
                "--value-horizon");
        PrintWriter messages = spec.commandLine().getErr();
        base.checkOutput(Optional.empty(), options.models());
        options.check(base.zone());
        LogView view = base.view(options.facts(base.zone()), messages);
        Scoring scoring = options.scoring(view, base.zone(), messages);
        EvaluationTable table = judged(scoring.evaluated(origins));
        PrintWriter out = new Messages(spec.commandLine().getOut());
        out.print(printed(table));
        out.flush();
        return 0;
    }

    private static EvaluationTable judged(EvaluationTable table) {
        if (table.evaluations().stream().allMatch(each -> each.rows() == 0)) {
            throw new DataRefused("no score can be judged: "
                    + table.evaluations().stream()
                            .map(Evaluation::verdict)
                            .distinct()
                            .collect(Collectors.joining("; ")));
        }
        return table;
    }

    private String printed(EvaluationTable table) {
        if (form.csv) {
            return table.toCsv();
        }
        return form.json
                ? table.toJson()
                : table + "\n" + (form.reliability ? plots(table.evaluations()) : "") + table.verdict() + "\n";
    }

    private static String plots(List<Evaluation> evaluations) {
        StringBuilder text = new StringBuilder();
        evaluations.stream().filter(each -> !each.reliability().isEmpty()).forEach(each -> text.append(each.scorer())
                .append('\n')
                .append(each.reliabilityPlot())
                .append('\n'));
        return text.toString();
    }
}
