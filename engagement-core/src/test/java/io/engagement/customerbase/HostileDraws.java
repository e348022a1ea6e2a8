package io.engagement.customerbase;

import io.engagement.Draws;
import java.util.SplittableRandom;

/** Parameters and times over all orders of magnitude that are accepted, bounds included. */
public final class HostileDraws {
    private HostileDraws() {}

    public static double logUniform(SplittableRandom random, double from, double to) {
        int edge = random.nextInt(16);
        return edge == 0 ? from : edge == 1 ? to : Draws.logUniform(random, from, to);
    }

    public static double shape(SplittableRandom random) {
        double wide = new double[] {1e9, 1e4, 30}[random.nextInt(3)];
        return logUniform(random, 1 / wide, wide);
    }
}
