package io.engagement.fit;

import java.util.OptionalLong;

/**
 * How far work is.
 *
 * @param what is done, such as a model's name or {@code scores}
 * @param done how much of it: steps, or customers
 * @param all how much there is; empty if that is not known, as of the evaluations of a likelihood
 */
public record Progress(String what, long done, OptionalLong all) {
    @Override
    public String toString() {
        return what + " " + done + (all.isPresent() ? " of " + all.getAsLong() : "");
    }
}
