package io.engagement.survival;

import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.measure.Registry;

/** All models of contracts, read back whichever it is. */
public final class ContractModels {
    private ContractModels() {}

    /**
     * Reads a model.
     *
     * @param text what its {@code toText()} wrote, or that of its {@link Fitted}
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text holds no model of contracts, or one of an unknown version, incomplete or out
     *     of range
     */
    public static ContractModel read(String text) {
        return read(text, Registry.empty());
    }

    /**
     * Reads a model.
     *
     * @param text what its {@code toText()} wrote, or that of its {@link Fitted}
     * @param registry what in its terms is the user's own
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text holds no model of contracts, or one of an unknown version, incomplete or out
     *     of range
     */
    public static ContractModel read(String text, Registry registry) {
        if (Fitted.isFitted(text)) {
            return readFitted(text, registry).model();
        }
        return switch (ModelText.kindOf(text)) {
            case ShiftedBetaGeometric.NAME -> ShiftedBetaGeometric.read(text, registry);
            case BetaDiscreteWeibull.NAME -> BetaDiscreteWeibull.read(text, registry);
            case ContractCovariateModel.NAME -> ContractCovariateModel.read(text, registry);
            default -> throw unknown(ModelText.kindOf(text));
        };
    }

    /**
     * Reads a fitted model.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text holds no fitted model of contracts, or one of an unknown version, incomplete
     *     or out of range
     */
    public static Fitted<? extends ContractModel> readFitted(String text) {
        return readFitted(text, Registry.empty());
    }

    /**
     * Reads a fitted model.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @param registry what in its terms is the user's own
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text holds no fitted model of contracts, or one of an unknown version, incomplete
     *     or out of range
     */
    public static Fitted<? extends ContractModel> readFitted(String text, Registry registry) {
        return switch (Fitted.modelKind(text)) {
            case ShiftedBetaGeometric.NAME -> ShiftedBetaGeometric.readFitted(text, registry);
            case BetaDiscreteWeibull.NAME -> BetaDiscreteWeibull.readFitted(text, registry);
            case ContractCovariateModel.NAME -> ContractCovariateModel.readFitted(text, registry);
            default -> throw unknown(Fitted.modelKind(text));
        };
    }

    private static IllegalArgumentException unknown(String kind) {
        return new IllegalArgumentException("the text holds a " + kind + ", which is no model of contracts: there are ["
                + BetaDiscreteWeibull.NAME + ", " + ContractCovariateModel.NAME + ", " + ShiftedBetaGeometric.NAME + "]");
    }
}
