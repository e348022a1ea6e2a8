package io.engagement.cli;

import io.engagement.connect.CsvFile;
import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.fit.FitException;
import io.engagement.outcome.targeting.GatedPolicy;
import io.engagement.outcome.targeting.Trial;
import io.engagement.outcome.targeting.UpliftJudgement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whom to contact: those who are said to gain, all alike, or nobody. */
@Command(
        name = "targeting",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "engagement targeting [OPTIONS] --input FILE --hold-out ARM --covariates COLUMN,...",
        description =
                "Whom to contact: those whom a model says will gain, or all alike, or nobody, whichever an experiment"
                        + " bears out. A third of its customers is learnt from, a third chooses the best model and the best rule for"
                        + " all, a third judges these two.",
        footer = {
            "",
            "Example: e-mails that cost 0.40, with half of what is spent left as margin:",
            "  engagement targeting --input hillstrom.csv --arm segment --hold-out 'No E-Mail' \\",
            "    --outcome spend --worth 0.5 --costs 'Mens E-Mail=0.4,Womens E-Mail=0.4' \\",
            "    --covariates history,recency,mens,womens,newbie,zip_code,channel",
            "",
            "Exit codes: 0 fine, 1 the data was refused or something not written, 2 wrong usage."
        })
final class TargetingCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "A file with a row for each customer of an experiment in which chance decided"
                    + " who was contacted; - for standard input.")
    private Path file = Path.of("");

    @Option(names = "--hold-out", required = true, paramLabel = "ARM", description = "The arm that was not contacted.")
    private String holdOut = "";

    @Option(
            names = "--covariates",
            required = true,
            split = ",",
            paramLabel = "COLUMN",
            description =
                    "What was known of each customer before the contact: numbers, or texts of at most 50 groups. Empty"
                            + " is not known. Never what came after it.")
    private List<String> covariates = new ArrayList<>();

    @Option(names = "--arm", paramLabel = "COLUMN", description = "The column of the arm. Default: arm.")
    private String arm = "arm";

    @Option(names = "--outcome", paramLabel = "COLUMN", description = "The column of the outcome. Default: outcome.")
    private String outcome = "outcome";

    @Option(
            names = "--cost",
            paramLabel = "COLUMN",
            description = "The column of what the contact cost, 0 in the hold-out. Default: as --costs says.")
    private Optional<String> cost = Optional.empty();

    @Option(
            names = "--costs",
            split = ",",
            paramLabel = "ARM=AMOUNT",
            description = "What a contact of each arm costs. Default: 0.")
    private Map<String, Double> costs = new LinkedHashMap<>();

    @Option(
            names = "--id",
            paramLabel = "COLUMN",
            description = "The column of the customer, who may have several rows. Default: each row is a customer.")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--arms",
            split = ",",
            paramLabel = "ARM",
            description = "Take only these arms, the hold-out too. Default: all.")
    private List<String> arms = new ArrayList<>();

    @Option(
            names = "--worth",
            paramLabel = "WORTH",
            description =
                    "What one unit of the outcome is worth, such as a margin of 0.3; negative for what costs, such as a"
                            + " complaint. Default: 1.")
    private double worth = 1;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Another one draws other thirds. Default: 1.")
    private long seed = 1;

    @Mixin
    private LayoutOptions layout = new LayoutOptions();

    @Mixin
    private PageOptions pages = new PageOptions();

    @Override
    public Integer call() {
        check();
        pages.check(file);
        Trial trial = TrialFile.read(
                layout.table(file), new TrialFile.Columns(id, arm, holdOut, outcome, cost, costs, taken(), covariates));
        try {
            pages.print(page(trial.withWorth(worth)), spec.commandLine());
        } catch (IllegalArgumentException | FitException e) {
            throw new DataRefused(CsvFile.label(file) + ": " + e.getMessage());
        }
        return 0;
    }

    private Set<String> taken() {
        Set<String> taken = new HashSet<>(arms);
        if (!taken.isEmpty()) {
            taken.add(holdOut);
        }
        return taken;
    }

    private void check() {
        if (cost.isPresent() && !costs.isEmpty()) {
            throw new UsageError("--cost names a column and --costs amounts: give one of them");
        }
        Amount.requireNotZero("--worth", worth);
        costs.forEach((each, amount) -> {
            Amount.requireNotNegative("--costs " + each, amount);
            if (each.equals(holdOut)) {
                throw new UsageError("--costs names the hold-out '" + Excerpt.of(each) + "', which nobody contacts");
            }
            if (!arms.isEmpty() && !arms.contains(each)) {
                throw new UsageError(
                        "--costs names '" + Excerpt.of(each) + "', which is not among --arms " + Excerpt.ofNames(arms));
            }
        });
        if (covariates.contains(outcome)
                || covariates.contains(arm)
                || cost.map(covariates::contains).orElse(false)
                || id.map(covariates::contains).orElse(false)) {
            throw new UsageError("--covariates must be known before the contact: " + covariates
                    + " has the outcome, the arm, the cost or the customer");
        }
    }

    private Page page(Trial trial) {
        GatedPolicy policy = GatedPolicy.of(trial, seed);
        Page page = new Page().table("arms", "The experiment", trial);
        page.table("rules", "Whom to contact", policy.sentence() + "\n" + policy.table(), policy);
        Trial judging = GatedPolicy.judging(trial, seed);
        Map<String, Object> rankings = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        for (String each : trial.arms().subList(1, trial.arms().size())) {
            UpliftJudgement judged = policy.model().judge(judging, each, seed);
            text.append(judged);
            rankings.put(each, new Json.Written(judged.toJson()));
        }
        page.with("rankings", "Does the best model tell who gains more?", text.toString(), rankings);
        double gain = policy.gainWorthATest();
        return page.value("choice", policy.choice())
                .value("reason", policy.reason())
                .value("in_words", policy.sentence())
                .value("uniform_arm", policy.uniformArm())
                .value("learner", policy.model().learner())
                .value("personal_less_uniform", policy.personalAdvantage().estimate())
                .value(
                        "personal_less_uniform_lower",
                        policy.personalAdvantage().interval(0.95).lower())
                .value("uniform_less_nobody", policy.uniformAdvantage().estimate())
                .value(
                        "uniform_less_nobody_lower",
                        policy.uniformAdvantage().interval(0.95).lower())
                .value("gain_worth_a_test", gain)
                .value("customers_an_arm", gain > 0 ? Optional.of(policy.customersAnArm(gain)) : Optional.empty());
    }
}
