package io.engagement.saved;

import io.engagement.customerbase.LevelCorrection;
import io.engagement.customerbase.LevelMiss;
import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.covariate.CovariateModel;
import io.engagement.customerbase.covariate.KnownCustomers;
import io.engagement.customerbase.covariate.SeasonalParetoNbd;
import io.engagement.customerbase.covariate.TimeVaryingCovariates;
import io.engagement.customerbase.covariate.TimeVaryingParetoNbd;
import io.engagement.customerbase.geometric.BetaGeometricCnbd;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.geometric.DropOut;
import io.engagement.customerbase.gompertz.GammaGompertzNbd;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.customerbase.pareto.CorrelatedParetoNbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.customerbase.periodic.BetaGeometricBetaBernoulli;
import io.engagement.customerbase.periodic.PeriodicBetaBernoulli;
import io.engagement.dialogue.exchange.TwoSidedHawkes;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.history.LogView;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.initiative.SilenceHabit;
import io.engagement.journey.motive.DiscreteHazard;
import io.engagement.journey.motive.Exit;
import io.engagement.journey.motive.Motive;
import io.engagement.journey.motive.MotiveModel;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Covariates;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Fact;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.RetentionDefinition;
import io.engagement.outcome.targeting.GatedPolicy;
import io.engagement.outcome.targeting.Trial;
import io.engagement.outcome.targeting.UpliftModel;
import io.engagement.proportion.BetaBinomial;
import io.engagement.proportion.DirichletMultinomial;
import io.engagement.score.Bands;
import io.engagement.score.Calibration;
import io.engagement.score.Composite;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.setup.CustomerBaseModels;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import io.engagement.setup.UseAndPurchases;
import io.engagement.simulate.Simulation;
import io.engagement.spend.FirstPurchase;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.HurdleGammaGamma;
import io.engagement.spend.NormalNormal;
import io.engagement.spend.Spending;
import io.engagement.strategy.objective.BaseFigure;
import io.engagement.strategy.objective.Objective;
import io.engagement.strategy.objective.Objectives;
import io.engagement.strategy.policy.ContactCap;
import io.engagement.strategy.policy.ContactPolicy;
import io.engagement.survival.AcceleratedLifetime;
import io.engagement.survival.BetaDiscreteWeibull;
import io.engagement.survival.ContractModels;
import io.engagement.survival.CoxModel;
import io.engagement.survival.LifetimeDistribution;
import io.engagement.survival.Lifetimes;
import io.engagement.survival.ShiftedBetaGeometric;
import io.engagement.survival.TenureGroups;
import io.engagement.survival.Tenures;
import io.engagement.value.CostToServe;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A text of every kind of model that can be saved, alone and fitted. */
final class SavedKinds {
    private static final TimeScale WEEKS = TimeScale.WEEKS;
    private static final PurchaseSummary TYPICAL = new PurchaseSummary(2, 12.5, 31);

    private static final double[] SCORES = {0.1, 0.2, 0.4, 0.5, 0.7, 0.9};
    private static final boolean[] OUTCOMES = {false, true, false, false, true, true};
    private static final Scorer SEEN =
            Scorer.of("seen", Scale.PROBABILITY, Measure.count(Filter.all()), count -> count / (count + 30));
    private static final Scorer OWN =
            Scorer.of("own", Scale.PROBABILITY, Measure.count(Filter.ownInitiative()), count -> count / (count + 7));

    private SavedKinds() {}

    /** Texts by a name, which begins with the kind. */
    static Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        ParetoNbd pareto = ParetoNbd.of(0.55, 10.58, 0.61, 11.67, WEEKS).withTypical(TYPICAL);
        texts.put("nbd", Nbd.of(0.4, 3.2, WEEKS).toText());
        texts.put(
                "bg-nbd",
                BetaGeometricNbd.of(0.243, 4.414, 0.793, 2.426, WEEKS)
                        .withTypical(TYPICAL)
                        .toText());
        texts.put(
                "bg-cnbd-k",
                BetaGeometricCnbd.of(DropOut.AFTER_ANY_PURCHASE, 3, 0.6, 4.2, 0.7, 2.1, WEEKS)
                        .withTypical(TYPICAL)
                        .toText());
        texts.put("pareto-nbd", pareto.toText());
        texts.put(
                "pareto-nbd-cor",
                CorrelatedParetoNbd.of(0.55, 10.58, 0.61, 11.67, 0.2, WEEKS).toText());
        texts.put(
                "ggom-nbd",
                GammaGompertzNbd.of(0.55, 10.57, 0.6, 12.2, 0.02, WEEKS)
                        .withTypical(TYPICAL)
                        .toText());
        BetaGeometricBetaBernoulli bernoulli = BetaGeometricBetaBernoulli.of(1.2, 0.75, 0.66, 2.78);
        texts.put("bg-bb", bernoulli.toText());
        texts.put(
                "bg-bb-by-period",
                PeriodicBetaBernoulli.of(bernoulli, TimeScale.MONTHS).toText());
        texts.put(
                "time-varying-pareto-nbd",
                TimeVaryingParetoNbd.of(pareto, List.of("season"), new double[] {0.4}, new double[] {-0.1})
                        .toText());
        texts.put("contextual-pareto-nbd", contextual(pareto));
        texts.put("seasonal-pareto-nbd", seasonal(pareto).toText());
        texts.put("sbg", ShiftedBetaGeometric.of(0.7, 3.8).toText());
        texts.put("bdw", BetaDiscreteWeibull.of(0.26, 1.72, 1.58).toText());
        texts.put("gamma-gamma", GammaGamma.of(6.25, 3.74, 15.44).toText());
        texts.put(
                "gamma-gamma-all",
                GammaGamma.of(6.25, 3.74, 15.44)
                        .withFirstPurchase(FirstPurchase.INCLUDED)
                        .toText());
        texts.put(
                "level-correction",
                LevelCorrection.of(
                                Duration.ofDays(90), List.of(new LevelMiss(112, 100, 150), new LevelMiss(95, 99, 140)))
                        .withYearAgo(new LevelMiss(80, 90, 120))
                        .toText());
        texts.put("normal-normal", NormalNormal.of(34.4, 11.2, 25).toText());
        texts.put(
                "two-sided-hawkes",
                TwoSidedHawkes.of(0.02, 0.25, 0.4, 2, TimeScale.DAYS).toText());
        texts.put("silence-habit", SilenceHabit.of(2.8, 0.8, 1.1).toText());
        texts.put("beta-binomial", BetaBinomial.of(1.7, 2.75).toText());
        texts.put(
                "dirichlet-multinomial",
                DirichletMultinomial.of(List.of("web", "store", "mail"), 2.5, 0, 1e-3)
                        .toText());
        texts.put(
                "hurdle-gamma-gamma",
                HurdleGammaGamma.of(3, 0.4, GammaGamma.of(6.25, 3.74, 15.44), 0.3)
                        .toText());
        texts.put(
                "discounted-gamma-poisson",
                DiscountedGammaPoisson.of(0.3, 3, 6, 0.55, 0.5, WEEKS)
                        .withTypical(0.7, 4)
                        .toText());
        Fitted<AdditiveLogistic> additive = additive();
        texts.put("additive-logistic", additive.model().toText());
        texts.put("additive-logistic fitted", additive.toText());
        texts.put("additive-logistic of own gaps", ownGaps().toText());
        texts.put(
                "accelerated-lifetime",
                AcceleratedLifetime.fit(LifetimeDistribution.WEIBULL, lifetimes())
                        .model()
                        .toText());
        texts.put("cox", CoxModel.fit(lifetimes()).model().toText());
        texts.put("covariates", fittedCovariates().model().toText());
        texts.put("bg-nbd fitted", BetaGeometricNbd.fit(purchases()).toText());
        texts.put(
                "sbg fitted",
                ShiftedBetaGeometric.fit(Tenures.ofSurvivors(1000, 869, 743, 653, 593))
                        .toText());
        texts.put("gamma-gamma fitted", GammaGamma.fit(spend()).toText());
        texts.put(
                "contract-covariates",
                ShiftedBetaGeometric.fit(cohorts()).model().toText());
        texts.put(
                "contract-covariates fitted", BetaDiscreteWeibull.fit(cohorts()).toText());
        texts.put("cost-to-serve", CostToServe.of(WEEKS, 2.5, 30).toText());
        texts.put("calibration logistic", Calibration.platt(SCORES, OUTCOMES).toText());
        texts.put("calibration isotonic", Calibration.isotonic(SCORES, OUTCOMES).toText());
        texts.put(
                "composite weighted",
                Composite.toText(Composite.weighted("both", Scale.PROBABILITY, Map.of(SEEN, 0.25, OWN, 0.75))));
        texts.put(
                "composite calibrated",
                Composite.toText(Composite.calibrated("chance", OWN, Calibration.platt(SCORES, OUTCOMES))));
        texts.put(
                "composite banded",
                Composite.toText(Composite.banded("band", OWN, Bands.of(List.of("few", "some", "many"), 0.1, 0.5))));
        texts.put("composite thresholded", Composite.toText(Composite.thresholded("busy", SEEN, 0.4)));
        Fitted<MotiveModel> motives = motives();
        texts.put("motives", motives.model().toText());
        texts.put("motives fitted", motives.toText());
        texts.put("discrete-hazard", motives.model().hazard().toText());
        texts.put("scoring-setup", setup().toText());
        texts.put("contact-policy", policy().toText());
        texts.put("objectives", objectives().toText());
        GatedPolicy targeting = targeting();
        texts.put("gated-policy", targeting.toText());
        texts.put("uplift-model", targeting.model().toText());
        return texts;
    }

    /** A text of any format in that of today. */
    static String saved(String text) {
        return Damage.withChecksum(
                text.lines().filter(line -> !line.startsWith("checksum")).toList());
    }

    /** Reads a text of any kind. */
    static Object read(String text) {
        String kind = Fitted.isFitted(text) ? Fitted.modelKind(text) : ModelText.kindOf(text);
        boolean fitted = Fitted.isFitted(text);
        return switch (kind) {
            case "bg-bb" -> BetaGeometricBetaBernoulli.FAMILY.read(text);
            case "time-varying-pareto-nbd" -> TimeVaryingParetoNbd.FAMILY.read(text);
            case "sbg", "bdw", "contract-covariates" -> ContractModels.read(text);
            case "gamma-gamma" -> fitted ? GammaGamma.FAMILY.readFitted(text).model() : GammaGamma.FAMILY.read(text);
            case "normal-normal" -> NormalNormal.FAMILY.read(text);
            case "two-sided-hawkes" -> TwoSidedHawkes.FAMILY.read(text);
            case "silence-habit" -> SilenceHabit.FAMILY.read(text);
            case "beta-binomial" -> BetaBinomial.FAMILY.read(text);
            case "dirichlet-multinomial" -> DirichletMultinomial.FAMILY.read(text);
            case "hurdle-gamma-gamma" -> HurdleGammaGamma.FAMILY.read(text);
            case "discounted-gamma-poisson" -> DiscountedGammaPoisson.FAMILY.read(text);
            case "additive-logistic" ->
                fitted ? AdditiveLogistic.FAMILY.readFitted(text).model() : AdditiveLogistic.FAMILY.read(text);
            case "motives" -> fitted ? MotiveModel.FAMILY.readFitted(text).model() : MotiveModel.FAMILY.read(text);
            case "discrete-hazard" -> DiscreteHazard.FAMILY.read(text);
            case "accelerated-lifetime" -> AcceleratedLifetime.FAMILY.read(text);
            case "cox" -> CoxModel.FAMILY.read(text);
            case "cost-to-serve" -> CostToServe.FAMILY.read(text);
            case "level-correction" -> LevelCorrection.FAMILY.read(text);
            case "calibration" -> Calibration.FAMILY.read(text);
            case "composite" -> Composite.read(text, Map.of("seen", SEEN, "own", OWN), Registry.empty());
            case "scoring-setup" -> ScoringSetup.read(text, Registry.empty());
            case "contact-policy" -> ContactPolicy.read(text);
            case "gated-policy" -> GatedPolicy.FAMILY.read(text);
            case "uplift-model" -> UpliftModel.FAMILY.read(text);
            case "objectives" -> Objectives.read(text, Registry.empty());
            default -> CustomerBaseModels.read(text);
        };
    }

    private static ContactPolicy policy() {
        return ContactPolicy.standard()
                .withChannels(Channel.EMAIL, Channel.PHONE)
                .withCap(ContactCap.rolling(3, Duration.ofDays(7)).withChannels(Channel.EMAIL))
                .withRest(4, Duration.ofDays(30));
    }

    private static GatedPolicy targeting() {
        Trial.Builder trial = Trial.builder("none", "size");
        for (int i = 0; i < 120; i++) {
            trial.add("c" + i, i % 2 == 0 ? "none" : "mail", i % 7 + (i % 2) * (i % 3), i % 2 * 0.5, i % 3);
        }
        return GatedPolicy.of(trial.build(), 1);
    }

    private static Objectives objectives() {
        return Objectives.of(Objective.atLeast(
                "reached", BaseFigure.total(Measure.count(Filter.ownInitiative())), 30, "Ada", Instant.EPOCH));
    }

    private static TenureGroups cohorts() {
        return TenureGroups.ofCohorts(
                "regular",
                Map.of(
                        "regular", Tenures.ofSurvivors(1000, 631, 468, 382, 326, 289, 262, 241),
                        "high", Tenures.ofSurvivors(1000, 869, 743, 653, 593, 551, 517, 491)));
    }

    /** With all that one can hold. */
    private static ScoringSetup setup() {
        LogView view = UseAndPurchases.view(120, Initiator.CUSTOMER);
        ScoringSetup fitted =
                ScoringSetup.fit(view, FitChoices.usual().withContracts(ContractTerms.standard(TimeScale.MONTHS)));
        return fitted.withCosts(CostToServe.of(fitted.purchases().orElseThrow().timeScale(), 0.5, 30))
                .withCalibration("retention_risk", Calibration.platt(SCORES, OUTCOMES))
                .withCalibration("churn_risk", Calibration.isotonic(SCORES, OUTCOMES))
                .with(Composite.banded("band", fitted.scorer("retention_risk"), Bands.of(List.of("low", "high"), 0.5)));
    }

    private static AdditiveLogistic ownGaps() {
        Simulation simulation = Simulation.withDefaults().withCustomers(80).withSeed(1);
        RetentionDefinition retention = RetentionDefinition.of(PurchaseDefinition.standard(), Duration.ofDays(60));
        return AdditiveLogistic.fit(simulation.log().asOf(simulation.end()), retention.withOwnGaps(3))
                .model();
    }

    private static Fitted<MotiveModel> motives() {
        Simulation simulation = Simulation.withDefaults().withCustomers(150).withSeed(1);
        return MotiveModel.fit(
                simulation.log().asOf(simulation.end()),
                Exit.cancelled().or(Exit.silent(0.9)),
                Duration.ofDays(30),
                List.of(
                        Motive.builtIn().get(6),
                        Motive.of("contacts", Measure.countWithin(Filter.all(), Duration.ofDays(60)))));
    }

    private static Fitted<AdditiveLogistic> additive() {
        Simulation simulation = Simulation.withDefaults().withCustomers(80).withSeed(1);
        return AdditiveLogistic.fit(simulation.log().asOf(simulation.end()), EngagementDefinition.withDefaults());
    }

    private static Fitted<CovariateModel<BetaGeometricNbd>> fittedCovariates() {
        Purchases purchases = purchases();
        double[] values = new double[purchases.size()];
        Arrays.setAll(values, i -> (i * 7 % 11) / 5.0 - 1);
        Covariates covariates = Covariates.of(Fact.attribute("size"));
        return CovariateModel.family(BetaGeometricNbd.FAMILY, covariates)
                .fit(KnownCustomers.of(purchases, covariates, values));
    }

    private static SeasonalParetoNbd seasonal(ParetoNbd base) {
        Instant start = Instant.parse("2024-01-01T00:00:00Z");
        return SeasonalParetoNbd.of(
                TimeVaryingParetoNbd.of(base, List.of("season"), new double[] {0.4}, new double[] {-0.1}),
                TimeVaryingCovariates.every(Duration.ofDays(700), start, 4).common("season", 0, 1, 0, 0.5),
                start.plus(Duration.ofDays(800)));
    }

    private static String contextual(ParetoNbd base) {
        StringBuilder text = new StringBuilder("engagement contextual-pareto-nbd 1\nbase pareto-nbd 1\n");
        base.toText()
                .lines()
                .skip(1)
                .filter(line -> !line.startsWith("checksum"))
                .forEach(line -> text.append("base.").append(line).append('\n'));
        return text
                + "as_of 2026-01-01T00:00:00Z\nsteps 2\nstep.0.from -1000.0\nstep.0.purchases 1.2\nstep.0.leaving 0.9\n"
                + "step.1.from 3.0\nstep.1.purchases 0.8\nstep.1.leaving 1.0\nend Infinity\n";
    }

    private static Purchases purchases() {
        return BetaGeometricNbd.of(0.8, 4.4, 0.8, 2.4, WEEKS).simulate(ages(200), 7);
    }

    private static double[] ages(int size) {
        double[] ages = new double[size];
        Arrays.setAll(ages, i -> 20 + i % 37);
        return ages;
    }

    private static Spending spend() {
        double[] x = new double[60];
        double[] z = new double[60];
        Arrays.setAll(x, i -> 1 + i % 5);
        Arrays.setAll(z, i -> 20 + (i * 37) % 60);
        return Spending.of(x, z);
    }

    private static Lifetimes lifetimes() {
        double[] times = new double[40];
        boolean[] ended = new boolean[40];
        double[] x = new double[40];
        for (int i = 0; i < times.length; i++) {
            times[i] = 1 + (i * 13) % 29 + i * 0.1;
            ended[i] = i % 3 != 0;
            x[i] = (i * 5) % 7 - 3;
        }
        return Lifetimes.of(WEEKS, times, ended).withCovariate("size", x);
    }
}
