package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.covariate.SeasonalParetoNbd;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.ComparedModel;
import io.engagement.evaluate.Comparison;
import io.engagement.history.LogView;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.setup.CustomerBaseModels;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fits all models of purchases and tells which to use. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement compare [OPTIONS] (--input FILE [FILE OPTIONS])...",
        description = "Fits the models of who still buys to what was known at --split, judges each by what was bought"
                + " until --as-of, and says which to use. Fits to the whole give the BIC.",
        footer = {
            "",
            "Example:",
            "  engagement compare --split 1997-09-30 --as-of 1998-06-30 \\",
            "    --input cdnow_sample.csv --map customer=sample_id,at=date,value=dollars \\",
            "    --set purpose=PURCHASE,initiator=CUSTOMER,channel=web",
            "",
            "'engagement score --help' explains files and fields further.",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final BaseOptions base;

    @Option(
            names = "--split",
            paramLabel = "TIME",
            description = "Where the hold-out begins: a date (the start of that day in --zone) or an instant. Default:"
                    + " after two thirds of the time.")
    private Optional<String> split = Optional.empty();

    @Option(
            names = "--period",
            paramLabel = "UNIT",
            description =
                    "Compare by calendar periods, DAYS, WEEKS, MONTHS or YEARS: in how many of them customers buy,"
                            + " which is all that bg-bb, then among the models, can tell. Not to be compared with figures by"
                            + " purchase days.")
    private Optional<TimeScale> period = Optional.empty();

    @Option(names = "--json", description = "Print JSON on standard output, and nothing else there.")
    private boolean json;

    @Mixin
    private CovariateOptions covariates = new CovariateOptions();

    @Mixin
    private ScaleOptions scale = new ScaleOptions();

    @Mixin
    private SeasonOptions seasons = new SeasonOptions();

    /** With the clock that tells what is still to come. */
    CompareCommand(Clock clock) {
        this.base = new BaseOptions(clock);
    }

    @Override
    public Integer call() {
        period.ifPresent(Periods::checked);
        if (period.isPresent()) {
            IdleOptions.refuse(
                    spec, "and --period: models by period have its unit, leave one of them out", "--time-scale");
        }
        covariates.checkUnseen();
        base.checkOutput(Optional.empty(), List.of());
        Optional<PurchaseFamily<SeasonalParetoNbd>> seasonal = seasons.family(base);
        LogView view = base.view(List.of(), spec.commandLine().getErr());
        Comparison comparison = compared(view, seasonal);
        PrintWriter out = new Messages(spec.commandLine().getOut());
        out.print(json ? json(comparison) : comparison.toString());
        out.flush();
        return 0;
    }

    private Comparison compared(LogView view, Optional<PurchaseFamily<SeasonalParetoNbd>> seasonal) {
        PurchaseDefinition byDays = Definitions.purchases(base.zone());
        PurchaseDefinition days = period.map(byDays::byPeriod).orElse(byDays);
        scale.note(view, base.zone(), spec.commandLine().getErr());
        TimeScale unit = period.orElse(scale.scale());
        List<PurchaseFamily<?>> without =
                period.isPresent() ? CustomerBaseModels.candidatesByPeriod() : CustomerBaseModels.candidates();
        List<PurchaseFamily<?>> candidates = new ArrayList<>(
                covariates.isPresent()
                        ? CustomerBaseModels.withCovariates(
                                without, covariates.of(view, spec.commandLine().getErr()))
                        : without);
        seasonal.ifPresent(candidates::add);
        Optional<Instant> begins = split.map(text -> base.instant("--split", text));
        try {
            return begins.isPresent()
                    ? Comparison.of(view, unit, days, begins.get(), candidates)
                    : Comparison.of(view, unit, days, candidates);
        } catch (IllegalArgumentException e) {
            throw new DataRefused(String.valueOf(e.getMessage()));
        }
    }

    private static String json(Comparison comparison) {
        List<Object> models = new ArrayList<>();
        for (ComparedModel each : comparison.models()) {
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("model", each.name());
            model.put("failure", each.failure());
            model.put("bic", each.bic());
            model.put("log_score", each.logScore());
            model.put("bias", each.bias());
            model.put("mae", each.meanAbsoluteError());
            model.put("rmse", each.rootMeanSquaredError());
            model.put("coverage_80", each.coverage80());
            model.put("coverage_95", each.coverage95());
            models.add(model);
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("best", comparison.best().name());
        report.put("advice", comparison.advice());
        report.put("models", models);
        return Json.of(report);
    }
}
