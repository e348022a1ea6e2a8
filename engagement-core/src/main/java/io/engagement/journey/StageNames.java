package io.engagement.journey;

import java.util.Locale;

/** Names of stages where columns have names. */
final class StageNames {
    /** Where a customer has no stage. */
    static final String NONE = "(none)";

    private StageNames() {}

    /** In snake case. */
    static String column(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("\\s+", "_");
    }
}
