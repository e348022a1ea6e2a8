package io.engagement.measure;

import io.engagement.domain.Channel;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;

/** How much effort one interaction of a kind stands for: weight of its purpose times weight of its channel; >= 0, finite. */
public final class EffortWeights implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    private EffortWeights() {}

    /** every interaction counts 1. */
    public static EffortWeights uniform() {
        throw new UnsupportedOperationException();
    }

    public EffortWeights withPurpose(Purpose purpose, double weight) {
        throw new UnsupportedOperationException();
    }

    public EffortWeights withChannel(Channel channel, double weight) {
        throw new UnsupportedOperationException();
    }

    public double of(InteractionKind kind) {
        throw new UnsupportedOperationException();
    }
}
