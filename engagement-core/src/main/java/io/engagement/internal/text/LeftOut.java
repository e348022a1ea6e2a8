package io.engagement.internal.text;

import java.util.Optional;

/** How a fit tells whom it has left out. */
public final class LeftOut {
    private LeftOut() {}

    /**
     * Those of whom a covariate is not known.
     *
     * @param unknown of how many
     * @param all there are
     * @param what they are, in the plural
     * @param whose the covariate is, {@code their} or {@code their customer's}
     * @param name of the covariate
     * @return a sentence; empty if it is known of all
     */
    public static Optional<String> sentence(long unknown, long all, String what, String whose, String name) {
        return unknown == 0
                ? Optional.empty()
                : Optional.of(unknown + " of " + all + " " + what + " were left out, as " + whose + " "
                        + OneLine.of(name) + " is not known");
    }
}
