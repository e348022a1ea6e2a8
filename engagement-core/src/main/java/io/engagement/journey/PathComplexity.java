package io.engagement.journey;

/** How many turns a sequence of states takes. */
final class PathComplexity {
    /** Sequences are cut into so many steps at most. */
    private static final long MOST = 1 << 20;

    private PathComplexity() {}

    /** Of a customer's way; NaN if there is none. */
    static double of(Paths paths, int row, long step) {
        PathColumns columns = paths.columns(row);
        int to = columns.end(row);
        if (columns.start(row) == to) {
            return Double.NaN;
        }
        int visit = columns.start(row);
        long first = columns.from(visit);
        long length = (paths.now() - first) / step + 1;
        if (length > MOST) {
            throw new IllegalArgumentException("step must be longer: the way has " + length
                    + " steps, of which at most " + MOST + " are looked at");
        }
        int[] states = new int[(int) length];
        for (int i = 0; i < states.length; i++) {
            while (visit + 1 < to && columns.from(visit + 1) <= first + i * step) {
                visit++;
            }
            states[i] = columns.stage(visit);
        }
        return of(states, paths.stages().size());
    }

    /**
     * The complexity of TraMineR: the root of the share of transitions times the entropy over that of equal shares.
     *
     * @param states from -1, which is one of the alphabet if it is seen
     */
    static double of(int[] states, int alphabet) {
        if (states.length < 2) {
            return 0;
        }
        int changes = 0;
        int[] counts = new int[alphabet + 1];
        for (int i = 0; i < states.length; i++) {
            counts[states[i] + 1]++;
            changes += i > 0 && states[i] != states[i - 1] ? 1 : 0;
        }
        double entropy = 0;
        for (int count : counts) {
            double share = (double) count / states.length;
            entropy -= count == 0 ? 0 : share * Math.log(share);
        }
        double greatest = Math.log(alphabet + (counts[0] > 0 ? 1 : 0));
        return changes == 0 ? 0 : Math.sqrt((double) changes / (states.length - 1) * (entropy / greatest));
    }
}
