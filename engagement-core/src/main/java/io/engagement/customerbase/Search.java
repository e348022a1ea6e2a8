package io.engagement.customerbase;

import io.engagement.fit.Maximum;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where the search for a model's maximum may start, and what to say of where it ends. Immutable. */
public final class Search {
    private final List<double[]> guesses;
    private final Supplier<List<double[]>> near;
    private final Optional<Function<Maximum, List<String>>> remarks;

    private Search(
            List<double[]> guesses, Supplier<List<double[]>> near, Optional<Function<Maximum, List<String>>> remarks) {
        this.guesses = List.copyOf(guesses);
        this.near = near;
        this.remarks = remarks;
    }

    /**
     * A search from the best of some guesses. Those that differ in the first two parameters only, which with most models say how
     * often customers buy, are taken as one, the best of them.
     *
     * @param guesses parameters in the unit of the fit; in large bases those count from which a climb over few rows leads high
     * @return the search
     */
    public static Search from(List<double[]> guesses) {
        return new Search(guesses, List::of, Optional.empty());
    }

    /**
     * The same search, which also starts from some points in any case.
     *
     * @param starts gives parameters in the unit of the fit, such as the maximum of a simpler model; asked only if it is searched
     *     to the end
     * @return the changed copy
     */
    public Search near(Supplier<List<double[]>> starts) {
        return new Search(guesses, starts, remarks);
    }

    /**
     * The same search with something of its own to say, in the place of {@link PurchaseFamily#remarks}.
     *
     * @param words plain sentences about a maximum, in the unit of the fit
     * @return the changed copy
     */
    public Search remarking(Function<Maximum, List<String>> words) {
        return new Search(guesses, near, Optional.of(words));
    }

    List<double[]> guesses() {
        return guesses;
    }

    List<double[]> near() {
        return near.get();
    }

    Optional<Function<Maximum, List<String>>> remarks() {
        return remarks;
    }
}
