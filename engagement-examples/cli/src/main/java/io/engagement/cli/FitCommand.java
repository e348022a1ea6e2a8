package io.engagement.cli;

import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.covariate.SeasonalParetoNbd;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.initiative.TermChoices;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import io.engagement.setup.Subject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fits one model and tells its parameters. */
@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement fit --model MODEL [OPTIONS] (--input FILE [FILE OPTIONS])...",
        description = "Fits a model by maximum likelihood and prints its parameters under their paper's names. What is"
                + " later than --as-of is not looked at, so that it can serve as a hold-out.",
        footer = {
            "",
            "Example:",
            "  engagement fit --model bg-nbd --json --as-of 1997-09-30 \\",
            "    --input cdnow_sample.csv --map customer=sample_id,at=date,value=dollars \\",
            "    --set purpose=PURCHASE,initiator=CUSTOMER,channel=web",
            "",
            "'engagement score --help' explains files and fields further.",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class FitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final BaseOptions base;

    @Option(
            names = "--model",
            required = true,
            converter = Model.Name.class,
            paramLabel = "MODEL",
            description = "Who still buys, and how often: nbd, bg-nbd (Fader, Hardie & Lee 2005), mbg-nbd, bg-cnbd-k,"
                    + " mbg-cnbd-k, pareto-nbd, ggom-nbd, pareto-nbd-cor (and do those who buy often leave"
                    + " sooner?); the same with one chance to buy in each --period: bg-bb;"
                    + " who renews, from sign-ups and cancellations, by --period: sbg, bdw; what a purchase is"
                    + " worth: gamma-gamma (Fader & Hardie 2013), gamma-gamma-all with the first one, or less returns, which have negative values:"
                    + " hurdle-gamma-gamma, normal-normal (Schmittlein & Peterson 1994); who will reach out within"
                    + " --engagement-horizon: engagement; who will buy again within --horizon: retention. 'engagement compare'"
                    + " tells which model of purchases to use.")
    private Model model = Model.BG_NBD;

    @Option(
            names = "--engagement-horizon",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "How far the model of engagement looks ahead. Default: 30d.")
    private Duration horizon = Duration.ofDays(30);

    @Option(
            names = "--horizon",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "How far the model of retention looks ahead. Default: 90d.")
    private Duration riskHorizon = Duration.ofDays(90);

    @Option(
            names = "--own-gaps",
            paramLabel = "NUMBER",
            description =
                    "Fit the model of retention to who buys within so many of their own gaps, at most within the --horizon.")
    private Optional<Double> ownGaps = Optional.empty();

    @Option(names = "--json", description = "Print JSON on standard output, and nothing else there.")
    private boolean json;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Write the fitted model as text; 'engagement score --models FILE' scores with it.")
    private Optional<Path> save = Optional.empty();

    @Option(
            names = "--period",
            paramLabel = "UNIT",
            description = "The period of bg-bb, sbg and bdw: DAYS, WEEKS, MONTHS (unless told) or YEARS. With"
                    + " models of spend: what is spent in such a period, to go with bg-bb; unless told, on a day.")
    private Optional<TimeScale> period = Optional.empty();

    @Mixin
    private ScaleOptions scale = new ScaleOptions();

    @Mixin
    private CovariateOptions covariates = new CovariateOptions();

    @Mixin
    private SeasonOptions seasons = new SeasonOptions();

    /** With the clock that tells what is still to come. */
    FitCommand(Clock clock) {
        this.base = new BaseOptions(clock);
    }

    @Override
    public Integer call() {
        PrintWriter messages = spec.commandLine().getErr();
        base.checkOutput(save, seasons.files());
        save.ifPresent(OutputFile::checkText);
        checkCovariates();
        checkOfModel();
        seasons.check(model, covariates);
        Optional<PurchaseFamily<SeasonalParetoNbd>> seasonal = seasons.family(base);
        LogView view = base.view(List.of(), messages);
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("customers", view.customers());
        counts.put("interactions", view.size());
        period.ifPresent(Periods::checked);
        Fitted<?> fitted = Fits.orRefused(() -> fit(view, seasonal, counts));
        counts.put("distinct_rows", fitted.provenance().distinctRows());
        FitReport report = new FitReport(fitted, counts);
        // What is saved is not lost where nobody reads the report.
        save.ifPresent(file -> save(file, fitted.toText()));
        PrintWriter out = new Messages(spec.commandLine().getOut());
        out.print(json ? report.json() : report.table());
        out.flush();
        return 0;
    }

    private void checkCovariates() {
        covariates.checkUnseen();
        if (covariates.isPresent() && model.subject() == Subject.PURCHASES) {
            covariates.check(model.word());
        } else if (covariates.isPresent() && model.subject() != Subject.CONTRACTS) {
            throw new UsageError("--covariates: " + model.word() + " takes none");
        }
    }

    private void checkOfModel() {
        boolean byPeriod =
                model == Model.BG_BB || model.subject() == Subject.CONTRACTS || model.subject() == Subject.SPEND;
        boolean hasUnit = model == Model.ENGAGEMENT || (model.subject() == Subject.PURCHASES && model != Model.BG_BB);
        refuseUnless(model == Model.ENGAGEMENT, "engagement", "--engagement-horizon");
        refuseUnless(model == Model.RETENTION, "retention", "--horizon", "--own-gaps");
        refuseUnless(byPeriod, "bg-bb, sbg, bdw and models of spend", "--period");
        refuseUnless(hasUnit, "models of purchases by days and of engagement", "--time-scale");
    }

    private void refuseUnless(boolean isTaken, String models, String... options) {
        if (!isTaken) {
            IdleOptions.refuse(
                    spec, "is of " + models + ", and --model is " + model.word() + ": leave it out", options);
        }
    }

    private void save(Path file, String text) {
        OutputFile.writeText(file, text);
        spec.commandLine().getErr().println("wrote " + file);
    }

    private Fitted<?> fit(
            LogView view, Optional<PurchaseFamily<SeasonalParetoNbd>> seasonal, Map<String, Object> counts) {
        if (model == Model.ENGAGEMENT) {
            return AdditiveLogistic.fit(
                    view,
                    EngagementDefinition.withDefaults().withHorizon(horizon),
                    TermChoices.withDefaults(),
                    scale.scale());
        }
        scale.note(view, base.zone(), spec.commandLine().getErr());
        counted(Purchases.of(view, scale.scale(), Definitions.purchases(base.zone())), counts);
        if (model == Model.RETENTION) {
            return ScoringSetup.fit(view, retention(), Subject.RETENTION);
        }
        FitChoices choices = covariates.added(
                choices(period.orElse(TimeScale.MONTHS)),
                view,
                spec.commandLine().getErr());
        return ScoringSetup.fit(view, seasonal.map(choices::withPurchaseModel).orElse(choices), model.subject());
    }

    private FitChoices retention() {
        try {
            FitChoices choices = FitChoices.usual()
                    .withPurchases(Definitions.purchases(base.zone()))
                    .withHorizon(riskHorizon);
            return ownGaps.map(choices::withOwnGaps).orElse(choices);
        } catch (IllegalArgumentException e) {
            throw new UsageError((ownGaps.isPresent() ? "--own-gaps: " : "--horizon: ") + e.getMessage());
        }
    }

    private static void counted(Purchases purchases, Map<String, Object> counts) {
        counts.put("customers_with_purchases", purchases.size());
        counts.put("repeat_purchases", Math.round(purchases.repeatPurchases()));
        counts.put(
                "customers_without_repeat_purchase",
                IntStream.range(0, purchases.size())
                        .filter(row -> purchases.frequency(row) == 0)
                        .count());
    }

    private FitChoices choices(TimeScale length) {
        PurchaseDefinition days = Definitions.purchases(base.zone());
        FitChoices usual = FitChoices.usual().withTimeScale(scale.scale()).withPurchases(days);
        return switch (model.subject()) {
            case PURCHASES -> new PurchaseChoice(model.word(), length).choices(base.zone(), scale.scale());
            case SPEND ->
                usual.withPurchases(period.map(days::byPeriod).orElse(days)).withSpendModel(model.word());
            default ->
                usual.withContracts(Definitions.contracts(length, base.zone())).withContractModel(model.word());
        };
    }
}
