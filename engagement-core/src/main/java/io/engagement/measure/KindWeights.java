package io.engagement.measure;

import io.engagement.domain.InteractionKind;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import io.engagement.measure.spi.Weights;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What interactions of a kind weigh in each thing that a {@link StateLayout} keeps. Immutable. */
public final class KindWeights {
    private final InteractionKind kind;
    /** By statistic; NaN where the kind alone does not decide. */
    private final double[] weights;

    private final boolean decided;

    private KindWeights(InteractionKind kind, double[] weights) {
        this.kind = kind;
        this.weights = weights;
        boolean all = true;
        for (double weight : weights) {
            all &= !Double.isNaN(weight);
        }
        this.decided = all;
    }

    static KindWeights of(InteractionKind kind, List<Statistic> statistics) {
        return new KindWeights(
                kind,
                statistics.stream()
                        .mapToDouble(statistic -> ofKind(statistic, kind))
                        .toArray());
    }

    private static double ofKind(Statistic statistic, InteractionKind kind) {
        try {
            return Weights.ofKind(statistic, kind);
        } catch (RuntimeException thrown) {
            throw OwnCode.named(statistic, thrown);
        }
    }

    /** Of one interaction. Not to be changed. */
    double[] of(List<Statistic> statistics, ToDoubleFunction<Quantity> quantities) {
        return decided ? weights : ask(statistics, quantities);
    }

    private double[] ask(List<Statistic> statistics, ToDoubleFunction<Quantity> quantities) {
        double[] asked = weights.clone();
        for (int i = 0; i < asked.length; i++) {
            if (Double.isNaN(asked[i])) {
                asked[i] = ask(statistics.get(i), quantities);
            }
        }
        return asked;
    }

    private double ask(Statistic statistic, ToDoubleFunction<Quantity> quantities) {
        try {
            return statistic.weight(kind, quantities);
        } catch (RuntimeException thrown) {
            throw OwnCode.named(statistic, thrown);
        }
    }

    /** Whether an interaction of the kind may take part in a statistic. */
    boolean mayTakePart(int statistic) {
        return weights[statistic] != 0;
    }
}
