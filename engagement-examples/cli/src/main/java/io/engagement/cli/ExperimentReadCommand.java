package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.outcome.experiment.ExperimentData;
import io.engagement.outcome.experiment.ExperimentReading;
import io.engagement.outcome.experiment.ReadingRules;
import io.engagement.outcome.experiment.SampleRatio;
import io.engagement.table.Table;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What came of an experiment. */
@Command(
        name = "read",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "engagement experiment read --units FILE --arm COLUMN --outcome COLUMN[,...] [OPTIONS]",
            "       engagement experiment read --assignments FILE [OPTIONS] (--input FILE [FILE OPTIONS])..."
        },
        description =
                "What came of it? Whether arms are as large as planned and were alike before, then the effect of each arm"
                        + " on each outcome with its interval: Lin's with what was known before, else Welch's, for shares"
                        + " Newcombe's; Holm's correction over all of them. Other estimators stand beside it.",
        footer = {
            "",
            "Examples:",
            "  engagement experiment read --units hillstrom.csv --arm segment \\",
            "    --hold-out 'No E-Mail' --outcome visit,conversion,spend --before history,recency",
            "",
            "  engagement experiment read --assignments spring.csv --hold-out none --window 30d \\",
            "    --before-window 90d --shares none=0.1,mail=0.9 --input interactions.csv",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class ExperimentReadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ExperimentSource source = new ExperimentSource();

    @Mixin
    private ExperimentShares shares = new ExperimentShares();

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            converter = Share.Open.class,
            description = "Of false findings over all of them. Default: 0.05.")
    private double level = 0.05;

    @Option(names = "--look", paramLabel = "N", description = "Which one of the --looks this is, from 1.")
    private Optional<Integer> look = Optional.empty();

    @Option(
            names = "--looks",
            split = ",",
            paramLabel = "SHARE",
            converter = Share.Some.class,
            description =
                    "Planned looks, by the share of the customers seen at each: 0.25,0.5,0.75,1. A look is judged by its"
                            + " bound (Lan and DeMets, O'Brien-Fleming type).")
    private List<Double> looks = new ArrayList<>();

    @Option(
            names = "--any-time",
            paramLabel = "CUSTOMERS",
            description =
                    "Looks that nobody planned: intervals that hold at all of them, most precise at so many customers.")
    private Optional<Double> anyTime = Optional.empty();

    @Mixin
    private final LogOptions base;

    @Mixin
    private PageOptions pages = new PageOptions();

    /** With the clock that tells what is still to come. */
    ExperimentReadCommand(Clock clock) {
        this.base = new OptionalBaseOptions(clock);
    }

    @Override
    public Integer call() {
        ReadingRules rules = rules();
        base.checkOutput(pages.file(), source.files());
        ExperimentData data = source.data(spec, base);
        try {
            pages.print(page(data, ExperimentReading.of(data, rules)), spec.commandLine());
        } catch (IllegalArgumentException e) {
            throw new DataRefused(String.valueOf(e.getMessage()));
        }
        return 0;
    }

    private ReadingRules rules() {
        ReadingRules rules = timing().withLevel(level);
        return shares.shares(source.holdOut()).map(rules::withPlannedShares).orElse(rules);
    }

    private ReadingRules timing() {
        if (look.isPresent() == looks.isEmpty() || (look.isPresent() && anyTime.isPresent())) {
            throw new UsageError(
                    "give --look N with --looks SHARES, or --any-time CUSTOMERS, or none of them at the end");
        }
        if (anyTime.isPresent()) {
            double planned = anyTime.get();
            if (!(planned > 0 && planned < Double.POSITIVE_INFINITY)) {
                throw new UsageError("--any-time must be a positive number of customers, was " + planned);
            }
            return ReadingRules.atAnyTime(planned);
        }
        if (look.isEmpty()) {
            return ReadingRules.atEnd();
        }
        double[] planned = PlannedShares.of(looks);
        if (look.get() < 1 || look.get() > planned.length) {
            throw new UsageError("--look must be one of the " + planned.length + " --looks, from 1, was " + look.get());
        }
        return ReadingRules.atLook(look.get(), planned);
    }

    private Page page(ExperimentData data, ExperimentReading reading) {
        Page page = new Page()
                .with(
                        "sentences",
                        "What came of it",
                        shown(reading),
                        reading.effects().stream()
                                .map(ExperimentReading.Row::sentence)
                                .toList())
                .value(
                        "warnings",
                        Stream.concat(reading.warnings().stream(), source.warnings().stream())
                                .toList())
                .table("arms", "Arms", data.assignments());
        reading.sampleRatio().ifPresent(ratio -> page.value("sample_ratio", json(ratio)));
        page.table("effects", "Effects", reading.table());
        if (!reading.balancePValues().isEmpty()) {
            Table balance = reading.balance();
            page.table("balance", "Before the contact: treated and held out", balance);
            page.value("balance_p_value", reading.balancePValues());
        }
        return page.table("estimates", "Other estimators, for comparison", reading.estimates());
    }

    private String shown(ExperimentReading reading) {
        StringBuilder text = new StringBuilder(reading.toString());
        source.warnings()
                .forEach(warning -> text.append("warning: ").append(warning).append('\n'));
        return text.toString();
    }

    private static Map<String, Object> json(SampleRatio ratio) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("chi_square", ratio.chiSquare());
        json.put("degrees_of_freedom", ratio.degreesOfFreedom());
        json.put("p_value", ratio.pValue());
        json.put("mismatch", ratio.isMismatch());
        return json;
    }
}
