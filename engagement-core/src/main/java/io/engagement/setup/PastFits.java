package io.engagement.setup;

import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Models of one log as of instants, each fitted once, and why others could not be. Not thread-safe. */
final class PastFits {
    private final FitChoices choices;
    private final Map<Key, Result> made = new HashMap<>();

    PastFits(FitChoices choices) {
        this.choices = Objects.requireNonNull(choices, "choices");
    }

    private record Key(Instant asOf, Subject subject) {}

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
        Key key = new Key(known.asOf(), subject);
        Result result = made.get(key);
        if (result == null) {
            // Not computed within the map: a fit may ask for others of its past.
            result = fitted(known, subject);
            made.put(key, result);
        }
        return result.model().orElseThrow(result.none()::orElseThrow);
    }

    private Result fitted(LogView known, Subject subject) {
        try {
            return new Result(Optional.of(Fits.one(known, this, subject)), Optional.empty());
        } catch (FitException | IllegalArgumentException none) {
            return new Result(Optional.empty(), Optional.of(none));
        }
    }
}
