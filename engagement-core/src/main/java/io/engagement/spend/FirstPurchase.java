package io.engagement.spend;

import io.engagement.fit.ModelText;
import io.engagement.measure.Measure;
import io.engagement.measure.PurchaseDefinition;
import java.util.List;

/** Whether what a customer spends is read from the first purchase too. */
public enum FirstPurchase {
    /**
     * The repeat purchases only, as Fader and Hardie (2013) have it: the first one may differ, such as by a welcome offer. What is
     * known of customers of one purchase is then the mean of all.
     */
    LEFT_OUT,

    /** All purchases, so that something is known of every customer who bought. */
    INCLUDED;

    private static final String KEY = "first_purchase";

    /** The number of purchases whose value is read, and the mean of it. */
    List<Measure> inputs(PurchaseDefinition purchases) {
        if (this == LEFT_OUT) {
            return List.of(purchases.frequency(), purchases.meanRepeatValue());
        }
        if (purchases.refunds().isPresent()) {
            throw new IllegalArgumentException("with the first purchase, values must be gross, were those of "
                    + purchases + ": take withoutRefunds(), or leave the first purchase out");
        }
        return List.of(purchases.valuedPurchases(), purchases.meanValue());
    }

    ModelText write(ModelText text) {
        return this == LEFT_OUT ? text : text.with(KEY, name());
    }

    static FirstPurchase read(ModelText text) {
        return text.optionalWord(KEY).isPresent() ? text.choice(KEY, FirstPurchase.class) : LEFT_OUT;
    }
}
