package io.engagement.measure;

import io.engagement.history.LogView;
import io.engagement.internal.statistic.BuiltIn;
import io.engagement.measure.spi.Statistic;

/** Names the user's own code where it throws. */
final class OwnCode {
    private OwnCode() {}

    /** Whether a statistic is not of this library. */
    static boolean isOwn(Statistic statistic) {
        return !(statistic instanceof BuiltIn)
                && !statistic.getClass().getPackageName().equals(OwnCode.class.getPackageName());
    }

    /** The reader of a view. */
    static Statistic.Reader reader(Statistic statistic, LogView view) {
        if (!isOwn(statistic)) {
            return statistic.reader(view);
        }
        try {
            return named(statistic, statistic.reader(view));
        } catch (RuntimeException thrown) {
            throw named(statistic, thrown);
        }
    }

    private static Statistic.Reader named(Statistic statistic, Statistic.Reader reader) {
        return (from, to, slots, offset) -> {
            try {
                reader.addAll(from, to, slots, offset);
            } catch (RuntimeException thrown) {
                throw named(statistic, thrown);
            }
        };
    }

    /** What a statistic throws; a built-in one does so only for what is out of order, and says so. */
    static RuntimeException named(Statistic statistic, RuntimeException thrown) {
        return named(statistic, "", thrown);
    }

    /** The same with what it was about. */
    static RuntimeException named(Statistic statistic, String of, RuntimeException thrown) {
        return isOwn(statistic)
                ? named(
                        "statistic " + statistic.name() + of + ", "
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
