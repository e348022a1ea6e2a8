package io.engagement.outcome;

import io.engagement.outcome.observational.ObservationalEvidence;
import java.util.Optional;

/**
 * What was found of contacts without a hold-out.
 *
 * @param costs beyond the log
 * @param studied empty if the log has no past
 */
record Observations(OwnCosts costs, Optional<Studied> studied) {
    /**
     * All outcomes.
     *
     * @param value margin times spend less costs, those beyond the log too
     * @param cut value with the largest amounts cut; empty if nothing might be claimed
     * @param harm how often
     * @param contacts of other campaigns; empty if there are none
     * @param leaving who had left at the end
     */
    record Studied(
            ObservationalEvidence value,
            Optional<ObservationalEvidence> cut,
            ObservationalEvidence harm,
            Optional<ObservationalEvidence> contacts,
            LeavingDifferences leaving) {}
}
