package io.engagement.cli;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Measure;
import io.engagement.outcome.OutcomeRules;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import io.engagement.setup.Subject;
import io.engagement.value.DiscountRate;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the scores are of. */
final class ScoringOptions {
    private static final Set<Class<?>> OPTIONS =
            Set.of(ScoringOptions.class, CovariateOptions.class, ContractOptions.class, ScaleOptions.class);

    @Option(
            names = "--horizon",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description =
                    "How far retention_risk and expected_purchases look ahead: 30d, 39w, 12m, 1y or P30D. Default:"
                            + " 90d.")
    private Optional<Duration> horizon = Optional.empty();

    @Option(
            names = "--engagement-horizon",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            description = "How far engagement looks ahead. Default: 30d.")
    private Optional<Duration> engagementHorizon = Optional.empty();

    @Option(
            names = "--value-horizon",
            paramLabel = "LENGTH",
            description =
                    "How far lifetime_value and contract_value look ahead; 'forever' needs a --discount-rate above 0. Default:"
                            + " 3y.")
    private Optional<String> valueHorizon = Optional.empty();

    @Option(
            names = "--margin",
            paramLabel = "SHARE",
            converter = Share.class,
            description = "What is left of a purchase's value as profit, from 0 to 1. With the default of"
                    + " 1, lifetime_value is revenue less the cost of serving and contacting."
                    + " Of contracts, what is left of a payment.")
    private Optional<Double> margin = Optional.empty();

    @Option(
            names = "--discount-rate",
            paramLabel = "RATE",
            converter = Share.class,
            description = "How much less money is worth a year later, from 0 to 1: 0.1, the default, is 10 %% a year.")
    private Optional<Double> discountRate = Optional.empty();

    @Option(
            names = "--models",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Score with these models, which 'engagement fit --save' wrote, and fit none: one of purchases, one of"
                            + " spend, one of engagement, one of retention, one of contracts. Scores whose model is not among them stay empty. --zone, --time-scale and --engagement-horizon must be those of"
                            + " the fits. Or one whole set-up, which 'engagement score --save-setup' wrote: its"
                            + " horizons, margin, discount and costs hold where options do not tell others.")
    private List<Path> models = List.of();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "Which model of purchases is fitted: nbd, bg-nbd (unless told), mbg-nbd, bg-cnbd-k,"
                    + " mbg-cnbd-k, pareto-nbd, ggom-nbd, pareto-nbd-cor, or bg-bb, whose purchases and spend are those of a --period;"
                    + " 'best' compares all by days first, as 'engagement compare' does.")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--period",
            paramLabel = "UNIT",
            description = "The period of bg-bb, and of contracts from one renewal to the next: DAYS, WEEKS, MONTHS"
                    + " (unless told) or YEARS. Horizons are rounded to it. Models that 'engagement fit --save'"
                    + " wrote know theirs.")
    private Optional<TimeScale> period = Optional.empty();

    @Option(
            names = "--spend",
            paramLabel = "MODEL",
            converter = Model.OfSpend.class,
            description =
                    "Which model of what a purchase brings is fitted: gamma-gamma of repeat purchases, gamma-gamma-all"
                            + " of all (unless told, the one that ranked customers better a horizon ago); neither looks"
                            + " at returns;"
                            + " hurdle-gamma-gamma, for free orders and returns; normal-normal. What comes back is a contact of"
                            + " purpose RETURN, whatever the sign of its value.")
    private Optional<Model> spend = Optional.empty();

    @Option(
            names = "--retention",
            paramLabel = "MODEL",
            description =
                    "What retention_risk is by: purchases, the model of them; additive-logistic; both, their mean; 'best'"
                            + " (unless told) takes what was best at two instants of the past.")
    private Optional<String> retention = Optional.empty();

    @Option(
            names = "--own-gaps",
            paramLabel = "NUMBER",
            description =
                    "Let retention_risk be that of no purchase for so many of the customer's own gaps, at most for the"
                            + " --horizon: 3, for example. It is by additive-logistic.")
    private Optional<Double> ownGaps = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private ScaleOptions scale = new ScaleOptions();

    @Mixin
    private CovariateOptions covariates = new CovariateOptions();

    @Mixin
    private ContractOptions contracts = new ContractOptions();

    /** Files of models that are read. */
    List<Path> models() {
        return models;
    }

    /**
     * What can be told before anything is read.
     *
     * @throws UsageError if options are out of their range or do not go together, or a saved model does not go with this run
     */
    void check(ZoneId zone) {
        checkRanges();
        covariates.check(choice().name());
        covariates.checkUnseen();
        spending();
        Optional<SavedModels> saved = savedModels(zone);
        if (contracts.check(saved)) {
            Periods.checked(months());
        } else if (models.isEmpty() && !choice().name().equals(Model.BG_BB.word())) {
            IdleOptions.refuse(
                    command,
                    "is of bg-bb and of contracts, and neither is fitted: give --model bg-bb or --contract sbg too",
                    "--period");
        }
    }

    /**
     * Sees to it that no option is given that has no say in the scores that are asked for.
     *
     * @param scores names, none if no score is asked for
     * @param asked what asks for them, and how to ask for others
     * @throws UsageError if one is
     */
    void checkOf(Collection<String> scores, String asked) {
        for (String option : IdleOptions.given(command, OPTIONS)) {
            List<String> moved = ScoreMoves.by(option);
            if (Collections.disjoint(moved, scores)) {
                throw new UsageError(option + " has a say in " + String.join(", ", moved) + " only, and " + asked);
            }
        }
    }

    /** What saved models read of customers apart from interactions. */
    List<Measure> facts(ZoneId zone) {
        return savedModels(zone).stream()
                .flatMap(saved -> saved.setup().scorers().stream())
                .flatMap(scorer -> scorer.inputs().stream())
                .filter(Measure::isFact)
                .distinct()
                .toList();
    }

    private TimeScale months() {
        return period.orElse(TimeScale.MONTHS);
    }

    /**
     * Which model of purchases is fitted.
     *
     * @throws UsageError if there is no such model, or if saved ones are given too
     */
    private PurchaseChoice choice() {
        if (model.isPresent() && !models.isEmpty()) {
            throw new UsageError(
                    "--model says what to fit, and with --models nothing is fitted: leave out one of them");
        }
        return PurchaseChoice.of(model.orElse(Model.BG_NBD.word()), Periods.checked(months()));
    }

    private void checkRanges() {
        if (covariates.isPresent() && !models.isEmpty()) {
            throw new UsageError(
                    "--covariates says what to fit to, and with --models nothing is fitted; models that were"
                            + " fitted with covariates read them from --customers: leave out one of the two");
        }
        if (spend.isPresent() && !models.isEmpty()) {
            throw new UsageError(
                    "--spend says what to fit, and with --models nothing is fitted: leave out one of them");
        }
        if ((retention.isPresent() || ownGaps.isPresent()) && !models.isEmpty()) {
            throw new UsageError((retention.isPresent() ? "--retention" : "--own-gaps")
                    + " says what to fit, and with --models nothing is fitted: leave out one of them");
        }
        risk(FitChoices.usual());
        valueLength();
    }

    private double rate() {
        return discountRate.orElse(0.1);
    }

    /** Of what {@link #check} let pass. */
    Scoring scoring(LogView view, ZoneId zone, PrintWriter messages) {
        Optional<SavedModels> saved = savedModels(zone);
        boolean withContracts = contracts.check(saved);
        Scoring scoring = saved.map(models -> Scoring.saved(models, view, messages, withContracts))
                .orElseGet(() ->
                        Scoring.fitted(choices(zone, view, messages).withBacktest(0), view, messages, withContracts));
        messages.flush();
        return scoring.with(
                setup -> applied(setup, view, saved.isPresent() && saved.get().isWhole()));
    }

    /** What is wrong with the name of a score, known before anything is fitted. */
    static Optional<String> unknownScore(String name) {
        List<String> all = Arrays.stream(Subject.values())
                .flatMap(subject -> subject.scores().stream())
                .distinct()
                .toList();
        return all.contains(name) ? Optional.empty() : Optional.of(Choices.unknown("score", name, all));
    }

    private String spending() {
        return spend.map(Model::word).orElse(FitChoices.BEST);
    }

    private FitChoices choices(ZoneId zone, LogView view, PrintWriter messages) {
        scale.note(view, zone, messages);
        EngagementDefinition engagement = engagementHorizon
                .map(EngagementDefinition.withDefaults()::withHorizon)
                .orElse(EngagementDefinition.withDefaults());
        FitChoices choices = risk(
                choice().choices(zone, scale.scale()).withSpendModel(spending()).withEngagement(engagement));
        return covariates.added(contracts.choices(choices, months(), zone), view, messages);
    }

    /** One by period is told its horizon later, as it may not take it. */
    private FitChoices risk(FitChoices usual) {
        boolean byPeriod = usual.purchases().period().isPresent();
        FitChoices choices = within(
                "--horizon",
                () -> horizon.filter(any -> !byPeriod).map(usual::withHorizon).orElse(usual));
        FitChoices chosen = within("--retention", () -> choices.withRetentionModel(retention.orElse(FitChoices.BEST)));
        return within("--own-gaps", () -> ownGaps.map(chosen::withOwnGaps).orElse(chosen));
    }

    /** A set-up of single models takes all that options tell or leave as usual, a whole one what they tell. */
    private ScoringSetup applied(ScoringSetup models, LogView view, boolean isWhole) {
        ScoringSetup setup = models;
        if (!isWhole || margin.isPresent()) {
            setup = setup.withMargin(margin.orElse(1.0));
        }
        if (!isWhole || discountRate.isPresent()) {
            ScoringSetup before = setup;
            setup = within("--discount-rate", () -> before.withDiscount(DiscountRate.annual(rate())));
        }
        if (!isWhole || horizon.isPresent()) {
            ScoringSetup before = setup;
            setup = within("--horizon", () -> before.withHorizon(horizon(before)));
        }
        if (!isWhole || valueHorizon.isPresent()) {
            setup = withValueHorizon(setup);
        }
        return setup.contracts().isPresent() ? contracts.applied(setup, view, isWhole) : setup;
    }

    /** That of the saved model of retention, or the usual one, if none is told. */
    private Duration horizon(ScoringSetup setup) {
        return horizon.or(
                        () -> setup.retention().map(model -> model.definition().horizon()))
                .orElse(Duration.ofDays(90));
    }

    private ScoringSetup withValueHorizon(ScoringSetup setup) {
        Optional<Duration> length = valueLength();
        setup.contracts().ifPresent(staying -> ContractOptions.checkValue(staying, length, rate()));
        return within(
                "--value-horizon", () -> length.map(setup::withValueHorizon).orElseGet(setup::withValueOfAllFuture));
    }

    /** A horizon that a model does not take is a matter of the words. */
    private static <T> T within(String option, Supplier<T> changed) {
        try {
            return changed.get();
        } catch (IllegalArgumentException e) {
            throw new UsageError(option + ": " + e.getMessage());
        }
    }

    /**
     * Empty if models are to be fitted.
     *
     * @throws UsageError if one does not go with this run
     */
    private Optional<SavedModels> savedModels(ZoneId zone) {
        return models.isEmpty()
                ? Optional.empty()
                : Optional.of(SavedModels.read(
                        models, new SavedModels.Run(zone, scale.scale(), engagementHorizon, horizon, period)));
    }

    /** Empty for all future. */
    private Optional<Duration> valueLength() {
        String length = valueHorizon.orElse("3y");
        if (!length.equals("forever")) {
            return Optional.of(Lengths.of("--value-horizon", length));
        }
        if (rate() == 0) {
            throw new UsageError("--value-horizon forever needs a --discount-rate above 0");
        }
        return Optional.empty();
    }

    /** Rules by the same margin, if one was given. */
    OutcomeRules marginOf(OutcomeRules rules) {
        return margin.map(rules::withMargin).orElse(rules);
    }
}
