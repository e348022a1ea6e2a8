package io.engagement.spark;

import io.engagement.measure.ActDefinition;
import java.io.Serializable;

/** Makes what counts as an act where it is wanted: it travels, which a definition does not. */
@FunctionalInterface
public interface ActMaker extends Serializable {
    /**
     * The definition.
     *
     * @return always an equal one
     */
    ActDefinition definition();
}
