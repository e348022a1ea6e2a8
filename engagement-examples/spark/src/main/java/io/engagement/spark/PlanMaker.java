package io.engagement.spark;

import io.engagement.score.ScoringPlan;
import java.io.Serializable;

/** Makes a plan where it is wanted: what scorers are made of travels, as text; scorers do not. */
@FunctionalInterface
public interface PlanMaker extends Serializable {
    /**
     * The scorers as one plan.
     *
     * @return the same plan on every machine
     */
    ScoringPlan plan();
}
