package io.engagement.measure;

import io.engagement.measure.spi.Statistic;

/** Names the user's own code where it throws. */
final class OwnCode {
    private OwnCode() {}

    /** Whether a statistic is not of this library. */
    static boolean isOwn(Statistic statistic) {
        return !statistic.getClass().getPackageName().equals(OwnCode.class.getPackageName());
    }

    /** What a statistic throws; a built-in one does so only for what is out of order, and says so. */
    static RuntimeException named(Statistic statistic, RuntimeException thrown) {
        return isOwn(statistic)
                ? named(
                        "statistic " + statistic.name() + ", "
                                + statistic.getClass().getName(),
                        thrown)
                : thrown;
    }

    /** What was refused is refused still, all else is a fault of that code. */
    static RuntimeException named(String what, RuntimeException thrown) {
        String message = what + ", threw " + thrown;
        return thrown instanceof IllegalArgumentException
                ? new IllegalArgumentException(message, thrown)
                : new IllegalStateException(message, thrown);
    }
}
