package io.engagement.outcome.targeting;

import io.engagement.internal.index.KeyedHash;
import java.util.Arrays;

/** Fits a model. */
final class UpliftFit {
    /** Never to be changed: saved models hold these hashes. */
    private static final KeyedHash SEEN = new KeyedHash(0x7365_656e_2062_7920L, 0x7570_6c69_6674_206dL);

    private UpliftFit() {}

    static UpliftModel of(Trial trial, UpliftLearner learner, double ridge) {
        Design design = new Design(trial.rows().columns);
        ArmEffects effects = new ArmEffects(trial, design.of(trial.rows().columns), ridge);
        Regression[] expected = effects.expected();
        Regression[] gains = expected.clone();
        double[] costs = new double[expected.length];
        for (int arm = 1; arm < gains.length; arm++) {
            gains[arm] = learner == UpliftLearner.TWO_MODELS ? expected[arm] : effects.gain(learner, arm);
            costs[arm] = trial.rows().mean(trial.rows().cost, arm);
        }
        return new UpliftModel(new UpliftModel.Parts(
                learner,
                ridge,
                trial.arms(),
                trial.covariates(),
                trial.worth(),
                design,
                expected,
                gains,
                costs,
                Arrays.stream(trial.rows().customers)
                        .mapToLong(UpliftFit::hash)
                        .distinct()
                        .sorted()
                        .toArray()));
    }

    /** By which a customer is known to have been learnt from. */
    static long hash(String customer) {
        return SEEN.of(customer);
    }
}
