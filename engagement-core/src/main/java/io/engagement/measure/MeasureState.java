package io.engagement.measure;

import io.engagement.domain.Interaction;
import io.engagement.domain.TimeScale;
import java.time.Instant;

/** What a measure has seen of one customer so far: add, merge, value at an instant. Mutable; not for several threads. */
public final class MeasureState {
    private MeasureState() {}

    public static MeasureState of(Measure measure) {
        throw new UnsupportedOperationException();
    }

    public Measure measure() {
        throw new UnsupportedOperationException();
    }

    /** ordered measures refuse an interaction that is earlier than the last one. */
    public void add(Interaction interaction) {
        throw new UnsupportedOperationException();
    }

    /** ordered measures refuse overlapping parts. */
    public void merge(MeasureState other) {
        throw new UnsupportedOperationException();
    }

    public double valueAt(Instant instant, TimeScale scale) {
        throw new UnsupportedOperationException();
    }
}
