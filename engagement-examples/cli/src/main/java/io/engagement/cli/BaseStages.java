package io.engagement.cli;

import io.engagement.fit.FitException;
import io.engagement.history.LogView;
import io.engagement.journey.Stages;
import java.io.PrintWriter;
import java.time.ZoneId;

/** The usual stages of a base. */
final class BaseStages {
    private BaseStages() {}

    /** With its own habit of silence, or without one, which is said. */
    static Stages of(LogView view, ZoneId zone, PrintWriter messages) {
        try {
            return Stages.fit(view, zone);
        } catch (FitException e) {
            messages.println("note: too few customers come back to know how long they rest (" + e.happened()
                    + "): nobody is at risk, and lapsed is who has cancelled or opted out");
            return Stages.standard(Stages.acts(zone));
        }
    }
}
