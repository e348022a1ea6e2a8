package io.engagement.survival;

import io.engagement.domain.Registry;
import io.engagement.fit.Families;
import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import java.util.List;

/** All models of contracts, read back whichever it is. */
public final class ContractModels {
    private static final Families<ContractModel> FAMILIES = Families.of(
            "model of contracts",
            ContractModel.class,
            List.of(ShiftedBetaGeometric.FAMILY, BetaDiscreteWeibull.FAMILY, ContractCovariateModel.FAMILY));

    private ContractModels() {}

    /**
     * The library's models of contracts.
     *
     * @return one family for each
     */
    public static List<Family<? extends ContractModel>> families() {
        return FAMILIES.families();
    }

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
        return FAMILIES.read(text, registry);
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
        return FAMILIES.readFitted(text, registry);
    }
}
