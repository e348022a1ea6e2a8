package io.engagement.setup;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.LevelCorrection;
import io.engagement.customerbase.Purchases;
import io.engagement.history.LogView;
import java.time.Duration;
import java.util.Optional;

/** What a kind of model has missed of late. */
final class PastLevel {
    private PastLevel() {}

    /** Empty of purchases by period. */
    static Optional<LevelCorrection> of(LogView view, PastFits past, CustomerBaseModel model, Duration horizon) {
        return model.definition().period().isPresent()
                ? Optional.empty()
                : Optional.of(LevelCorrection.learn(view, horizon, known -> then(known, past, model)));
    }

    /** Of the same family, of which the best then may not have been. */
    private static CustomerBaseModel then(LogView known, PastFits past, CustomerBaseModel model) {
        FitChoices choices = past.choices();
        if (choices.family().isEmpty() && model instanceof FamilyMember<?> member) {
            return member.family()
                    .fit(Purchases.of(known, choices.timeScale(), choices.purchases(), choices.covariates()))
                    .model();
        }
        return (CustomerBaseModel) past.fit(known, Subject.PURCHASES).model();
    }
}
