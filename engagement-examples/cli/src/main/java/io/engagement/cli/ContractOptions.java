package io.engagement.cli;

import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the scores of contracts are of. */
final class ContractOptions {
    /** Far beyond any contract, and far from where numbers of periods would overflow. */
    private static final int MOST_RENEWALS = 100_000;

    @Option(
            names = "--contract",
            paramLabel = "MODEL",
            converter = Model.Name.class,
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
     * How contracts are scored; empty if there is no model of them.
     *
     * @param saved models to score with, if none is to be fitted
     * @param period what --period says
     * @throws UsageError if options do not go together or are out of their range
     */
    Optional<ContractScoring> scoring(Optional<SavedModels> saved, Optional<TimeScale> period) {
        if (model.isPresent() && saved.isPresent()) {
            throw new UsageError(
                    "--contract says what to fit, and with --models nothing is fitted: leave out one of them");
        }
        boolean isSaved = saved.isPresent() && saved.get().contracts().isPresent();
        if (model.isEmpty() && !isSaved) {
            refuseWithoutModel("--renewals", renewals);
            refuseWithoutModel("--payment", payment);
            return Optional.empty();
        }
        if (model.isPresent() && model.get().subject() != Model.Subject.CONTRACTS) {
            throw new UsageError(
                    "--contract must be sbg or bdw, was " + model.get().word());
        }
        TimeScale length = isSaved ? saved.get().contractPeriod(period) : period.orElse(TimeScale.MONTHS);
        return Optional.of(new ContractScoring(model, Periods.checked(length), checkedRenewals(), purpose()));
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

    private Purpose purpose() {
        try {
            return payment.map(Purpose::of).orElse(Purpose.PURCHASE);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--payment: " + e.getMessage());
        }
    }
}
