package io.engagement.setup;

import io.engagement.domain.Registry;
import io.engagement.fit.Families;
import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.fit.StatisticalModel;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.journey.motive.MotiveModel;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.HurdleGammaGamma;
import io.engagement.spend.NormalNormal;
import io.engagement.survival.ContractModels;
import java.util.List;
import java.util.stream.Stream;

/** Texts of fitted models of any subject. */
public final class FittedModels {
    private static final Families<StatisticalModel> FAMILIES = Families.of(
            "model that scores",
            StatisticalModel.class,
            Stream.<List<? extends Family<?>>>of(
                            List.of(
                                    DiscountedGammaPoisson.FAMILY,
                                    AdditiveLogistic.FAMILY,
                                    GammaGamma.FAMILY,
                                    NormalNormal.FAMILY,
                                    HurdleGammaGamma.FAMILY,
                                    MotiveModel.FAMILY),
                            ContractModels.families(),
                            CustomerBaseModels.families())
                    .<Family<?>>flatMap(List::stream)
                    .toList());

    private FittedModels() {}

    /**
     * Reads a fitted model of any {@link Subject}. One of the user's own is read by its family, if the registry has it: {@link
     * Family#addedTo}.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @param registry what in it is the user's own
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text holds no fitted model that scores, or one of an unknown version, incomplete or
     *     out of range
     */
    public static Fitted<?> read(String text, Registry registry) {
        return FAMILIES.readFitted(text, registry);
    }
}
