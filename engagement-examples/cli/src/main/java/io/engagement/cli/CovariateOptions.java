package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.domain.Customer;
import io.engagement.history.LogView;
import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
import io.engagement.measure.Levels;
import io.engagement.setup.CustomerBaseModels;
import io.engagement.setup.FitChoices;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What of the file of customers moves the models of purchases and of contracts. */
final class CovariateOptions {
    @Option(
            names = "--covariates",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Attributes of --customers that move how often customers buy and how soon they leave, or renew:"
                            + " for example age,region. One that is a number for all who have it is a number, another one a"
                            + " category. Customers of whom one is not known are left out of the fit and have no score. For"
                            + " bg-nbd, pareto-nbd, ggom-nbd, sbg and bdw.")
    private List<String> names = List.of();

    @Option(
            names = "--unseen",
            paramLabel = "WHAT",
            description = "What a model that is fitted makes of a category's value that it has not seen: refuse, which"
                    + " is usual, or baseline.")
    private Optional<Unseen> unseen = Optional.empty();

    /** What becomes of a text that is no level. */
    enum Unseen {
        REFUSE,
        BASELINE
    }

    /** Whether any is asked for. */
    boolean isPresent() {
        return !names.isEmpty();
    }

    /** The choices with the covariates, if any is asked for. */
    FitChoices added(FitChoices choices, LogView view, PrintWriter messages) {
        return isPresent() ? choices.withCovariates(of(view, messages)) : choices;
    }

    /**
     * Sees to it that a model of purchases takes them.
     *
     * @throws UsageError if it does not
     */
    void check(String model) {
        if (isPresent()
                && !model.equals(FitChoices.BEST)
                && CustomerBaseModels.family(model).movedByPurchases().isEmpty()) {
            List<String> taking = CustomerBaseModels.candidates().stream()
                    .filter(family -> !family.movedByPurchases().isEmpty())
                    .map(PurchaseFamily::name)
                    .toList();
            throw new UsageError("--covariates: " + model + " takes none, " + String.join(", ", taking) + " do");
        }
    }

    /**
     * Sees to it that there is something to be unseen.
     *
     * @throws UsageError if there is not
     */
    void checkUnseen() {
        if (unseen.isPresent() && !isPresent()) {
            throw new UsageError(
                    "--unseen is of categories among --covariates, and there are no covariates: name some");
        }
    }

    /**
     * The covariates, by what customers have.
     *
     * @throws DataRefused if nobody has one, or all have the same
     */
    Covariates of(LogView view, PrintWriter messages) {
        List<Fact> facts = new ArrayList<>();
        for (String name : names) {
            if (name.isBlank()) {
                throw new UsageError("--covariates names a blank one; it takes names of columns of --customers, such as"
                        + " age,region");
            }
            facts.add(fact(name.strip(), view, messages));
        }
        if (unseen.isPresent() && facts.stream().noneMatch(Levels.class::isInstance)) {
            throw new UsageError("--unseen is of categories, and all of --covariates are numbers: leave it out");
        }
        try {
            return Covariates.of(facts);
        } catch (IllegalArgumentException twice) {
            throw new UsageError("--covariates: " + twice.getMessage());
        }
    }

    private Fact fact(String name, LogView view, PrintWriter messages) {
        if (isNumber(name, view)) {
            messages.println("covariate " + Shown.value(name) + ": a number");
            return Fact.attribute(name);
        }
        try {
            Levels levels = Levels.of(view, name);
            messages.println("covariate " + Shown.value(name) + ": a category of "
                    + levels.levels().size() + ", compared with " + Shown.value(levels.baseline()));
            return unseen.equals(Optional.of(Unseen.BASELINE)) ? levels.unseenAsBaseline() : levels;
        } catch (IllegalArgumentException none) {
            throw new DataRefused("--covariates: " + none.getMessage() + "; attributes are columns of --customers");
        }
    }

    /** Whether somebody has it, and all who have it have a number. */
    private static boolean isNumber(String name, LogView view) {
        boolean found = false;
        for (int row = 0; row < view.customers(); row++) {
            Customer customer = view.customer(row);
            if (customer.attribute(name).isEmpty()) {
                continue;
            }
            try {
                found |= customer.number(name).isPresent();
            } catch (IllegalArgumentException text) {
                return false;
            }
        }
        return found;
    }
}
