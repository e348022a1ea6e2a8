package io.engagement.initiative;

import io.engagement.domain.TimeScale;
import io.engagement.fit.StatisticalModel;
import io.engagement.measure.ActDefinition;
import io.engagement.measure.Measure;
import java.util.List;

/**
 * A model of who acts again: of their own accord, from which an engagement score is made, or by buying, from which a retention risk
 * is. Its definition says which.
 */
public sealed interface EngagementModel extends StatisticalModel permits AdditiveLogistic, DiscountedGammaPoisson {
    /**
     * What the model was fitted to.
     *
     * @return what counts, for how much, and within what time
     */
    ActDefinition definition();

    /**
     * What the model reads of a customer.
     *
     * @return its measures, in its order
     */
    List<Measure> inputs();

    /**
     * The unit in which the model counts time.
     *
     * @return the unit
     */
    TimeScale timeScale();

    /**
     * The model of habits: this one, or the one that stands beside it.
     *
     * @return a model of the same definition
     */
    DiscountedGammaPoisson gammaPoisson();
}
