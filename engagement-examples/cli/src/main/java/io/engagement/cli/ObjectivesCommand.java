package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.domain.Registry;
import io.engagement.history.LogView;
import io.engagement.score.Scorer;
import io.engagement.strategy.objective.ObjectiveProgress;
import io.engagement.strategy.objective.Objectives;
import io.engagement.strategy.objective.ProgressTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where objectives stand, and whether they will be met. */
@Command(
        name = "objectives",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement objectives --objectives FILE [OPTIONS] (--input FILE [FILE OPTIONS])...",
        description =
                "Will we reach what we aim at? Where each objective stands, how far it is to go, what it will be when"
                        + " due at the present trend and how likely it is to be met, and who is on the wrong side. An objective"
                        + " about a score is looked at with models that are fitted, or read by --models.",
        footer = {
            "",
            "Example:",
            "  engagement objectives --objectives aims.txt --as-of 2026-03-01 \\",
            "    --input interactions.csv",
            "",
            "The file of one objective:",
            "  engagement objectives 1",
            "  period PT720H",
            "  size 1",
            "  objective.0 objective 1",
            "  objective.0.name contacts",
            "  objective.0.side AT_MOST",
            "  objective.0.target 3",
            "  objective.0.owner Ada",
            "  objective.0.due 2026-12-31T00:00:00Z",
            "  objective.0.figure base-figure 1",
            "  objective.0.figure.how MEAN",
            "  objective.0.figure.measure count_within[initiator=COMPANY, PT2160H by PT72H]",
            "",
            "In its place 'objective.0.figure.scorer retention_risk' aims at a score.",
            "",
            "'engagement score --help' explains files and fields further.",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class ObjectivesCommand implements Callable<Integer> {
    /** How the text of an objective names a score. */
    private static final Pattern OF_A_SCORE = Pattern.compile("objective\\.\\d+\\.figure\\.scorer (.*)");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--objectives", required = true, paramLabel = "FILE", description = "What is aimed at.")
    private Path file = Path.of("");

    @Mixin
    private final BaseOptions base;

    @Mixin
    private ScoringOptions options = new ScoringOptions();

    @Mixin
    private PageOptions pages = new PageOptions();

    /** With the clock that tells what is still to come. */
    ObjectivesCommand(Clock clock) {
        this.base = new BaseOptions(clock);
    }

    @Override
    public Integer call() {
        PrintWriter messages = spec.commandLine().getErr();
        List<Path> read = new ArrayList<>(options.models());
        read.add(file);
        base.checkOutput(pages.file(), read);
        options.check(base.zone());
        Objectives objectives = read(file);
        List<String> scores = scores(objectives);
        options.checkOf(
                scores,
                "--objectives asks for " + (scores.isEmpty() ? "no score" : String.join(", ", scores))
                        + ": leave it out");
        LogView view = base.view(options.facts(base.zone()), messages);
        ProgressTable progress = progress(objectives, !scores.isEmpty(), view, messages);
        pages.print(page(progress, view), spec.commandLine());
        return 0;
    }

    /**
     * Objectives of a file.
     *
     * @throws DataRefused if they are none, or of a score that there never is
     */
    static Objectives read(Path file) {
        Objectives objectives = Policies.read(
                "--objectives", file, "list of objectives", text -> Objectives.read(text, Registry.empty()));
        scores(objectives).stream()
                .flatMap(score -> ScoringOptions.unknownScore(score).stream())
                .findFirst()
                .ifPresent(why -> {
                    throw new DataRefused("--objectives: " + why);
                });
        return objectives;
    }

    private static List<String> scores(Objectives objectives) {
        return objectives
                .toText()
                .lines()
                .map(OF_A_SCORE::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .toList();
    }

    /** Models are fitted only if an objective is about a score. */
    private ProgressTable progress(Objectives objectives, boolean ofScores, LogView view, PrintWriter messages) {
        try {
            return ofScores ? objectives.progress(view, scorers(view, messages)) : objectives.progress(view);
        } catch (IllegalArgumentException e) {
            throw new DataRefused("--objectives: " + e.getMessage());
        }
    }

    private Scorer[] scorers(LogView view, PrintWriter messages) {
        Scoring scoring = options.scoring(view, base.zone(), messages);
        return scoring.setup().scorers().toArray(Scorer[]::new);
    }

    private static Page page(ProgressTable progress, LogView view) {
        return new Page()
                .value("as_of", view.asOf())
                .with(
                        "objectives",
                        "Where objectives stand as of " + view.asOf(),
                        progress.toString(),
                        progress.all().stream().map(ObjectivesCommand::json).toList())
                .with(
                        "violations",
                        "Customers on the wrong side, by who has most contact with them",
                        violated(progress),
                        violations(progress));
    }

    private static Map<String, Object> json(ObjectiveProgress each) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("objective", each.objective().name());
        json.put("figure", each.objective().figure());
        json.put("owner", each.objective().owner());
        json.put("due", each.objective().due());
        json.put("value", each.value());
        json.put("side", each.objective().side());
        json.put("target", each.objective().target());
        json.put("to_go", each.toGo());
        json.put("met", each.isMet());
        json.put("history", each.history());
        json.put("projection", each.projection());
        json.put("lower_95", each.interval().lower());
        json.put("upper_95", each.interval().upper());
        json.put("probability", each.probability());
        json.put("verdict", each.verdict());
        return json;
    }

    private static String violated(ProgressTable progress) {
        StringBuilder text = new StringBuilder();
        for (ObjectiveProgress each : progress.all()) {
            each.violationsByDepartment()
                    .forEach((department, customers) -> text.append(String.format(
                            Locale.ROOT,
                            "%s, %s: %,d customers\n",
                            Shown.value(each.objective().name()),
                            department.isEmpty() ? "no department" : Shown.value(department),
                            customers)));
        }
        return text.isEmpty()
                ? "None: no objective is about a share of customers, or all are on the right side.\n"
                : text.toString();
    }

    private static List<Map<String, Object>> violations(ProgressTable progress) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (ObjectiveProgress each : progress.all()) {
            for (ObjectiveProgress.Violation one : each.violations()) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("objective", each.objective().name());
                json.put("customer", one.customerId());
                json.put("value", one.value());
                json.put("department", one.department());
                all.add(json);
            }
        }
        return all;
    }
}
