package io.engagement.customerbase;

import io.engagement.score.Factor;
import io.engagement.score.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A {@link PurchaseQuantity} of a table's customers. Thread-safe. */
public interface PurchaseRows {
    /**
     * The quantity of one customer.
     *
     * @param row of the table
     * @return the same bits whatever else is in the table; NaN for a customer without a purchase, or of whom a covariate is not
     *     known
     */
    double of(int row);

    /**
     * The quantity of a range of rows: {@code out[i]} for {@code from <= i < to}, the same bits as for one customer.
     *
     * @param from the first row
     * @param to the row after the last
     * @param out where the results go
     */
    void of(int from, int to, double[] out);

    /**
     * Why a customer has no quantity.
     *
     * @param row of the table
     * @param act what a purchase is called, in the singular
     * @param wanted what there would be with it, such as {@code a risk}
     * @return the reason; empty if there is a quantity
     */
    Optional<String> whyNone(int row, String act, String wanted);

    /**
     * How a customer's quantity came from the typical customer's.
     *
     * @param row of the table, of a customer who has the quantity
     * @param rhythm of the quantity
     * @return what an explanation is made of
     */
    Reasons reasons(int row, Rhythm rhythm);

    /**
     * What an explanation of a quantity, or of a score that is made of it, is made of.
     *
     * @param paths of the inputs, from the typical customer to this one: the {@link Rhythm} first, then, where the model reads
     *     covariates, these, then, where its level is corrected, that
     * @param others what the paths after the first are of
     * @param quantity of as many inputs, those of the paths, which stand first in the array
     */
    record Reasons(List<Path> paths, List<Factor> others, ToDoubleFunction<double[]> quantity) {
        /**
         * Takes a copy of the paths.
         *
         * @param paths of the inputs
         * @param others what the paths after the first are of
         * @param quantity of as many inputs
         * @throws IllegalArgumentException if there is not one path more than there are others
         */
        public Reasons {
            paths = List.copyOf(paths);
            others = List.copyOf(others);
            if (paths.size() != others.size() + 1) {
                throw new IllegalArgumentException("paths must be one more than factors after the first, were "
                        + paths.size() + " and " + others.size());
            }
        }

        /**
         * The factors that the paths are of.
         *
         * @param rhythm the first one
         * @return one for each path
         */
        public List<Factor> factors(Factor rhythm) {
            List<Factor> all = new ArrayList<>(List.of(rhythm));
            all.addAll(others);
            return all;
        }
    }
}
