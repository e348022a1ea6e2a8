package io.engagement.journey;

import io.engagement.internal.base.Groups;
import io.engagement.internal.text.OneLine;
import java.util.Locale;

/** Names of stages where columns have names. */
final class StageNames {
    /** Where a customer has no stage. */
    static final String NONE = Groups.NONE;

    private StageNames() {}

    /** In snake case. */
    static String column(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("\\s+", "_");
    }

    /** A stage's name. */
    static String checked(String name) {
        if (name.isBlank() || !name.equals(name.strip()) || name.lines().count() > 1) {
            throw new IllegalArgumentException(
                    "a stage's name must be one line without blanks around it, was '" + OneLine.of(name) + "'");
        }
        return name;
    }
}
