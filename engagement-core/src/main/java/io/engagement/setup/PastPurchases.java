package io.engagement.setup;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.LevelCorrection;
import io.engagement.history.LogView;
import java.time.Duration;
import java.util.Optional;

/** What the kind of model that is now there said of purchases in the past. */
final class PastPurchases {
    private PastPurchases() {}

    /** What it missed; empty of purchases by period. */
    static Optional<LevelCorrection> level(LogView view, PastFits past, CustomerBaseModel model, Duration horizon) {
        return model.definition().period().isPresent()
                ? Optional.empty()
                : Optional.of(LevelCorrection.learn(view, horizon, known -> then(known, past, model)));
    }

    /** A model of the same family, of which the best then may not have been. */
    static CustomerBaseModel then(LogView known, PastFits past, CustomerBaseModel model) {
        if (past.choices().family().isEmpty() && model instanceof FamilyMember<?> member) {
            return (CustomerBaseModel) past.fit(known, member.family()).model();
        }
        return (CustomerBaseModel) past.fit(known, Subject.PURCHASES).model();
    }
}
