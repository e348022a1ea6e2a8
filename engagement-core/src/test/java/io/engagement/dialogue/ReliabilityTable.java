package io.engagement.dialogue;

import java.util.Locale;

/** Forecasts against outcomes: of those who were given about this probability, how many did it? */
final class ReliabilityTable {
    private static final int BINS = 10;

    private final int[] count = new int[BINS];
    private final double[] forecast = new double[BINS];
    private final int[] yes = new int[BINS];
    private int size;
    private int happened;
    private double squares;

    void add(double probability, boolean outcome) {
        int bin = Math.min(BINS - 1, (int) (probability * BINS));
        count[bin]++;
        forecast[bin] += probability;
        yes[bin] += outcome ? 1 : 0;
        happened += outcome ? 1 : 0;
        size++;
        squares += Math.pow(probability - (outcome ? 1 : 0), 2);
    }

    int size() {
        return size;
    }

    /** Mean squared error of the forecasts. */
    double brier() {
        return squares / size;
    }

    double baseRate() {
        return (double) happened / size;
    }

    /** What a forecaster who knew the base rate of the very outcomes, and nothing else, would score. */
    double brierOfBaseRate() {
        return baseRate() * (1 - baseRate());
    }

    double meanForecast() {
        double sum = 0;
        for (double part : forecast) {
            sum += part;
        }
        return sum / size;
    }

    /** Mean over forecasts of the distance between a bin's mean forecast and its share of outcomes. */
    double calibrationError() {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += Math.abs(forecast[bin] - yes[bin]);
        }
        return sum / size;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d customers, Brier %.4f, of the base rate %.4f, mean forecast %.3f, base rate %.3f, calibration error %.3f%n",
                size,
                brier(),
                brierOfBaseRate(),
                meanForecast(),
                baseRate(),
                calibrationError()));
        text.append("forecast   customers  mean forecast  happened").append(System.lineSeparator());
        for (int bin = 0; bin < BINS; bin++) {
            if (count[bin] > 0) {
                text.append(String.format(
                        Locale.ROOT,
                        "%.1f - %.1f  %9d  %13.3f  %8.3f%n",
                        bin / 10.0,
                        (bin + 1) / 10.0,
                        count[bin],
                        forecast[bin] / count[bin],
                        (double) yes[bin] / count[bin]));
            }
        }
        return text.toString();
    }
}
