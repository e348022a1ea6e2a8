package io.engagement.score;

import io.engagement.domain.Registry;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * Scorers made of scorers. A composite reads what its components read, in their time unit, and is explained by their
 * explanations.
 *
 * <pre>{@code
 * Scorer loyalty = Composite.mapped("loyalty", Scale.INDEX, retentionRisk, risk -> 100 * (1 - risk));
 * Scorer health = Composite.weighted("health", Scale.INDEX, Map.of(engagement, 2.0, loyalty, 1.0));
 * }</pre>
 */
public final class Composite {
    private Composite() {}

    /**
     * The weighted mean of components: sum of weight x score over sum of weights.
     *
     * <p>NaN for a customer who lacks a component of positive weight: means over different components could not be
     * compared. Components of weight 0 are left out, with their inputs. Each component contributes weight x (its score
     * - the typical customer's score), with its own main reason. Components are added in the order of their names, so
     * that the bits do not depend on the order of the map.
     *
     * @param name lower-case letters, digits and underscores, beginning with a letter
     * @param scale that of all components; INDEX takes a PROBABILITY too, times 100
     * @param weights not negative, finite, at least one positive
     * @return the composite
     * @throws IllegalArgumentException if a weight or the name breaks these rules, a component is on another scale, two
     *     have the same name, or two want different time units
     */
    public static Scorer weighted(String name, Scale scale, Map<? extends Scorer, Double> weights) {
        return WeightedScorer.of(name, scale, weights);
    }

    /**
     * A function of a score: 1 - risk, or money on an index.
     *
     * <p>Explained by exact Shapley values over the component's contributions.
     *
     * @param name lower-case letters, digits and underscores, beginning with a letter
     * @param scale what the result means; a result off it is refused when it occurs
     * @param component what is mapped; NaN stays NaN
     * @param map from the component's score to the result; without side effects; a {@link NamedFunction} if it is to be saved
     * @return the composite
     * @throws IllegalArgumentException if the name is not of that form
     */
    public static Scorer mapped(String name, Scale scale, Scorer component, DoubleUnaryOperator map) {
        return new MappedScorer(name, scale, component, map);
    }

    /**
     * A score as the probability of what the calibration was fitted to.
     *
     * @param name lower-case letters, digits and underscores, beginning with a letter
     * @param component what is calibrated; NaN stays NaN
     * @param calibration from score to probability
     * @return a scorer on the PROBABILITY scale
     * @throws IllegalArgumentException if the name is not of that form
     */
    public static Scorer calibrated(String name, Scorer component, Calibration calibration) {
        return new MappedScorer(name, Scale.PROBABILITY, component, calibration);
    }

    /**
     * Whether a score reaches a threshold.
     *
     * @param name lower-case letters, digits and underscores, beginning with a letter
     * @param component what is compared; NaN stays NaN
     * @param threshold any number
     * @return a scorer on the PROBABILITY scale: 1 if the score is the threshold or more, 0 if less
     * @throws IllegalArgumentException if the name is not of that form, or the threshold is NaN
     */
    public static Scorer thresholded(String name, Scorer component, double threshold) {
        return new MappedScorer(name, Scale.PROBABILITY, component, new CompositeText.Threshold(name, threshold));
    }

    /**
     * The number of the band into which a score falls.
     *
     * @param name lower-case letters, digits and underscores, beginning with a letter
     * @param component what is put into bands; NaN stays NaN
     * @param bands the bands
     * @return a scorer on the COUNT scale: 0 for the lowest band, and so on
     * @throws IllegalArgumentException if the name is not of that form
     */
    public static Scorer banded(String name, Scorer component, Bands bands) {
        return new MappedScorer(
                name, Scale.COUNT, component, new CompositeText.InBands(Objects.requireNonNull(bands, "bands")));
    }

    /**
     * Whether a scorer was made here.
     *
     * @param scorer any scorer
     * @return if {@link #toText} and {@link #withComponents} take it
     */
    public static boolean isComposite(Scorer scorer) {
        Objects.requireNonNull(scorer, "scorer");
        return scorer instanceof WeightedScorer || scorer instanceof MappedScorer;
    }

    /**
     * This composite over other scorers of the same names: of a newer model, or with another horizon.
     *
     * @param composite made here
     * @param components by name, at least those that the composite uses
     * @return the changed copy
     * @throws IllegalArgumentException if it is no composite, or a component is missing
     */
    public static Scorer withComponents(Scorer composite, Map<String, ? extends Scorer> components) {
        return CompositeText.withComponents(composite, components);
    }

    /**
     * The text form of a composite. It names the components, which are saved separately.
     *
     * @param composite made here
     * @return its lines of text
     * @throws IllegalArgumentException if it is no composite
     * @throws IllegalStateException if it goes through a function without a name; see {@link NamedFunction}
     */
    public static String toText(Scorer composite) {
        return CompositeText.write(composite).toString();
    }

    /**
     * Reads a composite.
     *
     * @param text what {@link #toText} wrote
     * @param components by name, at least those that the composite uses
     * @param registry the {@link NamedFunction}s that it may go through
     * @return the composite, whose scores have the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range, or if a
     *     component or function is missing
     */
    public static Scorer read(String text, Map<String, ? extends Scorer> components, Registry registry) {
        return CompositeText.read(text, components, registry);
    }
}
