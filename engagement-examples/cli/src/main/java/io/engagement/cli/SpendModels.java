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
        PurchaseDefinition counted = counted(model.word(), days);
        return switch (model) {
            case GAMMA_GAMMA -> GammaGamma.fit(SpendSummary.of(view, counted));
            case NORMAL_NORMAL -> NormalNormal.fit(SpendSummary.of(view, counted));
            case HURDLE_GAMMA_GAMMA -> HurdleGammaGamma.fit(EarningSummary.of(view, counted));
            default ->
                throw new UsageError(model.word() + " is no model of spend; there are gamma-gamma, normal-normal and "
                        + "hurdle-gamma-gamma");
        };
    }

    static boolean isSpend(String kind) {
        return kind.equals("gamma-gamma") || kind.equals("normal-normal") || kind.equals("hurdle-gamma-gamma");
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

    /** The purchases whose values a kind of model reads: Gamma-Gamma, which takes none below 0, as they were. */
    static PurchaseDefinition counted(String kind, PurchaseDefinition days) {
        return kind.equals("gamma-gamma") ? days : days.withRefunds(Filter.purpose(Purpose.RETURN));
    }
}
