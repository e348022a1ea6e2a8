package io.engagement.cli;

import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.setup.FitChoices;
import io.engagement.setup.Payments;
import io.engagement.setup.ScoringSetup;
import io.engagement.survival.ContractModel;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the scores of contracts are of. */
final class ContractOptions {
    /** Far beyond any contract, and far from where numbers of periods would overflow. */
    private static final int MOST_RENEWALS = 100_000;

    /** So that what a message rounds to three digits is enough. */
    private static final double ROUNDED_UP = 1.005;

    @Option(
            names = "--contract",
            paramLabel = "MODEL",
            converter = Model.OfContracts.class,
            description = "Which model of contracts is fitted to sign-ups and cancellations, by --period: sbg or bdw."
                    + " With it, or with a saved one among --models, there are two more columns: churn_risk"
                    + " (probability that a customer under contract does not renew) and contract_value (what the"
                    + " renewals within --value-horizon are worth, by --margin and --discount-rate).")
    private Optional<Model> model = Optional.empty();

    @Option(
            names = "--renewals",
            paramLabel = "N",
            description = "How many of the next renewals churn_risk looks at. Default: 1.")
    private Optional<Integer> renewals = Optional.empty();

    @Option(
            names = "--payment",
            paramLabel = "PURPOSE",
            description =
                    "What is paid for a period of a contract: contract_value takes the mean value of the customer's"
                            + " interactions with this purpose for what a period is worth. Default: PURCHASE.")
    private Optional<String> payment = Optional.empty();

    /**
     * Checks the options.
     *
     * @param saved models to score with, if none is to be fitted
     * @return whether contracts are scored
     * @throws UsageError if options do not go together or are out of their range
     */
    boolean check(Optional<SavedModels> saved) {
        if (model.isPresent() && saved.isPresent()) {
            throw new UsageError(
                    "--contract says what to fit, and with --models nothing is fitted: leave out one of them");
        }
        boolean isSaved = saved.isPresent() && saved.get().setup().contracts().isPresent();
        if (model.isEmpty() && !isSaved) {
            refuseWithoutModel("--renewals", renewals);
            refuseWithoutModel("--payment", payment);
            return false;
        }
        checkedRenewals();
        payments();
        return true;
    }

    /** With the model of contracts that is to be fitted, if there is one. */
    FitChoices choices(FitChoices others, TimeScale period, ZoneId zone) {
        return model.map(each -> others.withContracts(Definitions.contracts(Periods.checked(period), zone))
                        .withContractModel(each.word())
                        .withPayments(payments()))
                .orElse(others);
    }

    /** Of a set-up that scores contracts. */
    ScoringSetup applied(ScoringSetup setup, LogView view, boolean isWhole) {
        ScoringSetup paid = isWhole && payment.isEmpty() ? setup : setup.withPayments(Payments.of(view, payments()));
        return isWhole && renewals.isEmpty() ? paid : paid.withRenewals(checkedRenewals());
    }

    /**
     * In the words of the options.
     *
     * @throws UsageError if no renewal lies within the horizon, or if all cannot be added up at this rate
     */
    static void checkValue(ContractModel staying, Optional<Duration> horizon, double annualRate) {
        TimeScale period = staying.requireTerms().period();
        double least = ContractModel.LEAST_RATE * (TimeScale.YEARS.millis() / period.millis());
        if (horizon.isEmpty() && annualRate < least) {
            throw new UsageError(String.format(
                    Locale.ROOT,
                    "--value-horizon forever needs a --discount-rate of at least %.3g a year with contracts by %s, was %s:"
                            + " raise it, or end the horizon, as with --value-horizon 50y",
                    least * ROUNDED_UP,
                    period,
                    annualRate));
        }
        if (horizon.isPresent() && Math.round(period.of(horizon.get())) < 1) {
            throw new UsageError(
                    "--value-horizon is shorter than half a period of the contract, and the period is one of "
                            + period);
        }
    }

    private static void refuseWithoutModel(String option, Optional<?> given) {
        if (given.isPresent()) {
            throw new UsageError(option + " is of contracts, and there is no model of them: name a saved one with"
                    + " --models, or fit one with --contract sbg");
        }
    }

    private int checkedRenewals() {
        int number = renewals.orElse(1);
        if (number < 1 || number > MOST_RENEWALS) {
            throw new UsageError("--renewals must be from 1 to " + MOST_RENEWALS + ", was " + number);
        }
        return number;
    }

    private Filter payments() {
        try {
            return Filter.purpose(payment.map(Purpose::of).orElse(Purpose.PURCHASE));
        } catch (IllegalArgumentException e) {
            throw new UsageError("--payment: " + e.getMessage());
        }
    }
}
