package io.engagement.score;

import io.engagement.fit.ModelText;
import java.util.function.DoubleUnaryOperator;

/** A map that can be saved. */
interface CalibrationMap extends DoubleUnaryOperator {
    /** The text with this map's name and numbers. */
    ModelText write(ModelText text);
}
