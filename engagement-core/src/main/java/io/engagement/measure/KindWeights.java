package io.engagement.measure;

import io.engagement.domain.InteractionKind;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import io.engagement.measure.spi.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What interactions of a kind weigh in each thing that a {@link StateLayout} keeps. Immutable. */
public final class KindWeights {
    /** Null where the kind's weights are all that is asked for: its texts may tell of a customer. */
    private final @Nullable InteractionKind kind;
    /** By statistic; NaN where the kind alone does not decide. */
    private final double[] weights;

    private final boolean decided;

    private KindWeights(@Nullable InteractionKind kind, double[] weights, boolean decided) {
        this.kind = kind;
        this.weights = weights;
        this.decided = decided;
    }

    static KindWeights of(InteractionKind kind, List<Statistic> statistics) {
        return of(
                kind,
                statistics.stream()
                        .mapToDouble(statistic -> ofKind(statistic, kind))
                        .toArray());
    }

    private static KindWeights of(InteractionKind kind, double[] weights) {
        boolean decided = Arrays.stream(weights).noneMatch(Double::isNaN);
        return new KindWeights(decided ? null : kind, weights, decided);
    }

    /** Of a kind that differs from another in the campaign alone, at which some statistics look: this if it weighs the same. */
    KindWeights ofCampaign(InteractionKind ofIt, List<Statistic> statistics, int[] looking) {
        double[] others = weights;
        boolean isAsked = false;
        for (int i : looking) {
            double weight = ofKind(statistics.get(i), ofIt);
            isAsked |= Double.isNaN(weight);
            if (Double.compare(weight, weights[i]) != 0) {
                others = others == weights ? weights.clone() : others;
                others[i] = weight;
            }
        }
        return others == weights && !isAsked ? this : of(ofIt, others);
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

    /** Of one interaction: this where the kind decides. */
    KindWeights decided(List<Statistic> statistics, ToDoubleFunction<Quantity> quantities) {
        return decided ? this : new KindWeights(null, ask(statistics, quantities), true);
    }

    private double[] ask(List<Statistic> statistics, ToDoubleFunction<Quantity> quantities) {
        InteractionKind asking = Objects.requireNonNull(kind);
        double[] asked = weights.clone();
        for (int i = 0; i < asked.length; i++) {
            if (Double.isNaN(asked[i])) {
                asked[i] = ask(statistics.get(i), asking, quantities);
            }
        }
        return asked;
    }

    private static double ask(Statistic statistic, InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
        try {
            return statistic.weight(kind, quantities);
        } catch (RuntimeException thrown) {
            throw OwnCode.named(statistic, thrown);
        }
    }

    /**
     * Whether the kind alone decides, and none of an interaction's quantities.
     *
     * @return true if all interactions of the kind weigh the same
     */
    public boolean isDecided() {
        return decided;
    }

    /** Whether an interaction of the kind may take part in a statistic. */
    boolean mayTakePart(int statistic) {
        return weights[statistic] != 0;
    }

    /** Equal are those that weigh each interaction alike: where the kind alone decides, also those of different kinds. */
    @Override
    public boolean equals(Object other) {
        return other instanceof KindWeights that
                && Arrays.equals(weights, that.weights)
                && Objects.equals(kind, that.kind);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }
}
