package io.engagement.cli;

import io.engagement.connect.Excerpt;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an arm that is not contacted is usually called, where nobody says which one it is. */
final class HoldOuts {
    /** What {@code --hold-out} beside {@code --assignments} says of itself. */
    static final String OF_ASSIGNMENTS =
            "The arm of --assignments that is not contacted. Default: the one called control, holdout or none.";

    private static final Set<String> USUAL =
            Set.of("control", "holdout", "hold-out", "hold out", "held out", "held-out", "none", "no contact");

    private HoldOuts() {}

    /** The only arm that has such a name. */
    static Optional<String> usual(Collection<String> arms) {
        List<String> usual = arms.stream()
                .filter(arm -> USUAL.contains(arm.toLowerCase(Locale.ROOT)))
                .toList();
        return usual.size() == 1 ? Optional.of(usual.get(0)) : Optional.empty();
    }

    /**
     * The arm that is told, upper and lower case alike, or else the one that has such a name.
     *
     * @throws UsageError if there is none
     */
    static String of(Optional<String> told, String where, Collection<String> arms) {
        return of(told, where, arms, "");
    }

    /**
     * The same where there is something else to say.
     *
     * @param otherwise the end of the message if there is none
     * @throws UsageError if there is none
     */
    static String of(Optional<String> told, String where, Collection<String> arms, String otherwise) {
        return told.map(name -> asWritten(name, arms)
                        .orElseThrow(() -> new UsageError(nobodyIn(name, arms).getMessage() + otherwise)))
                .or(() -> usual(Set.copyOf(arms)))
                .orElseThrow(() -> new UsageError(missing(where, sorted(arms)) + otherwise));
    }

    /** What is said of an arm that is not among those of the customers. */
    static UsageError nobodyIn(String name, Collection<String> arms) {
        return new UsageError("--hold-out '" + Excerpt.of(name) + "': nobody is in that arm; arms are ["
                + Excerpt.ofNames(sorted(arms)) + "]");
    }

    /** An arm as it is written among others: upper and lower case alike, if none is written just so. */
    static Optional<String> asWritten(String name, Collection<String> arms) {
        return arms.contains(name)
                ? Optional.of(name)
                : arms.stream().filter(name::equalsIgnoreCase).findFirst();
    }

    private static List<String> sorted(Collection<String> arms) {
        return arms.stream().distinct().sorted().toList();
    }

    /** What is said where none has, or several. */
    static String missing(String where, Collection<String> arms) {
        return "--hold-out ARM is missing: which arm is not contacted? Arms of " + where + " are ["
                + Excerpt.ofNames(arms) + "]; an arm called control is taken for it";
    }
}
