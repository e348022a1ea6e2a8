package io.engagement.cli;

import io.engagement.domain.Purpose;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.value.EarningSummary;
import io.engagement.value.GammaGamma;
import io.engagement.value.HurdleGammaGamma;
import io.engagement.value.NormalNormal;
import io.engagement.value.SpendModel;
import io.engagement.value.SpendSummary;
import java.util.Optional;

/** The models of spend: a further one has a line in each method. */
final class SpendModels {
    private SpendModels() {}

    static Fitted<? extends SpendModel> fit(Model model, LogView view, PurchaseDefinition days) {
        return switch (model) {
            case GAMMA_GAMMA -> GammaGamma.fit(SpendSummary.of(view, days));
            case NORMAL_NORMAL -> NormalNormal.fit(SpendSummary.of(view, lessReturns(days)));
            case HURDLE_GAMMA_GAMMA -> HurdleGammaGamma.fit(EarningSummary.of(view, lessReturns(days)));
            default ->
                throw new UsageError(model.word() + " is no model of spend; there are gamma-gamma, normal-normal and "
                        + "hurdle-gamma-gamma");
        };
    }

    /** The fitted model of a text; empty if it is one of something else. */
    static Optional<Fitted<? extends SpendModel>> read(String text) {
        return switch (Fitted.modelKind(text)) {
            case "gamma-gamma" -> Optional.of(GammaGamma.readFitted(text));
            case "normal-normal" -> Optional.of(NormalNormal.readFitted(text));
            case "hurdle-gamma-gamma" -> Optional.of(HurdleGammaGamma.readFitted(text));
            default -> Optional.empty();
        };
    }

    /** The purchase days whose values a model reads: Gamma-Gamma, which takes none below 0, as they were. */
    static PurchaseDefinition read(SpendModel model, PurchaseDefinition days) {
        return model instanceof GammaGamma ? days : lessReturns(days);
    }

    private static PurchaseDefinition lessReturns(PurchaseDefinition days) {
        return days.withRefunds(Filter.purpose(Purpose.RETURN));
    }
}
