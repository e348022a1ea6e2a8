package io.engagement.survival;

/** Weights by rank, and their sums below a rank (Fenwick 1994, doi:10.1002/spe.4380240306). */
final class RankWeights {
    private final double[] tree;
    private double total;

    RankWeights(int ranks) {
        tree = new double[ranks + 1];
    }

    void add(int rank, double weight) {
        total += weight;
        for (int i = rank + 1; i < tree.length; i += i & -i) {
            tree[i] += weight;
        }
    }

    double below(int rank) {
        double sum = 0;
        for (int i = rank; i > 0; i -= i & -i) {
            sum += tree[i];
        }
        return sum;
    }

    double total() {
        return total;
    }
}
