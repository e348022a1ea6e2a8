package io.engagement.connect;

/** What durations are counted in. */
public enum DurationUnit {
    /** Milliseconds. */
    MS(1),
    /** Seconds. */
    S(1000),
    /** Minutes. */
    MIN(60_000),
    /** Hours. */
    H(3_600_000);

    private final int millis;

    DurationUnit(int millis) {
        this.millis = millis;
    }

    int millis() {
        return millis;
    }
}
