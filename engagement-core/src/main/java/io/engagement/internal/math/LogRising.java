package io.engagement.internal.math;

/** ln Gamma(z + n) - ln Gamma(z) of one z for one n after the other, with its derivatives by z. Not for several threads. */
public final class LogRising {
    private final double z;
    private double n = Double.NaN;
    /** For the n last looked at. */
    public double value;
    /** Its first derivative. */
    public double slope;
    /** Its second derivative. */
    public double bend;

    /**
     * Of no n yet.
     *
     * @param z positive
     */
    public LogRising(double z) {
        this.z = z;
    }

    /**
     * Looks at an n; at the last one again it costs nothing.
     *
     * @param next not negative
     */
    public void look(double next) {
        if (next != n) {
            n = next;
            value = GammaDifferences.logRising(z, n);
            slope = GammaDifferences.digammaRise(z, n);
            bend = GammaDifferences.trigammaRise(z, n);
        }
    }
}
