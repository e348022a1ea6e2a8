package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.history.LogView;
import io.engagement.outcome.OutcomeLedger;
import io.engagement.outcome.OutcomeRules;
import io.engagement.report.Analysis;
import io.engagement.report.Names;
import io.engagement.report.Reading;
import io.engagement.report.Report;
import io.engagement.strategy.objective.Objectives;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A page for people: what a base does, what to expect of it, and how sure that is. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement report --out FILE [OPTIONS] (--input FILE [FILE OPTIONS])...",
        description =
                "Writes one HTML page to look at and to pass on: who the customers are, what each score says and how such"
                        + " scores did on the past, who is valuable and at risk and why, who contacts whom and what comes back,"
                        + " lifecycle, cohorts, campaigns, objectives, and what the data lack. It needs no network, has a"
                        + " table behind each chart, and can be printed.",
        footer = {
            "",
            "Examples:",
            "  engagement report --input interactions.csv --out page.html",
            "",
            "For others than those who may see customers' names:",
            "  engagement report --pseudonyms --input interactions.csv --out page.html",
            "",
            "With what campaigns did where customers were held out, and amounts in their currency:",
            "  engagement report --assignments assignments.csv --input interactions.csv --currency EUR \\",
            "    --out page.html",
            "",
            "The page names at most 50 customers. 'engagement score --help' explains files and fields further.",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to: a file .html or .htm.")
    private Path file = Path.of("");

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            defaultValue = "Customer engagement",
            description = "What the page is called. Default: ${DEFAULT-VALUE}.")
    private String title = "";

    @Option(
            names = "--pseudonyms",
            description =
                    "Call customers by numbers: no customer id is on the page or in a message. What the files call channels,"
                            + " campaigns and the like is.")
    private boolean pseudonyms;

    @Option(
            names = "--objectives",
            paramLabel = "FILE",
            description = "What is aimed at, as 'engagement objectives' reads it: the page tells how far it is to go.")
    private Optional<Path> objectives = Optional.empty();

    @Mixin
    private LedgerOptions outcomes = new LedgerOptions();

    @Mixin
    private final BaseOptions base;

    @Mixin
    private ScoringOptions options = new ScoringOptions();

    /** With the clock that tells what is still to come. */
    ReportCommand(Clock clock) {
        this.base = new BaseOptions(clock);
    }

    @Override
    public Integer call() {
        PrintWriter messages = spec.commandLine().getErr();
        if (!pseudonyms) {
            write(messages, Names.byId(), view -> {}, () -> {});
            return 0;
        }
        Names numbers = Names.pseudonyms();
        UnnamedMessages unnamed = new UnnamedMessages(messages, numbers);
        try {
            write(new PrintWriter(unnamed), numbers, unnamed::know, unnamed::computed);
        } catch (RuntimeException fault) {
            throw unnamed.unnamed(fault);
        }
        return 0;
    }

    /** Tells what it read, once it is known, and when all of the files is read. */
    private void write(PrintWriter messages, Names names, Consumer<LogView> told, Runnable computed) {
        List<Path> read = new ArrayList<>(options.models());
        objectives.ifPresent(read::add);
        read.addAll(outcomes.files());
        base.checkOutput(Optional.of(file), read);
        OutputFile.checkEnding(file, "a page", ".html", ".htm");
        options.check(base.zone());
        outcomes.check(spec);
        Optional<Objectives> aims = objectives.map(ObjectivesCommand::read);
        List<io.engagement.connect.Report> readings = new ArrayList<>();
        LogView view = base.view(options.facts(base.zone()), messages, readings::add);
        told.accept(view);
        if (view.customers() == 0) {
            throw new DataRefused("there is no customer as of " + view.asOf()
                    + ", so that there is nothing to report: see which rows were refused, and --as-of");
        }
        OutcomeRules rules = options.marginOf(OutcomeRules.standard()).withZone(base.zone());
        Optional<OutcomeLedger> ledger =
                outcomes.told(base, view, rules, messages).map(LedgerOptions.Told::ledger);
        computed.run();
        Scoring scoring = options.scoring(view, base.zone(), messages).backtested(1);
        Report page = analysis(scoring, readings, aims, ledger).report(title, names);
        OutputFile.write(file, out -> {
            try {
                page.writeTo(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        messages.println("wrote a page on " + view.customers() + (view.customers() == 1 ? " customer" : " customers")
                + " to " + file);
    }

    private Analysis analysis(
            Scoring scoring,
            List<io.engagement.connect.Report> readings,
            Optional<Objectives> aims,
            Optional<OutcomeLedger> ledger) {
        Analysis analysis = Analysis.of(scoring.view(), scoring.setup())
                .withZone(base.zone())
                .withMissing(scoring.missing());
        for (io.engagement.connect.Report each : readings) {
            analysis = analysis.withReading(new Reading(each.log(), each.leftOut(), each.repeated(), each.notes()));
        }
        analysis = base.currency().map(analysis::withCurrency).orElse(analysis);
        analysis = aims.map(analysis::withObjectives).orElse(analysis);
        return ledger.map(analysis::withLedger).orElse(analysis);
    }
}
