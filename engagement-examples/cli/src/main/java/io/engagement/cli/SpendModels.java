package io.engagement.cli;

import io.engagement.fit.Fitted;
import io.engagement.value.GammaGamma;
import io.engagement.value.SpendModel;
import io.engagement.value.SpendSummary;
import java.util.Optional;

/** The models of spend: a further one has a line in each method. */
final class SpendModels {
    private SpendModels() {}

    static Fitted<? extends SpendModel> fit(Model model, SpendSummary summary) {
        return switch (model) {
            case GAMMA_GAMMA -> GammaGamma.fit(summary);
            default -> throw new UsageError(model.word() + " is no model of spend");
        };
    }

    /** The fitted model of a text; empty if it is one of something else. */
    static Optional<Fitted<? extends SpendModel>> read(String text) {
        return switch (Fitted.modelKind(text)) {
            case "gamma-gamma" -> Optional.of(GammaGamma.readFitted(text));
            default -> Optional.empty();
        };
    }
}
