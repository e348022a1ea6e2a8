package io.engagement.cli;

import io.engagement.contract.ContractModel;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.dialogue.DiscountedGammaPoisson;
import io.engagement.dialogue.EngagementScorer;
import io.engagement.dialogue.MomentumScorer;
import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.value.CostToServe;
import io.engagement.value.Discount;
import io.engagement.value.LifetimeValueScorer;
import io.engagement.value.SpendModel;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Fits what can be fitted to a base and scores it; says what cannot be, and why. */
final class Scoring {
    private final LogView view;
    private final PrintWriter messages;
    private final Fits fits;
    private final Optional<SavedModels> saved;
    private final List<Scorer> scorers = new ArrayList<>();
    private final Map<String, String> missing = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>(Scores.NAMES);
    private final ZoneId zone;
    private Optional<CustomerBaseModel> purchases = Optional.empty();

    /**
     * Scoring of a base.
     *
     * @param saved models to score with; none is fitted then
     */
    Scoring(LogView view, ZoneId zone, TimeScale scale, Optional<SavedModels> saved, PrintWriter messages) {
        this.view = view;
        this.saved = saved;
        this.messages = messages;
        this.zone = zone;
        this.fits = new Fits(view, zone, scale);
    }

    void addEngagement(Duration horizon) {
        EngagementDefinition definition = EngagementDefinition.withDefaults().withHorizon(horizon);
        Supplier<Optional<Fitted<DiscountedGammaPoisson>>> fitted =
                given(SavedModels::engagement, () -> DiscountedGammaPoisson.fit(view, definition));
        model("engagement", fitted, Scores.ENGAGEMENT, Scores.MOMENTUM).ifPresent(model -> {
            scorers.add(EngagementScorer.of(model));
            scorers.add(MomentumScorer.of(model));
        });
    }

    /** Scores of purchases, by a saved model or by what is fitted. */
    void addPurchases(Duration horizon, PurchaseChoice choice) {
        purchases = model(
                "purchases",
                this.<Fitted<? extends CustomerBaseModel>>given(
                        SavedModels::purchases, () -> choice.fit(fits, messages)),
                Scores.RISK,
                Scores.ALIVE,
                Scores.EXPECTED);
        purchases.ifPresent(model -> {
            scorers.add(within("--horizon", () -> RetentionRiskScorer.of(model, horizon)));
            scorers.add(model.probabilityAlive());
            scorers.add(model.expectedPurchases(horizon));
        });
    }

    /**
     * Lifetime value within a horizon, or over all future; to be called after {@link #addPurchases}.
     *
     * @param spendModel what is fitted if no model is given
     */
    void addValue(Model spendModel, Optional<Duration> horizon, double margin, double annualRate) {
        PurchaseDefinition counted =
                purchases.map(CustomerBaseModel::definition).orElse(fits.days());
        Optional<SpendModel> spend = model(
                "spend",
                this.<Fitted<? extends SpendModel>>given(SavedModels::spend, () -> fits.spend(spendModel, counted)),
                Scores.VALUE);
        if (purchases.isEmpty() || spend.isEmpty()) {
            missing.putIfAbsent(Scores.VALUE, missing.getOrDefault(Scores.RISK, "there is no model of purchases"));
            return;
        }
        CustomerBaseModel model = purchases.get();
        Discount discount = Discount.annual(annualRate);
        LifetimeValueScorer value = within(
                "--value-horizon",
                () -> horizon.isPresent()
                        ? LifetimeValueScorer.of(model, spend.get(), horizon.get(), discount)
                        : LifetimeValueScorer.ofAllFuture(model, spend.get(), discount));
        scorers.add(value.withMargin(margin).withCosts(CostToServe.fit(view, model.timeScale())));
    }

    /** Risk and value of contracts, within a horizon or over all future. */
    void addContracts(ContractScoring contracts, Optional<Duration> horizon, double margin, double annualRate) {
        names.addAll(Scores.OF_CONTRACTS);
        Optional<ContractModel> staying = model(
                "contracts",
                this.<Fitted<? extends ContractModel>>given(
                        SavedModels::contracts,
                        () -> fits.contracts(contracts.model().orElseThrow(), contracts.period())),
                Scores.CHURN,
                Scores.CONTRACT_VALUE);
        staying.map(model -> contracts.withTerms(model, zone)).ifPresent(model -> {
            scorers.add(contracts.risk(model));
            scorers.add(contracts.value(model, view, horizon, margin, annualRate));
        });
    }

    /** A horizon that a model does not take is a matter of the words. */
    private static <S> S within(String option, Supplier<S> scorer) {
        try {
            return scorer.get();
        } catch (IllegalArgumentException e) {
            throw new UsageError(option + ": " + e.getMessage());
        }
    }

    Scores scores() {
        messages.flush();
        if (scorers.isEmpty()) {
            // Every customer has a row all the same, with the reasons why it is empty.
            scorers.add(Scorer.of("contacts", Scale.COUNT, Measure.count(Filter.all()), count -> count));
        }
        return new Scores(ScoringPlan.of(scorers.toArray(Scorer[]::new)).score(view), names, missing);
    }

    /** A saved model where there are saved ones, a fit otherwise. */
    private <M> Supplier<Optional<M>> given(Function<SavedModels, Optional<M>> read, Supplier<M> fit) {
        return () -> saved.isPresent() ? read.apply(saved.get()) : Optional.of(fit.get());
    }

    /** A fit that fails, or a model that is not among those given, leaves its scores out and the others in. */
    private <M> Optional<M> model(
            String what, Supplier<? extends Optional<? extends Fitted<? extends M>>> given, String... names) {
        try {
            Optional<? extends Fitted<? extends M>> fitted = given.get();
            if (fitted.isEmpty()) {
                messages.println("note: --models holds no model of " + what + ", so there is no "
                        + String.join(", ", names) + "; 'engagement fit --save FILE' writes one");
                leaveOut("there is no model of " + what + " among --models", names);
                return Optional.empty();
            }
            fitted.get().diagnostics().forEach(line -> messages.println("note on the model of " + what + ": " + line));
            return Optional.of(fitted.get().model());
        } catch (FitException e) {
            messages.println("no model of " + what + ": " + e.getMessage());
            leaveOut("there is no model of " + what + ": " + e.happened(), names);
            return Optional.empty();
        }
    }

    private void leaveOut(String why, String... names) {
        Stream.of(names).forEach(name -> missing.put(name, why));
    }
}
