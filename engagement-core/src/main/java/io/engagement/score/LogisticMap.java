package io.engagement.score;

import io.engagement.fit.ModelText;
import java.util.Arrays;
import java.util.stream.IntStream;

/** 1 / (1 + exp(-(intercept + slope (score - centre) / spread))). */
record LogisticMap(double centre, double spread, double intercept, double slope) implements CalibrationMap {
    static final String NAME = "logistic";
    private static final int MOST_STEPS = 100;
    private static final double RIDGE = 1e-12;

    static LogisticMap read(ModelText text) {
        double spread = text.number("spread");
        if (!(spread > 0)) {
            throw new IllegalArgumentException("spread of a saved calibration must be positive, was " + spread);
        }
        return new LogisticMap(text.number("centre"), spread, text.number("intercept"), text.number("slope"));
    }

    @Override
    public ModelText write(ModelText text) {
        return text.with("map", NAME)
                .with("centre", centre)
                .with("spread", spread)
                .with("intercept", intercept)
                .with("slope", slope);
    }

    static LogisticMap fit(double[] scores, boolean[] outcomes) {
        double centre = Arrays.stream(scores).average().orElseThrow();
        double variance = Arrays.stream(scores)
                .map(score -> (score - centre) * (score - centre))
                .average()
                .orElseThrow();
        double[] targets = smoothed(outcomes);
        LogisticMap best = new LogisticMap(centre, variance > 0 ? Math.sqrt(variance) : 1, 0, 0);
        for (int step = 0; step < MOST_STEPS; step++) {
            LogisticMap next = best.stepped(scores, targets);
            if (!(next.loss(scores, targets) < best.loss(scores, targets))) {
                return best;
            }
            best = next;
        }
        return best;
    }

    /** Platt's targets: posterior means under a uniform prior. */
    private static double[] smoothed(boolean[] outcomes) {
        long yes = IntStream.range(0, outcomes.length)
                .filter(index -> outcomes[index])
                .count();
        double high = (yes + 1.0) / (yes + 2.0);
        double low = 1.0 / (outcomes.length - yes + 2.0);
        return IntStream.range(0, outcomes.length)
                .mapToDouble(index -> outcomes[index] ? high : low)
                .toArray();
    }

    /** One step of Newton's method, halved until the loss falls. */
    private LogisticMap stepped(double[] scores, double[] targets) {
        double g0 = 0;
        double g1 = 0;
        double h00 = RIDGE;
        double h01 = 0;
        double h11 = RIDGE;
        for (int index = 0; index < scores.length; index++) {
            double x = (scores[index] - centre) / spread;
            double p = applyAsDouble(scores[index]);
            double weight = p * (1 - p);
            g0 += p - targets[index];
            g1 += (p - targets[index]) * x;
            h00 += weight;
            h01 += weight * x;
            h11 += weight * x * x;
        }
        double determinant = h00 * h11 - h01 * h01;
        double byIntercept = (h11 * g0 - h01 * g1) / determinant;
        double bySlope = (h00 * g1 - h01 * g0) / determinant;
        double now = loss(scores, targets);
        LogisticMap next = this;
        for (double size = 1; size > 1e-10; size /= 2) {
            next = new LogisticMap(centre, spread, intercept - size * byIntercept, slope - size * bySlope);
            if (next.loss(scores, targets) < now) {
                return next;
            }
        }
        return next;
    }

    private double loss(double[] scores, double[] targets) {
        double loss = 0;
        for (int index = 0; index < scores.length; index++) {
            double logit = logit(scores[index]);
            // log(1 + exp(logit)) - target * logit, without overflow
            loss += Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - targets[index] * logit;
        }
        return loss;
    }

    private double logit(double score) {
        return intercept + slope * (score - centre) / spread;
    }

    @Override
    public double applyAsDouble(double score) {
        return 1 / (1 + Math.exp(-logit(score)));
    }
}
