package io.engagement.setup;

import io.engagement.customerbase.Family;
import io.engagement.fit.Fitted;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.Registry;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.HurdleGammaGamma;
import io.engagement.spend.NormalNormal;
import io.engagement.survival.ContractModels;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Texts of fitted models, whatever they are about. */
public final class FittedModels {
    private static final Map<String, BiFunction<String, Registry, Fitted<?>>> READERS = new TreeMap<>(Map.of(
            "discounted-gamma-poisson", DiscountedGammaPoisson::readFitted,
            "gamma-gamma", GammaGamma::readFitted,
            "normal-normal", NormalNormal::readFitted,
            "hurdle-gamma-gamma", HurdleGammaGamma::readFitted,
            "sbg", ContractModels::readFitted,
            "bdw", ContractModels::readFitted,
            "contract-covariates", ContractModels::readFitted));

    private FittedModels() {}

    /**
     * Reads a fitted model of any {@link Subject}. One of the user's own is read by its family: a {@link
     * io.engagement.customerbase.PurchaseFamily} by what its {@code addedTo} registered, a family of another subject by {@code
     * registry.with(Family.class, kind, version, family)}.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @param registry what in it is the user's own
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text holds no fitted model that scores, or one of an unknown version, incomplete or
     *     out of range
     */
    public static Fitted<?> read(String text, Registry registry) {
        String kind = Fitted.modelKind(text);
        BiFunction<String, Registry, Fitted<?>> reader = READERS.get(kind);
        if (reader != null) {
            return reader.apply(text, registry);
        }
        if (CustomerBaseModels.canRead(text)) {
            return CustomerBaseModels.readFitted(text, registry);
        }
        Optional<Family<?>> own = own(kind, Fitted.modelVersion(text), registry);
        // Who has neither hears what there is, from the one that knows the most.
        return own.isPresent() ? own.get().readFitted(text, registry) : CustomerBaseModels.readFitted(text, registry);
    }

    private static Optional<Family<?>> own(String kind, int version, Registry registry) {
        try {
            Family<?> family = registry.get(Family.class, kind, version);
            return Optional.of(family);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
