package io.engagement.initiative;

import io.engagement.domain.InitiatorCounts;
import io.engagement.fit.FitException;
import io.engagement.history.LogView;
import io.engagement.measure.ActDefinition;
import io.engagement.measure.RetentionDefinition;
import java.util.List;

/** Why nothing can be said of a base in which nobody ever did what counts. */
final class NoActs {
    private static final String INITIATORS =
            "Who began what? Give initiators, or directions with conversations or replies, from which they are inferred.";

    private NoActs() {}

    static FitException of(String model, LogView view, ActDefinition definition) {
        if (definition instanceof RetentionDefinition staying) {
            return FitException.of(
                    model,
                    "there is no purchase",
                    List.of("Does the definition take what the log holds: " + staying.filter() + "?"));
        }
        InitiatorCounts initiators = view.initiators();
        String takes = "Does the definition take what the log holds: " + definition.acts() + "?";
        return FitException.of(
                model,
                happened(initiators),
                initiators.unknown() > 0 ? List.of(INITIATORS, takes) : List.of(takes, INITIATORS));
    }

    private static String happened(InitiatorCounts initiators) {
        if (initiators.unknown() > 0 && initiators.unknown() == initiators.all()) {
            return "the initiator of no interaction is known, so that nothing tells the customers' initiative from the"
                    + " company's";
        }
        return "nobody ever acted of their own accord, in a way that counts, in " + initiators.all() + " interactions"
                + (initiators.unknown() > 0 ? ", of which who began " + initiators.unknown() + " is unknown" : "");
    }
}
