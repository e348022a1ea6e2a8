package io.engagement.initiative;

/** Sums over customers of products of gradients. */
final class ClusteredProducts {
    private final double[][] sums;
    private int customers;

    ClusteredProducts(int dimension) {
        sums = new double[dimension][dimension];
    }

    void add(double[] gradient) {
        customers++;
        for (int i = 0; i < gradient.length; i++) {
            double[] row = sums[i];
            for (int j = 0; j < gradient.length; j++) {
                row[j] += gradient[i] * gradient[j];
            }
        }
    }

    double[][] sums() {
        return sums;
    }

    int customers() {
        return customers;
    }
}
