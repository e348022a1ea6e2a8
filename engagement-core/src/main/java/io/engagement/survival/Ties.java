package io.engagement.survival;

/** How the partial likelihood takes several events at one time. */
public enum Ties {
    /** Efron (1977), doi:10.1080/01621459.1977.10480613: close to the exact one also with many ties. The default. */
    EFRON,
    /** Breslow (1974), doi:10.2307/2529620: all events face the whole risk set; draws coefficients towards 0. */
    BRESLOW;

    /** Share of the events' risk that has left the risk set before the event k (from 0) of d. */
    double gone(int k, int d) {
        return this == EFRON ? (double) k / d : 0;
    }
}
