package io.engagement.measure;

import io.engagement.domain.InteractionKind;
import io.engagement.domain.Registry;
import java.time.Duration;
import java.time.ZoneId;

/** What a model of acts foretells: that a customer acts at least once within a time. */
public sealed interface ActDefinition extends Definition permits EngagementDefinition, RetentionDefinition {
    /**
     * Which interactions may count.
     *
     * @return a filter
     */
    Filter filter();

    /**
     * For how much they count.
     *
     * @return the effort of an interaction of a kind; 0 if it does not count
     */
    EffortWeights weights();

    /**
     * Within what time an act is expected.
     *
     * @return positive; where each customer is waited for by their own gaps, the longest such time
     */
    Duration horizon();

    /**
     * Whose days are counted.
     *
     * @return a zone
     */
    ZoneId zone();

    /**
     * What counts: the filter, less what weighs nothing.
     *
     * @return the filter that acts pass
     */
    default Filter acts() {
        return filter().and(weights().counting());
    }

    /**
     * How much an interaction of a kind counts.
     *
     * @param kind any kind
     * @return its weight if it passes the filter, 0 otherwise
     */
    default double effort(InteractionKind kind) {
        return filter().matches(kind) ? weights().of(kind) : 0;
    }

    /**
     * Reads a definition of acts.
     *
     * @param text what {@link #toText()} wrote
     * @param registry what in it is the user's own
     * @return an equal definition
     * @throws IllegalArgumentException if it is none, one of an unknown version, incomplete or out of range
     */
    static ActDefinition read(String text, Registry registry) {
        return DefinitionText.kindOf(text).equals(RetentionDefinition.KIND)
                ? RetentionDefinition.read(text, registry)
                : EngagementDefinition.read(text, registry);
    }
}
