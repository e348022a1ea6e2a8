package io.engagement.internal.math;

/** The interval of a share, Wilson (1927), Journal of the American Statistical Association 22(158), 209-212. */
public record Wilson(double lower, double upper) {
    /**
     * Of some trials that are independent.
     *
     * @param successes from 0 to trials
     * @param trials positive
     * @param z the quantile of the normal distribution that belongs to the level; infinity for all shares there are
     * @return within 0 and 1
     */
    public static Wilson of(long successes, long trials, double z) {
        if (z == Double.POSITIVE_INFINITY) {
            return new Wilson(0, 1);
        }
        return of((double) successes / trials, (double) successes, (double) trials, z);
    }

    /**
     * Of a share whose error is that of so many trials, as of one that is estimated with some customers cut off.
     *
     * @param share from 0 to 1
     * @param trials positive, need not be whole
     * @param z the quantile of the normal distribution that belongs to the level, finite
     * @return within 0 and 1
     */
    public static Wilson ofShare(double share, double trials, double z) {
        return of(share, share * trials, trials, z);
    }

    private static Wilson of(double share, double successes, double trials, double z) {
        double middle = successes + z * z / 2;
        double half = z * Math.sqrt(share * (1 - share) * trials + z * z / 4);
        double all = trials + z * z;
        return new Wilson(share == 0 ? 0 : (middle - half) / all, share == 1 ? 1 : (middle + half) / all);
    }
}
