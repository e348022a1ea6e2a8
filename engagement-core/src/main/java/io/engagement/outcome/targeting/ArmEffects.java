package io.engagement.outcome.targeting;

import io.engagement.internal.index.KeyedHash;
import io.engagement.outcome.effect.Aipw;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Fits what is expected in each arm and what each arm gains over the hold-out, on standard columns of a trial. */
final class ArmEffects {
    /** Fewer leave too little to the models, more take longer. */
    private static final int FOLDS = 5;

    private static final KeyedHash FOLD = new KeyedHash(0x666f_6c64L, 0x7765_6967_6874L);

    private final Trial trial;
    private final double[][] columns;
    private final double ridge;
    private final boolean logistic;

    ArmEffects(Trial trial, double[][] columns, double ridge) {
        this.trial = trial;
        this.columns = columns;
        this.ridge = ridge;
        this.logistic = Arrays.stream(trial.rows().outcome).allMatch(each -> each == 0 || each == 1);
    }

    /** What is expected in each arm. */
    Regression[] expected() {
        return IntStream.range(0, trial.arms().size())
                .mapToObj(arm -> fit(trial.rows().of(arm)))
                .toArray(Regression[]::new);
    }

    private Regression fit(int... rows) {
        return Regression.fit(
                logistic, ridge, TrialRows.picked(trial.rows().outcome, rows), Design.picked(columns, rows));
    }

    /** The gain of an arm as one linear model of numbers whose mean it is. */
    Regression gain(UpliftLearner learner, int arm) {
        int[] pair = IntStream.range(0, trial.size())
                .filter(row -> trial.arm(row) == 0 || trial.arm(row) == arm)
                .toArray();
        double[] shares = trial.propensities();
        double share = shares[arm] / (shares[arm] + shares[0]);
        double[] numbers =
                learner == UpliftLearner.TRANSFORMED_OUTCOME ? transformed(pair, arm, share) : robust(pair, arm, share);
        return Regression.linear(ridge, numbers, Design.picked(columns, pair));
    }

    private double[] transformed(int[] pair, int arm, double share) {
        return Arrays.stream(pair)
                .mapToDouble(row -> trial.outcome(row) / (trial.arm(row) == arm ? share : share - 1))
                .toArray();
    }

    private double[] robust(int[] pair, int arm, double share) {
        double[] with = new double[pair.length];
        double[] without = new double[pair.length];
        int[] fold = Arrays.stream(pair)
                .map(row -> (int) Long.remainderUnsigned(FOLD.of(trial.customer(row)), FOLDS))
                .toArray();
        for (int f = 0; f < FOLDS; f++) {
            int out = f;
            Regression ofArm = fitWithout(pair, fold, out, arm);
            Regression ofHoldOut = fitWithout(pair, fold, out, 0);
            IntStream.range(0, pair.length).filter(i -> fold[i] == out).forEach(i -> {
                double[] row = row(pair[i]);
                with[i] = ofArm.of(row);
                without[i] = ofHoldOut.of(row);
            });
        }
        return scores(TrialRows.picked(trial.rows().outcome, pair), contacted(trial, arm, pair), share, with, without);
    }

    private Regression fitWithout(int[] pair, int[] fold, int out, int arm) {
        return fit(IntStream.range(0, pair.length)
                .filter(i -> fold[i] != out && trial.arm(pair[i]) == arm)
                .map(i -> pair[i])
                .toArray());
    }

    private double[] row(int row) {
        return Arrays.stream(columns).mapToDouble(column -> column[row]).toArray();
    }

    static boolean[] contacted(Trial trial, int arm, int... pair) {
        boolean[] contacted = new boolean[pair.length];
        IntStream.range(0, pair.length).forEach(i -> contacted[i] = trial.arm(pair[i]) == arm);
        return contacted;
    }

    /** Doubly robust scores of gains, all with the same share contacted. */
    static double[] scores(double[] outcome, boolean[] contacted, double share, double[] with, double[] without) {
        double[] propensity = new double[outcome.length];
        Arrays.fill(propensity, share);
        return Aipw.scores(outcome, contacted, propensity, with, without);
    }
}
