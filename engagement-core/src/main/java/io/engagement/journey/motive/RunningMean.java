package io.engagement.journey.motive;

/** Mean and standard error of numbers that come one after another (Welford 1962), and of parts put together (Chan et al. 1979). */
final class RunningMean {
    private int count;
    private double mean;
    private double squares;

    /** Adds a number; NaN is none. */
    void add(double value) {
        if (Double.isNaN(value)) {
            return;
        }
        count++;
        double distance = value - mean;
        mean += distance / count;
        squares += distance * (value - mean);
    }

    RunningMean add(RunningMean other) {
        if (other.count > 0) {
            double all = (double) count + other.count;
            double distance = other.mean - mean;
            mean += distance * (other.count / all);
            squares += other.squares + distance * distance * (count * (other.count / all));
            count += other.count;
        }
        return this;
    }

    int count() {
        return count;
    }

    /** NaN of none. */
    double mean() {
        return count == 0 ? Double.NaN : mean;
    }

    /** Of the mean; NaN below two. */
    double error() {
        return Math.sqrt(squares / (count - 1.0) / count);
    }

    /** The mean if it is of enough numbers, else NaN. */
    double mean(int least) {
        return count >= least ? mean : Double.NaN;
    }

    double error(int least) {
        return count >= least ? error() : Double.NaN;
    }
}
