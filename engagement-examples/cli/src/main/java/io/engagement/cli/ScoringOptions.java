package io.engagement.cli;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the scores are of. */
final class ScoringOptions {
    @Option(
            names = "--horizon",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            defaultValue = "90d",
            description =
                    "How far retention_risk and expected_purchases look ahead: 30d, 39w, 12m, 1y or P30D. Default:"
                            + " ${DEFAULT-VALUE}.")
    private Duration horizon = Duration.ofDays(90);

    @Option(
            names = "--engagement-horizon",
            paramLabel = "LENGTH",
            converter = Lengths.class,
            defaultValue = "30d",
            description = "How far engagement looks ahead. Default: ${DEFAULT-VALUE}.")
    private Duration engagementHorizon = Duration.ofDays(30);

    @Option(
            names = "--value-horizon",
            paramLabel = "LENGTH",
            defaultValue = "3y",
            description =
                    "How far lifetime_value and contract_value look ahead; 'forever' needs a --discount-rate above 0. Default:"
                            + " ${DEFAULT-VALUE}.")
    private String valueHorizon = "3y";

    @Option(
            names = "--margin",
            paramLabel = "SHARE",
            defaultValue = "1",
            description = "What is left of a purchase's value as profit, from 0 to 1. With the default of"
                    + " ${DEFAULT-VALUE}, lifetime_value is revenue less the cost of serving and contacting."
                    + " Of contracts, what is left of a payment.")
    private double margin = 1;

    @Option(
            names = "--discount-rate",
            paramLabel = "RATE",
            defaultValue = "0.1",
            description = "How much less money is worth a year later, e.g. 0.1 for 10 %% a year. Default:"
                    + " ${DEFAULT-VALUE}.")
    private double discountRate = 0.1;

    @Option(
            names = "--models",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Score with these models, which 'engagement fit --save' wrote, and fit none: one of purchases, one of"
                            + " spend, one of engagement, one of contracts. Scores whose model is not among them stay empty. --zone, --time-scale and --engagement-horizon must be those of"
                            + " the fits.")
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
            converter = Model.Name.class,
            description =
                    "Which model of what a purchase brings is fitted: gamma-gamma (unless told), which does not look at"
                            + " returns;"
                            + " hurdle-gamma-gamma, for free orders and returns; normal-normal. What comes back is a contact of"
                            + " purpose RETURN with a negative value.")
    private Optional<Model> spend = Optional.empty();

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
    void check(ZoneId zone, TimeScale scale) {
        checkRanges();
        choice();
        contracts.scoring(savedModels(zone, scale), period);
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
        return PurchaseChoice.of(model.orElse(Model.BG_NBD.word()), Periods.checked(period.orElse(TimeScale.MONTHS)));
    }

    private void checkRanges() {
        if (!(margin >= 0 && margin <= 1)) {
            throw new UsageError("--margin must be between 0 and 1, was " + margin);
        }
        if (!(discountRate >= 0 && discountRate < Double.POSITIVE_INFINITY)) {
            throw new UsageError("--discount-rate must be finite and not negative, was " + discountRate);
        }
        if (spend.isPresent() && !models.isEmpty()) {
            throw new UsageError(
                    "--spend says what to fit, and with --models nothing is fitted: leave out one of them");
        }
        valueLength();
    }

    /** Of what {@link #check} let pass. */
    Scores scores(LogView view, ZoneId zone, TimeScale scale, PrintWriter messages) {
        Optional<SavedModels> saved = savedModels(zone, scale);
        Scoring scoring = new Scoring(view, zone, scale, saved, messages);
        scoring.addEngagement(engagementHorizon);
        scoring.addPurchases(horizon, choice());
        scoring.addValue(spend.orElse(Model.GAMMA_GAMMA), valueLength(), margin, discountRate);
        contracts
                .scoring(saved, period)
                .ifPresent(each -> scoring.addContracts(each, valueLength(), margin, discountRate));
        return scoring.scores();
    }

    /**
     * Empty if models are to be fitted.
     *
     * @throws UsageError if one does not go with this run
     */
    private Optional<SavedModels> savedModels(ZoneId zone, TimeScale scale) {
        return models.isEmpty()
                ? Optional.empty()
                : Optional.of(SavedModels.read(models, zone, scale, engagementHorizon));
    }

    /** Empty for all future. */
    private Optional<Duration> valueLength() {
        if (!valueHorizon.equals("forever")) {
            return Optional.of(Lengths.of("--value-horizon", valueHorizon));
        }
        if (discountRate == 0) {
            throw new UsageError("--value-horizon forever needs a --discount-rate above 0");
        }
        return Optional.empty();
    }
}
