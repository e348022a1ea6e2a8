package io.engagement.saved;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.LevelCorrection;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.covariate.CovariateModel;
import io.engagement.customerbase.covariate.TimeVaryingParetoNbd;
import io.engagement.customerbase.periodic.BetaGeometricBetaBernoulli;
import io.engagement.dialogue.exchange.ContactTimes;
import io.engagement.dialogue.exchange.TwoSidedHawkes;
import io.engagement.domain.Initiator;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.initiative.SilenceHabit;
import io.engagement.journey.motive.DiscreteHazard;
import io.engagement.journey.motive.MotiveModel;
import io.engagement.measure.MeasureTable;
import io.engagement.outcome.targeting.GatedPolicy;
import io.engagement.outcome.targeting.UpliftModel;
import io.engagement.proportion.BetaBinomial;
import io.engagement.proportion.DirichletMultinomial;
import io.engagement.score.Calibration;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.setup.ScoringSetup;
import io.engagement.setup.UseAndPurchases;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.HurdleGammaGamma;
import io.engagement.spend.NormalNormal;
import io.engagement.strategy.objective.Objectives;
import io.engagement.strategy.policy.ContactPolicy;
import io.engagement.survival.AcceleratedLifetime;
import io.engagement.survival.ContractCovariateModel;
import io.engagement.survival.ContractModel;
import io.engagement.survival.CoxModel;
import io.engagement.value.CostToServe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Asks a model about several customers: each answer has to be on its scale, and to come in time. */
final class Answers {
    private static final double[][] CUSTOMERS = {
        {0, 0, 0}, {0, 0, 30}, {3, 10, 30}, {40, 30, 31}, {1, 1, 500}, {2, 29, 29},
    };

    private static final LogView VIEW = UseAndPurchases.view(8, Initiator.CUSTOMER);

    /** What is wrong with answers. */
    private final List<String> faults = new ArrayList<>();

    private long slowest;

    static Answers of(Object model) {
        Answers answers = new Answers();
        answers.ask(model);
        return answers;
    }

    List<String> faults() {
        return faults;
    }

    /** Nanoseconds of the slowest answer. */
    long slowest() {
        return slowest;
    }

    private void ask(Object model) {
        if (model instanceof CovariateModel<?> covariates) {
            askBase(covariates);
            for (double value : new double[] {0, -1, 1}) {
                askWith(() -> covariates.given(values(covariates.names(), value)), value);
            }
        } else if (model instanceof CustomerBaseModel base) {
            askBase(base);
        } else if (model instanceof TimeVaryingParetoNbd varying) {
            askBase(varying.base());
        } else if (model instanceof BetaGeometricBetaBernoulli bernoulli) {
            for (int n : new int[] {1, 6, 200}) {
                probability("alive", () -> bernoulli.probabilityAlive(1, 1, n));
                count("purchases", () -> bernoulli.expectedPurchases(n));
            }
        } else if (model instanceof ContractModel contract) {
            askContract(contract);
        } else if (model instanceof ContractCovariateModel<?> covariates) {
            for (double value : new double[] {0, -1, 1}) {
                askWith(() -> covariates.given(values(covariates.names(), value)), value);
            }
        } else if (model instanceof ScoringSetup setup) {
            askPlan(setup.scorers());
        } else if (model instanceof Scorer scorer) {
            askPlan(List.of(scorer));
        } else if (model instanceof LevelCorrection level) {
            count("factor of a quarter", () -> level.factor(TimeScale.DAYS, 90, 0));
            count("factor of years", () -> level.factor(TimeScale.WEEKS, 200, 0.002));
            probability("persistence", level::persistence);
        } else if (model instanceof CostToServe costs) {
            for (double time : new double[] {0, 1, 1e6}) {
                count("costs after " + time, () -> costs.rate(3, time));
            }
        } else if (model instanceof ContactPolicy policy) {
            count("questions", () -> policy.measures().size());
            count("lines", () -> policy.toString().length());
        } else if (model instanceof GatedPolicy targeting) {
            count("lines", () -> targeting.toString().length());
            ask(targeting.model());
        } else if (model instanceof UpliftModel uplift) {
            double[] known = new double[uplift.covariates().size()];
            String arm = uplift.arms().get(1);
            count("cost", () -> uplift.cost(arm));
            count("whether there is a gain", () -> Double.isNaN(uplift.gain(arm, known)) ? -1 : 1);
        } else if (model instanceof Objectives objectives) {
            count("rows", () -> objectives.progress(VIEW).toString().length());
        } else if (model instanceof Calibration calibration) {
            for (double score : new double[] {-1e300, 0, 0.3, 1, 1e300}) {
                probability("calibrated " + score, () -> calibration.applyAsDouble(score));
            }
        } else {
            askOther(model);
        }
    }

    /** Of effects that were made huge a value may be refused, and then says why. */
    private void askWith(Supplier<?> customer, double value) {
        Object model;
        try {
            model = customer.get();
        } catch (IllegalArgumentException refused) {
            if (!String.valueOf(refused.getMessage()).contains("out of its range")) {
                faults.add("covariate " + value + ": " + refused);
            }
            return;
        }
        ask(model);
    }

    private static double[] values(List<String> names, double value) {
        double[] values = new double[names.size()];
        Arrays.fill(values, value);
        return values;
    }

    /** Scores of a small base, and their reasons. */
    private void askPlan(List<Scorer> scorers) {
        if (scorers.isEmpty()) {
            return;
        }
        try {
            ScoreTable table = ScoringPlan.of(scorers.toArray(Scorer[]::new)).score(VIEW);
            for (String name : table.names()) {
                for (int row = 0; row < table.size(); row++) {
                    onScale(name, table.scale(name), table.get(row, name));
                }
                table.explain(3, name);
            }
        } catch (RuntimeException e) {
            faults.add("the plan of " + scorers.stream().map(Scorer::name).toList() + " threw " + e);
        }
    }

    /** NaN says that a customer has no such score. */
    private void onScale(String name, Scale scale, double score) {
        if (!(Double.isNaN(score) || (score >= scale.lowest() && score <= scale.highest()))) {
            faults.add(name + " gave " + score);
        }
    }

    private void askBase(CustomerBaseModel model) {
        PurchaseKernel alive = model.alive();
        PurchaseKernel year = model.purchasesWithin(52);
        PurchaseKernel none = model.noPurchaseWithin(13);
        PurchaseKernel worth = model.discountedPurchasesWithin(Double.POSITIVE_INFINITY, 0.002);
        for (double[] c : CUSTOMERS) {
            String who = "(" + c[0] + ", " + c[1] + ", " + c[2] + ")";
            probability("alive" + who, () -> alive.of(c[0], c[1], c[2]));
            count("purchasesWithin 52" + who, () -> year.of(c[0], c[1], c[2]));
            probability("noPurchaseWithin 13" + who, () -> none.of(c[0], c[1], c[2]));
            count("discounted inf 0.002" + who, () -> worth.of(c[0], c[1], c[2]));
        }
        count("expectedPurchases 52", () -> model.expectedPurchases(52));
    }

    private void askContract(ContractModel model) {
        for (int renewals : new int[] {0, 1, 12, 1_000_000, Integer.MAX_VALUE}) {
            probability("survival " + renewals, () -> model.survival(renewals));
            probability("churn " + renewals, () -> model.churnProbability(renewals));
            probability("survival " + renewals + " 12", () -> model.survival(renewals, 12));
            count("discounted " + renewals, () -> model.discountedRenewals(renewals, Integer.MAX_VALUE, 1e-5));
        }
    }

    private void askOther(Object model) {
        if (model instanceof GammaGamma spend) {
            money("new", spend::expectedSpend);
            money("known", () -> spend.conditionalExpectedSpend(3, 20));
        } else if (model instanceof NormalNormal spend) {
            money("new", spend::expectedSpend);
            money("known", () -> spend.conditionalExpectedSpend(3, -20));
        } else if (model instanceof HurdleGammaGamma spend) {
            probability("earning", () -> spend.probabilityOfEarning(3, 1));
            money("new", spend::expectedSpend);
            money("known", () -> spend.conditionalExpectedSpend(3, 1, 60));
        } else if (model instanceof TwoSidedHawkes process) {
            ContactTimes contacts = ContactTimes.builder(process.timeScale())
                    .add(new double[] {0, 1, 1.5}, new boolean[] {false, true, true}, 9)
                    .build();
            probability("provoked", () -> process.origins(contacts, 0).provokedShare());
        } else if (model instanceof DiscreteHazard hazard) {
            probability(
                    "leaves", () -> hazard.hazard(new double[hazard.columns().size()]));
        } else if (model instanceof MotiveModel motives) {
            probability("typical", motives::typicalRisk);
            Scorer risk = motives.scorer();
            MeasureTable table = MeasureTable.of(VIEW, TimeScale.DAYS, risk.inputs());
            RowScorer rows = risk.prepare(table);
            for (int row = 0; row < table.size(); row++) {
                double score = rows.score(row);
                probability("risk of " + row, () -> Double.isNaN(score) ? 0 : score);
            }
        } else if (model instanceof SilenceHabit habit) {
            probability("never back", () -> habit.unusualness(0, Double.NaN, 30));
            probability("talkative", () -> habit.unusualness(500, 1e-3, 30));
        } else if (model instanceof BetaBinomial shares) {
            probability("share", () -> shares.posterior(2, 9).mean());
            probability("none", () -> Math.exp(shares.logLikelihood(0, 9)));
        } else if (model instanceof DirichletMultinomial shares) {
            long[] counts = new long[shares.categories().size()];
            counts[0] = 3;
            probability("share", () -> shares.posterior(counts).mean(0));
            probability("counts", () -> Math.exp(shares.logLikelihood(counts)));
        } else if (model instanceof DiscountedGammaPoisson initiative) {
            for (double effort : new double[] {0, 0.3, 500}) {
                probability("act " + effort, () -> initiative.probabilityOfAct(effort, 9, 30));
                count("rate " + effort, () -> initiative.expectedRate(effort, 9));
            }
        } else if (model instanceof AdditiveLogistic additive) {
            double[] readings = new double[additive.inputs().size()];
            for (double acts : new double[] {0, 1, 500}) {
                Arrays.fill(readings, acts);
                probability("act " + acts, () -> additive.customer(readings).probability());
                probability(
                        "at least " + acts,
                        () -> additive.customer(readings).interval(0.9).lower());
            }
        } else if (model instanceof AcceleratedLifetime lifetime) {
            double[] values = new double[lifetime.coefficients().length];
            probability("survival", () -> lifetime.survival(5, values));
            probability("survivalFrom", () -> lifetime.survivalFrom(3, 5, values));
        } else if (model instanceof CoxModel cox) {
            double[] values = new double[cox.coefficients().length];
            probability("survival", () -> known(cox.survival(5, values)));
            probability("survivalFrom", () -> known(cox.survivalFrom(3, 5, values)));
        } else {
            throw new AssertionError("nobody asks a " + model.getClass());
        }
    }

    /** NaN says that nobody was observed for so long. */
    private static double known(double survival) {
        return Double.isNaN(survival) ? 0 : survival;
    }

    private void probability(String what, DoubleSupplier answer) {
        within(what, answer, 0, 1);
    }

    private void count(String what, DoubleSupplier answer) {
        within(what, answer, 0, Double.MAX_VALUE);
    }

    /** NaN where the model has no expectation, as with q of at most 1. */
    private void money(String what, DoubleSupplier answer) {
        within(what, () -> orNone(answer.getAsDouble()), -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    private static double orNone(double money) {
        return Double.isNaN(money) ? 0 : money;
    }

    private void within(String what, DoubleSupplier answer, double least, double most) {
        long start = System.nanoTime();
        try {
            double value = answer.getAsDouble();
            if (!(value >= least && value <= most)) {
                faults.add(what + " gave " + value);
            }
        } catch (RuntimeException e) {
            // Covariates that are not known for ever cannot be asked for ever, and the refusal says so.
            if (!String.valueOf(e.getMessage()).startsWith("the covariates are known ")) {
                faults.add(what + " threw " + e);
            }
        }
        slowest = Math.max(slowest, System.nanoTime() - start);
    }
}
