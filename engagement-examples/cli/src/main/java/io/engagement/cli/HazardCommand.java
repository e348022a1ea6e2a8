package io.engagement.cli;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.journey.motive.DiscreteHazard;
import io.engagement.journey.motive.PersonPeriods;
import io.engagement.survival.KaplanMeier;
import io.engagement.table.Table;
import java.nio.file.Path;
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

/** Who leaves in which period, from a table of periods at risk. */
@Command(
        name = "hazard",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement hazard [OPTIONS] --periods FILE",
        description =
                "What goes with leaving in a period, from a table of your own: a row for each unit (customer, contract)"
                        + " and period in which it was at risk, whether it left in it, and columns as of the period's"
                        + " start. Logistic regression with a ridge on columns divided by their standard deviations.",
        footer = {
            "",
            "Example:",
            "  engagement hazard --ridge 0 --periods months.csv",
            "with",
            "  unit,period,event,log_month,two_years,charges",
            "  7590-VHVEG,1,0,0,0,29.85",
            "  7590-VHVEG,2,1,0.6931471805599453,0,29.85",
            "",
            "Columns that take part are numbers, none of them empty.",
            "A unit has no row before it was first seen, and none after it left. A column",
            "known_up_to, the last period of which the others hold something, is checked:",
            "rows that reach into their own period are refused.",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class HazardCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--periods",
            paramLabel = "FILE",
            required = true,
            description = "The file, as --input of other commands takes it; - for standard input.")
    private Path file = Path.of("");

    @Option(names = "--unit", paramLabel = "COLUMN", description = "Who: unit unless told.")
    private String unit = "unit";

    @Option(
            names = "--period",
            paramLabel = "COLUMN",
            description = "A whole number, of the calendar if the ridge is to be chosen: period unless told.")
    private String period = "period";

    @Option(
            names = "--event",
            paramLabel = "COLUMN",
            description = "1, true or yes if the unit left in it, else 0, false or no: event unless told.")
    private String event = "event";

    @Option(
            names = "--columns",
            paramLabel = "COLUMN",
            split = ",",
            description = "Which columns take part. Default: all others.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--ridge",
            paramLabel = "NUMBER",
            description = "How much coefficients of a standard deviation are drawn towards 0: 0 for maximum likelihood."
                    + " Default: the one of seven that forecasts later periods best.")
    private Optional<Double> ridge = Optional.empty();

    @Mixin
    private LayoutOptions layout = new LayoutOptions();

    @Mixin
    private PageOptions pages = new PageOptions();

    @Override
    public Integer call() {
        pages.check(file);
        ridge.ifPresent(each -> Amount.requireNotNegative("--ridge", each));
        PersonPeriods rows = new PeriodsFile(layout.table(file), unit, period, event, columns).read();
        Fitted<DiscreteHazard> fitted = Fits.orRefused(
                () -> ridge.isPresent() ? DiscreteHazard.fit(rows, ridge.get()) : DiscreteHazard.fit(rows));
        pages.print(page(rows, fitted), spec.commandLine());
        return 0;
    }

    private static Page page(PersonPeriods rows, Fitted<DiscreteHazard> fitted) {
        DiscreteHazard model = fitted.model();
        Table survival = survival(KaplanMeier.of(rows.lifetimes(TimeScale.MONTHS)));
        return new Page()
                .table("coefficients", "What goes with leaving in a period", model)
                .with("fit", "How it was found", told(rows, fitted), fit(rows, fitted))
                .table("survival", "Who is still there after a period (Kaplan-Meier)", survival);
    }

    private static double deviance(double logLikelihood) {
        return -2 * logLikelihood;
    }

    private static Map<String, Object> fit(PersonPeriods rows, Fitted<DiscreteHazard> fitted) {
        Map<String, Object> fit = new LinkedHashMap<>();
        fit.put("rows", rows.size());
        fit.put("units", rows.units());
        fit.put("events", rows.events());
        fit.put("ridge", fitted.model().ridge());
        fit.put("deviance", deviance(fitted.logLikelihood()));
        fit.put("null_deviance", deviance(fitted.nullLogLikelihood().orElse(Double.NaN)));
        fit.put("converged", fitted.converged());
        fit.put("remarks", fitted.diagnostics());
        return fit;
    }

    private static String told(PersonPeriods rows, Fitted<DiscreteHazard> fitted) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d of %,d units left in %,d periods at risk; ridge %s; deviance %.4f (%.4f without columns)%n",
                rows.events(),
                rows.units(),
                rows.size(),
                fitted.model().ridge(),
                deviance(fitted.logLikelihood()),
                deviance(fitted.nullLogLikelihood().orElse(Double.NaN))));
        fitted.diagnostics().forEach(remark -> text.append(remark).append('\n'));
        return text.toString();
    }

    private static Table survival(KaplanMeier curve) {
        Table.Builder table = Table.builder()
                .column("period")
                .column("at_risk")
                .column("events")
                .column("survival", "%.6f")
                .column("standard_error", "%.6f");
        for (int i = 0; i < curve.size(); i++) {
            table.row(
                    (int) curve.time(i),
                    (long) curve.atRisk(i),
                    (long) curve.events(i),
                    curve.survival(curve.time(i)),
                    curve.standardError(curve.time(i)));
        }
        return table.build();
    }
}
