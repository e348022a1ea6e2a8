package io.engagement.survival;

import io.engagement.fit.ModelText;
import io.engagement.internal.math.RunningSums;
import java.util.Arrays;

/** The cumulative hazard of a stratum at the means of the covariates: a step at each event time. */
record BaselineHazard(int stratum, Steps steps) {
    /** Times, ascending, the cumulative hazard from each on, and until when anybody was observed. */
    static final class Steps {
        private final double[] times;
        private final double[] hazards;
        private final double last;

        Steps(double[] times, double[] hazards, double last) {
            this.times = times;
            this.hazards = hazards;
            this.last = last;
        }
    }

    /** The hazard by Efron or Breslow at the coefficients of standardized covariates. */
    static BaselineHazard[] of(RiskSets sets, Ties ties, double[] beta) {
        double[] predictors = sets.predictors(beta);
        double shift = RiskSets.greatest(predictors);
        double[] risk =
                Arrays.stream(predictors).map(eta -> Math.exp(eta - shift)).toArray();
        double[][] times = new double[sets.strata()][];
        double[][] hazards = new double[sets.strata()][];
        int[] counts = new int[sets.strata()];
        for (int s = 0; s < sets.strata(); s++) {
            times[s] = new double[sets.first(s + 1) - sets.first(s)];
            hazards[s] = new double[times[s].length];
        }
        sets.sweep(risk, 0, (s, time, sums) -> {
            double sum = 0;
            for (int k = 0; k < sums.events(); k++) {
                sum += Math.exp(-shift) / sums.risk(ties.gone(k, sums.events()));
            }
            counts[s]++;
            // From the end of the array on, since the sweep goes back in time.
            times[s][times[s].length - counts[s]] = time;
            hazards[s][times[s].length - counts[s]] = sums.meanWeight() * sum;
        });
        BaselineHazard[] baselines = new BaselineHazard[sets.strata()];
        for (int s = 0; s < baselines.length; s++) {
            int n = times[s].length;
            double[] cumulative = Arrays.copyOfRange(hazards[s], n - counts[s], n);
            RunningSums.accumulate(cumulative);
            Steps steps =
                    new Steps(Arrays.copyOfRange(times[s], n - counts[s], n), cumulative, sets.stop(sets.first(s)));
            baselines[s] = new BaselineHazard(sets.stratum(s), steps);
        }
        return baselines;
    }

    /** The cumulative hazard at t; NaN after the last time. */
    double at(double t) {
        int step = EventTimes.step(steps.times, t);
        if (t > steps.last) {
            return Double.NaN;
        }
        return step == 0 ? 0 : steps.hazards[step - 1];
    }

    ModelText modelText() {
        ModelText text = ModelText.of("baseline-hazard", 1)
                .with("stratum", Integer.toString(stratum))
                .with("last", steps.last)
                .with("times", words(steps.times))
                .with("hazards", words(steps.hazards));
        return text;
    }

    private static String words(double[] values) {
        StringBuilder words = new StringBuilder();
        for (double value : values) {
            words.append(words.length() == 0 ? "" : " ").append(value);
        }
        return words.toString();
    }

    static BaselineHazard ofText(ModelText text) {
        double[] times = text.numbers("times");
        double[] hazards = text.numbers("hazards");
        if (times.length != hazards.length) {
            throw new IllegalArgumentException(
                    "a baseline must have as many hazards as times, had " + hazards.length + " for " + times.length);
        }
        check("times", times);
        check("hazards", hazards);
        double last = text.number("last", times.length == 0 ? 0 : times[times.length - 1], Double.MAX_VALUE);
        return new BaselineHazard(
                text.whole("stratum", Integer.MIN_VALUE, Integer.MAX_VALUE), new Steps(times, hazards, last));
    }

    private static void check(String name, double[] ascending) {
        double before = 0;
        for (double each : ascending) {
            if (!(each >= before)) {
                throw new IllegalArgumentException(
                        name + " of a baseline must ascend from 0 on, was " + each + " after " + before);
            }
            before = each;
        }
    }
}
