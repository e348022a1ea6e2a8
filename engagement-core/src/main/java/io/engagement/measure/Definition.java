package io.engagement.measure;

import io.engagement.domain.Registry;
import java.util.Optional;

/**
 * What was counted when a model was fitted, and is counted when it scores: a value that travels with the model, in memory and
 * in its text.
 */
public sealed interface Definition permits PurchaseDefinition, ContractTerms, ActDefinition {
    /**
     * The text form.
     *
     * @return one line, which {@code read} of its type reads to an equal definition
     * @throws IllegalStateException if it holds something of the user's own that has no name
     */
    String toText();

    /**
     * What is counted, in words.
     *
     * @return one phrase
     */
    String describe();

    /**
     * What another definition says otherwise.
     *
     * @param other any definition
     * @return the difference in words, which calls this one "here" and the other "there"; empty if they are equal
     */
    Optional<String> differenceFrom(Definition other);

    /**
     * Refuses what was not made for one another.
     *
     * @param here what has this definition, for the message
     * @param other another definition
     * @param there what has the other one
     * @throws IllegalArgumentException if the definitions differ: the message says in what
     */
    default void requireSame(String here, Definition other, String there) {
        differenceFrom(other).ifPresent(difference -> {
            throw new IllegalArgumentException(here + " and " + there + " have different definitions: " + difference
                    + " (here: " + here + ", there: " + there + "); fit both with one definition");
        });
    }

    /**
     * Reads any definition.
     *
     * @param text what {@link #toText()} wrote
     * @param registry what in it is the user's own
     * @return an equal definition
     * @throws IllegalArgumentException if it is none, one of an unknown version, incomplete or out of range
     */
    static Definition read(String text, Registry registry) {
        return switch (DefinitionText.kindOf(text)) {
            case PurchaseDefinition.KIND -> PurchaseDefinition.read(text, registry);
            case ContractTerms.KIND -> ContractTerms.read(text, registry);
            case EngagementDefinition.KIND, RetentionDefinition.KIND -> ActDefinition.read(text, registry);
            default ->
                throw new IllegalArgumentException("a definition must begin with " + PurchaseDefinition.KIND + ", "
                        + ContractTerms.KIND + ", " + EngagementDefinition.KIND + " or " + RetentionDefinition.KIND
                        + ", was '" + text + "'");
        };
    }
}
