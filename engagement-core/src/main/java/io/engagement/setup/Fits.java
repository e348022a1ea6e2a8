package io.engagement.setup;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Purchases;
import io.engagement.evaluate.Comparison;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.internal.index.Ongoing;
import io.engagement.measure.ContractTerms;
import io.engagement.spend.Earnings;
import io.engagement.spend.FirstPurchase;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.HurdleGammaGamma;
import io.engagement.spend.NormalNormal;
import io.engagement.spend.SpendModel;
import io.engagement.spend.Spending;
import io.engagement.survival.BetaDiscreteWeibull;
import io.engagement.survival.ContractModel;
import io.engagement.survival.ShiftedBetaGeometric;
import io.engagement.survival.TenureGroups;
import io.engagement.survival.Tenures;
import io.engagement.value.CostToServe;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Fits all chosen models to one base, independently: one that fails leaves the others. */
final class Fits {
    private final LogView view;
    private final FitChoices choices;
    private final PastFits past;
    private final Map<Subject, FitException> failed = new EnumMap<>(Subject.class);
    private final Map<Subject, Fitted<?>> fitted = new EnumMap<>(Subject.class);
    private Optional<String> advice = Optional.empty();
    private double repeatPurchases = Double.NaN;
    private RiskChoice risk = RiskChoice.USUAL;
    private Optional<String> spendAdvice = Optional.empty();

    private Fits(LogView view, PastFits past) {
        this.view = view;
        this.past = past;
        this.choices = past.choices();
    }

    /**
     * All that can be fitted.
     *
     * @throws FitException if no fit succeeds; the single failures are suppressed in it, in the order of their subjects
     */
    static SetupParts of(LogView view, PastFits past) {
        Fits fits = new Fits(view, past);
        List<Subject> chosen =
                Stream.of(Subject.values()).filter(fits::isChosen).toList();
        for (Subject subject : chosen) {
            Ongoing.tell("models", fits.fitted.size() + fits.failed.size(), chosen.size() + 1);
            fits.attempt(subject);
        }
        Ongoing.tell("models", chosen.size(), chosen.size() + 1);
        fits.risk();
        Ongoing.tell("models", chosen.size() + 1, chosen.size() + 1);
        if (fits.fitted.isEmpty()) {
            throw fits.nothing();
        }
        return fits.parts();
    }

    private boolean isChosen(Subject subject) {
        return switch (subject) {
            case CONTRACTS -> choices.contracts().isPresent();
            case RETENTION -> false;
            default -> true;
        };
    }

    /** Once it is known whether there is a model of purchases. */
    private void risk() {
        RiskFit fit = RiskFit.of(view, past, fitted.containsKey(Subject.PURCHASES));
        risk = fit.choice();
        fit.additive().ifPresent(model -> fitted.put(Subject.RETENTION, model));
        fit.failure().ifPresent(why -> failed.put(Subject.RETENTION, why));
    }

    private void attempt(Subject subject) {
        try {
            fitted.put(subject, fit(subject));
        } catch (FitException e) {
            failed.put(subject, e);
        }
    }

    private Fitted<?> fit(Subject subject) {
        return switch (subject) {
            case ENGAGEMENT -> AdditiveLogistic.fit(view, choices.engagement());
            case RETENTION ->
                AdditiveLogistic.fit(
                        view, choices.risk().definition(choices.purchases()).orElseThrow());
            case PURCHASES -> purchases();
            case SPEND -> spend();
            case CONTRACTS -> contracts();
        };
    }

    private FitException nothing() {
        List<String> what = new ArrayList<>();
        failed.forEach((subject, e) -> what.add(subject.word() + ": " + e.happened()));
        FitException nothing = FitException.of(
                "scoring set-up",
                "no model could be fitted (" + String.join("; ", what) + ")",
                List.of(
                        "Was anything loaded? See the log's LoadReport.",
                        "Is the as-of instant " + view.asOf() + " right?",
                        "Do the definitions in FitChoices take what the log holds?"));
        failed.forEach((subject, e) -> {
            if (subject != Subject.RETENTION) {
                nothing.addSuppressed(e);
            }
        });
        return nothing;
    }

    private Fitted<? extends CustomerBaseModel> purchases() {
        Purchases purchases = read();
        Fitted<? extends CustomerBaseModel> model =
                choices.family().isPresent() ? fitted(choices.family().get(), purchases) : best();
        repeatPurchases = purchases.repeatPurchases();
        return model;
    }

    private Fitted<? extends CustomerBaseModel> fitted(PurchaseFamily<?> family, Purchases purchases) {
        return family.fit(family.readsTimes() ? purchases.withTimes(view) : purchases);
    }

    /** A model of purchases of a family, whichever is chosen. */
    static Fitted<? extends CustomerBaseModel> one(LogView view, PastFits past, PurchaseFamily<?> family) {
        Fits fits = new Fits(view, past);
        return fits.fitted(family, fits.read());
    }

    private Purchases read() {
        return Purchases.of(view, choices.timeScale(), choices.purchases(), choices.covariates());
    }

    private Fitted<? extends CustomerBaseModel> best() {
        try {
            Comparison comparison = Comparison.of(view, choices.timeScale(), choices.purchases(), choices.candidates());
            Fitted<? extends CustomerBaseModel> best =
                    comparison.best().fitted().orElseThrow();
            advice = Optional.of(comparison.advice());
            return best;
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw FitException.of(
                    FitChoices.BEST,
                    "models could not be compared: " + e.getMessage(),
                    List.of("Is there a purchase in the first two thirds of the time?"));
        }
    }

    private Fitted<? extends SpendModel> spend() {
        return switch (choices.spendModel()) {
            case "normal-normal" -> NormalNormal.fit(Spending.of(view, choices.spending()));
            case "hurdle-gamma-gamma" -> HurdleGammaGamma.fit(Earnings.of(view, choices.spending()));
            case FitChoices.REPEATS -> gammaGamma(FirstPurchase.LEFT_OUT);
            case FitChoices.ALL_PURCHASES -> gammaGamma(FirstPurchase.INCLUDED);
            default -> {
                SpendLook look = SpendLook.of(view, past, Optional.ofNullable(fitted.get(Subject.PURCHASES)));
                spendAdvice = Optional.of(look.why());
                yield gammaGamma(look.first());
            }
        };
    }

    private Fitted<GammaGamma> gammaGamma(FirstPurchase first) {
        return GammaGamma.fit(Spending.of(view, choices.spending(), first));
    }

    private Fitted<? extends ContractModel> contracts() {
        ContractTerms terms = choices.contracts().orElseThrow();
        boolean isSbg = choices.contractModel().equals("sbg");
        if (!choices.covariates().isEmpty()) {
            TenureGroups groups = groups(terms);
            return isSbg ? ShiftedBetaGeometric.fit(groups) : BetaDiscreteWeibull.fit(groups);
        }
        Tenures tenures = Tenures.of(view, terms);
        return isSbg ? ShiftedBetaGeometric.fit(tenures) : BetaDiscreteWeibull.fit(tenures);
    }

    private TenureGroups groups(ContractTerms terms) {
        try {
            return TenureGroups.of(view, terms, choices.covariates());
        } catch (IllegalArgumentException none) {
            throw FitException.of(
                    choices.contractModel(),
                    String.valueOf(none.getMessage()),
                    List.of(
                            "Is there a contract?",
                            "Are the covariates " + choices.covariates() + " known of customers?"));
        }
    }

    private SetupParts parts() {
        Map<Subject, Failure> failures = new EnumMap<>(Subject.class);
        failed.forEach((subject, e) -> failures.put(subject, Failure.of(e)));
        SetupParts parts = SetupParts.NONE
                .with(new SetupParts.Models(fitted, failures, Optional.empty()))
                .with(new SetupParts.Evidence(advice, repeatPurchases, spendAdvice, risk));
        if (choices.risk().horizon().isPresent()) {
            parts = parts.withTerms(
                    parts.terms().withHorizon(choices.risk().horizon().get()));
        }
        Optional<CustomerBaseModel> buying = parts.purchases();
        if (buying.isPresent()) {
            parts = parts.withCosts(Optional.of(CostToServe.fit(view, choices.timeScale())))
                    .withLevel(PastPurchases.level(
                            view, past, buying.get(), parts.terms().horizon(buying.get())));
        }
        return fitted.get(Subject.CONTRACTS) == null
                ? parts
                : parts.withPayments(Payments.of(view, choices.payments()));
    }

    /** One model, of what is chosen. */
    static Fitted<?> one(LogView view, PastFits past, Subject subject) {
        return new Fits(view, past).fit(subject);
    }
}
