package io.engagement.cli;

import io.engagement.connect.Excerpt;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.initiative.SilenceHabit;
import io.engagement.journey.Stages;
import io.engagement.journey.motive.Drivers;
import io.engagement.journey.motive.Exit;
import io.engagement.journey.motive.Motive;
import io.engagement.journey.motive.MotiveModel;
import io.engagement.measure.Filter;
import io.engagement.measure.MeasureTable;
import io.engagement.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Why do they leave, and why do they stay? */
@Command(
        name = "motives",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement motives [OPTIONS] (--input FILE [FILE OPTIONS])...",
        description =
                "Why do customers leave, and why do they stay? What goes with leaving in a period among service needed"
                        + " often, complaints without an answer, repeated ones, falling satisfaction, early returns, no"
                        + " help in the first month, advertising, purchases for the price alone, breadth of use,"
                        + " referrals, help and answered feedback; and what drives each customer now.",
        footer = {
            "",
            "Examples:",
            "  engagement motives --input interactions.csv",
            "",
            "Without contracts, by silence beyond the own 99 % gap, of one customer:",
            "  engagement motives --exit silent --customer c42 --input interactions.csv",
            "",
            "What goes with leaving need not be its cause: only a test tells.",
            "",
            "SILENT looks only at periods in which the silence can become long enough: most",
            "of these end with leaving. Who acts often is soon silent for long, so that use",
            "may go with leaving there, and with staying where INACTIVE judges all by one",
            "length: look at both.",
            "",
            "'engagement score --help' explains files and fields further.",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class MotivesCommand implements Callable<Integer> {
    /** When a customer has left. */
    enum Leaving {
        CANCELLED,
        SILENT,
        INACTIVE
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final BaseOptions base;

    @Option(
            names = "--exit",
            paramLabel = "WAY",
            description =
                    "When a customer has left: CANCELLED (an interaction of purpose CANCELLATION or OPT_OUT, or of"
                            + " --exit-purpose), SILENT (for longer than the own 99 %% gap) or INACTIVE (no act within"
                            + " --period). Default: CANCELLED if anybody has left so, else SILENT.")
    private Optional<Leaving> exit = Optional.empty();

    @Option(
            names = "--exit-purpose",
            paramLabel = "PURPOSE",
            split = ",",
            description = "What tells that a customer has left. Default: CANCELLATION,OPT_OUT.")
    private List<String> purposes = new ArrayList<>();

    @Option(
            names = "--period",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "How far a risk looks ahead: 30d unless told.")
    private Duration period = Duration.ofDays(30);

    @Option(names = "--customer", paramLabel = "ID", description = "What drives one customer. Default: of --top.")
    private Optional<String> customer = Optional.empty();

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "Of how many customers with the highest risk the drivers are told: 10 unless told.")
    private int top = 10;

    @Mixin
    private PageOptions pages = new PageOptions();

    /** With the clock that tells what is still to come. */
    MotivesCommand(Clock clock) {
        this.base = new BaseOptions(clock);
    }

    @Override
    public Integer call() {
        if (top < 0) {
            throw new UsageError("--top must not be negative, was " + top);
        }
        if (customer.isPresent()) {
            IdleOptions.refuse(spec, "has no effect with --customer, which is of one", "--top");
        }
        if (exit.filter(way -> way != Leaving.CANCELLED).isPresent()) {
            IdleOptions.refuse(spec, "has no effect with --exit SILENT or INACTIVE", "--exit-purpose");
        }
        base.checkOutput(pages.file(), List.of());
        LogView view = base.view(List.of(), spec.commandLine().getErr());
        BaseNames names = new BaseNames(view);
        customer.ifPresent(id -> names.row("--customer", id));
        Fitted<MotiveModel> fitted =
                Fits.orRefused(() -> MotiveModel.fit(view, exit(view, names), period, Motive.builtIn()), remedy());
        pages.print(page(view, fitted), spec.commandLine());
        return 0;
    }

    /** What else may be tried. */
    private String remedy() {
        return exit.equals(Optional.of(Leaving.INACTIVE))
                ? "; a shorter --period makes more of them"
                : "; --exit inactive takes whoever did nothing within --period for one who left";
    }

    private Exit exit(LogView view, BaseNames names) {
        Exit told = purposes.isEmpty()
                ? Exit.cancelled()
                : Exit.by(Filter.purpose(names.purposes("--exit-purpose", purposes)));
        boolean isTold = view.kinds().stream().anyMatch(told.told().orElseThrow()::matches);
        return switch (exit.orElse(isTold ? Leaving.CANCELLED : Leaving.SILENT)) {
            case CANCELLED -> told;
            case SILENT ->
                Exit.silent()
                        .withHabit(
                                SilenceHabit.fit(view, Stages.acts(base.zone())).model());
            case INACTIVE -> Exit.noActWithin(period);
        };
    }

    private Page page(LogView view, Fitted<MotiveModel> fitted) {
        MotiveModel model = fitted.model();
        Page page = new Page()
                .table(
                        "motives",
                        "What goes with leaving within " + Table.words(period) + " (" + model.exit() + ")",
                        model
                                + "Odds ratios are without the ridge; odds_ratio_in_risk is with it, as the risk takes them.\n"
                                + "Unclear is what is not clear among all motives at once, even if its interval leaves out 1.\n",
                        model)
                .with("fit", "How it was found", told(fitted), fit(fitted));
        Drivers drivers = shown(view, model);
        String title = customer.map(id -> "What drives " + Excerpt.of(id))
                .orElse("What drives the " + top + " customers with the highest risk");
        return drivers.customers().isEmpty()
                ? page.with("drivers", title, "nobody who is asked for is at risk\n", List.of())
                : page.table("drivers", title, drivers);
    }

    private Drivers shown(LogView view, MotiveModel model) {
        MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, model.inputs());
        Drivers all = model.drivers(table, 3);
        return customer.map(all::only).orElseGet(() -> all.first(top));
    }

    private static Map<String, Object> fit(Fitted<MotiveModel> fitted) {
        Map<String, Object> fit = new LinkedHashMap<>();
        fit.put("exit", fitted.model().exit().toString());
        fit.put("customers", fitted.provenance().customers());
        fit.put("periods_at_risk", fitted.provenance().distinctRows());
        fit.put("ridge", fitted.model().hazard().ridge());
        fit.put("typical_risk", fitted.model().typicalRisk());
        fit.put("converged", fitted.converged());
        fit.put("remarks", fitted.diagnostics());
        fit.put("rhythm", rhythm(fitted.model()));
        return fit;
    }

    /** What takes part beside the motives. */
    private static List<String> rhythm(MotiveModel model) {
        List<String> names = model.motives().stream().map(Motive::name).toList();
        return model.hazard().columns().stream()
                .filter(column -> !names.contains(column))
                .toList();
    }

    private String told(Fitted<MotiveModel> fitted) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,.0f customers in %,d periods at risk; a typical customer leaves with %.2f %%; ridge %s%n"
                        + "A period at risk is %s of one customer who has not left before it.%n",
                fitted.provenance().customers(),
                fitted.provenance().distinctRows(),
                100 * fitted.model().typicalRisk(),
                fitted.model().hazard().ridge(),
                Table.words(period)));
        fitted.diagnostics().forEach(remark -> text.append(remark).append('\n'));
        return text.toString();
    }
}
