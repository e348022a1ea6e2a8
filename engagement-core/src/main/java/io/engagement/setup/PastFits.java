package io.engagement.setup;

import io.engagement.customerbase.PurchaseFamily;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Models of one log as of instants, each fitted once, and why others could not be. Not thread-safe. */
final class PastFits {
    private final FitChoices choices;
    private final Map<Key, Result> made = new HashMap<>();

    PastFits(FitChoices choices) {
        this.choices = Objects.requireNonNull(choices, "choices");
    }

    /** A subject, by the model that is chosen for it, or a family. */
    private record Key(Instant asOf, Object what) {}

    /** A model, or why there is none. */
    private record Result(Optional<Fitted<?>> model, Optional<RuntimeException> none) {}

    FitChoices choices() {
        return choices;
    }

    /**
     * The model of a subject.
     *
     * @throws FitException if it cannot be fitted
     * @throws IllegalArgumentException if choices do not go together
     */
    Fitted<?> fit(LogView known, Subject subject) {
        return fit(new Key(known.asOf(), subject), () -> Fits.one(known, this, subject));
    }

    /** A model of purchases of a family, whichever is chosen; throws as for a subject. */
    Fitted<?> fit(LogView known, PurchaseFamily<?> family) {
        return fit(new Key(known.asOf(), family), () -> Fits.one(known, this, family));
    }

    private Fitted<?> fit(Key key, Supplier<Fitted<?>> fit) {
        Result result = made.get(key);
        if (result == null) {
            // Not computed within the map: a fit may ask for others of its past.
            result = fitted(fit);
            made.put(key, result);
        }
        return result.model().orElseThrow(result.none()::orElseThrow);
    }

    private static Result fitted(Supplier<Fitted<?>> fit) {
        try {
            return new Result(Optional.of(fit.get()), Optional.empty());
        } catch (FitException | IllegalArgumentException none) {
            return new Result(Optional.empty(), Optional.of(none));
        }
    }
}
