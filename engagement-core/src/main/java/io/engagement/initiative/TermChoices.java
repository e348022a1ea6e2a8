package io.engagement.initiative;

import io.engagement.measure.Measure;
import java.util.ArrayList;
import java.util.List;

/**
 * Which terms an {@link AdditiveLogistic} may have beside its own. Immutable.
 *
 * <pre>{@code
 * TermChoices.withDefaults().withTerms(Measure.distinctChannels(Filter.ownInitiative()))
 * }</pre>
 */
public final class TermChoices {
    /** So many, so that every reason can be told. */
    private static final int MOST = 9;

    private static final TermChoices DEFAULTS = new TermChoices(List.of(), false);

    private final List<Measure> own;
    private final boolean monotone;

    private TermChoices(List<Measure> own, boolean monotone) {
        this.own = own;
        this.monotone = monotone;
    }

    /**
     * The model's own terms, any sign.
     *
     * @return the choice
     */
    public static TermChoices withDefaults() {
        return DEFAULTS;
    }

    /**
     * This choice with further terms: breadth of channels, satisfaction, effort, answers, or measures of one's own. Each is kept if the
     * forward looks are better with it than without, in the order given; the fit's diagnostics tell which were. Text of a model with
     * such a term is read with a registry that has {@code with(Measure.class, measure.name(), 1, measure)}.
     *
     * @param measures numbers of a customer; shares are taken as they are, all else as ln(1 + x), what is unknown has its own weight
     * @return the changed copy
     * @throws IllegalArgumentException if there are more than nine, or one twice
     */
    public TermChoices withTerms(Measure... measures) {
        List<Measure> more = new ArrayList<>(own);
        more.addAll(List.of(measures));
        if (more.size() > MOST || more.stream().distinct().count() < more.size()) {
            throw new IllegalArgumentException(
                    "further terms must be " + MOST + " at most and all differ, were " + more);
        }
        return new TermChoices(List.copyOf(more), monotone);
    }

    /**
     * This choice without terms that an own act may move either way, all others with the sign that the act asks for: an own act
     * never lowers the score.
     *
     * @return the changed copy
     */
    public TermChoices monotone() {
        return new TermChoices(own, true);
    }

    /**
     * Further terms.
     *
     * @return in the order given
     */
    public List<Measure> terms() {
        return own;
    }

    /**
     * Whether an own act must not lower the score.
     *
     * @return false unless asked for
     */
    public boolean isMonotone() {
        return monotone;
    }
}
