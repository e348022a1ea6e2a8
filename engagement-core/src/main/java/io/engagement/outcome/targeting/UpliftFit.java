package io.engagement.outcome.targeting;

import io.engagement.internal.index.KeyedHash;
import io.engagement.internal.math.Checks;
import java.util.Arrays;
import java.util.Objects;

/** Fits models of a trial: design, what is expected in each arm and what contacts cost are the same of all learners. */
final class UpliftFit {
    /** Never to be changed: saved models hold these hashes. */
    private static final KeyedHash SEEN = new KeyedHash(0x7365_656e_2062_7920L, 0x7570_6c69_6674_206dL);

    private final Trial trial;
    private final double ridge;
    private final Design design;
    private final ArmEffects effects;
    private final Regression[] expected;
    private final double[] costs;
    private final long[] seen;

    UpliftFit(Trial trial, double ridge) {
        this.trial = trial;
        this.ridge = Checks.notNegative("ridge", ridge);
        design = new Design(trial.rows().columns);
        effects = new ArmEffects(trial, design.of(trial.rows().columns), ridge);
        expected = effects.expected();
        costs = new double[expected.length];
        for (int arm = 1; arm < costs.length; arm++) {
            costs[arm] = trial.rows().mean(trial.rows().cost, arm);
        }
        seen = Arrays.stream(trial.rows().customers)
                .mapToLong(UpliftFit::hash)
                .distinct()
                .sorted()
                .toArray();
    }

    UpliftModel by(UpliftLearner learner) {
        Objects.requireNonNull(learner, "learner");
        Regression[] gains = expected.clone();
        for (int arm = 1; arm < gains.length; arm++) {
            gains[arm] = learner == UpliftLearner.TWO_MODELS ? expected[arm] : effects.gain(learner, arm);
        }
        return new UpliftModel(new UpliftModel.Parts(
                learner, ridge, trial.arms(), trial.covariates(), trial.worth(), design, expected, gains, costs, seen));
    }

    /** By which a customer is known to have been learnt from. */
    static long hash(String customer) {
        return SEEN.of(customer);
    }
}
