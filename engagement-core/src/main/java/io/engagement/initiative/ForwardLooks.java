package io.engagement.initiative;

import java.util.List;

/**
 * What would have told the next horizon best? Two looks: fitted to the origins of two horizons ago and before, judged one horizon ago;
 * and both a horizon earlier. The level is taken out, as it is forecast by other means.
 */
final class ForwardLooks {
    /** The ages of the origins that are judged; those that are fitted to are a horizon older. */
    private static final int[] JUDGED = {0, 2};

    private static final int HORIZON = 2;
    /** A look is no estimate. */
    private static final double ROUGH = 1e-2;

    private final List<PastOrigins.Origin> origins;
    private final TermDesign design;

    ForwardLooks(List<PastOrigins.Origin> origins, TermDesign design) {
        this.origins = origins;
        this.design = design;
    }

    /** Whether the past is long enough for both. */
    static boolean possible(List<PastOrigins.Origin> origins) {
        return origins.size() > JUDGED[JUDGED.length - 1] + HORIZON;
    }

    /** Mean log loss of each look. */
    double[] losses(double ridge, int... columns) {
        double[] losses = new double[JUDGED.length];
        for (int look = 0; look < JUDGED.length; look++) {
            PooledFit fit = new PooledFit(origins, design, JUDGED[look] + HORIZON, ridge, columns);
            double[] logOdds = PooledFit.logOdds(design, JUDGED[look], fit.coefficients(fit.maximum(ROUGH)));
            losses[look] = LevelShift.loss(logOdds, origins.get(JUDGED[look]).happened());
        }
        return losses;
    }

    /** Both looks have to agree: one alone prefers something else as often as not. */
    static boolean better(double[] losses, double[] least) {
        for (int look = 0; look < losses.length; look++) {
            if (!(losses[look] < least[look])) {
                return false;
            }
        }
        return true;
    }
}
