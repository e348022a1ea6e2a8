package io.engagement.customerbase.covariate;

import io.engagement.customerbase.PurchaseTimes;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.TimeScale;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bases and covariates that the tests of time-varying Pareto/NBD share: weeks from 2023-01-02 on. */
final class TimeVaryingBases {
    static final Instant START = Instant.parse("2023-01-02T00:00:00Z");
    static final ParetoNbd BASE = ParetoNbd.of(0.9, 6, 0.7, 14, TimeScale.WEEKS);

    private TimeVaryingBases() {}

    static Instant week(double week) {
        return START.plusMillis(Math.round(week * TimeScale.WEEKS.millis()));
    }

    /** A season of 52 weeks. */
    static double[] season(int weeks) {
        double[] season = new double[weeks];
        Arrays.setAll(season, i -> Math.sin(2 * Math.PI * i / 52.0));
        return season;
    }

    /** Four weeks of mailing after another at random, for a third of customers. */
    static Map<String, double[]> mailed(int rows, int weeks, long seed) {
        Random random = new Random(seed);
        double[][] mailed = new double[rows][weeks];
        for (double[] row : mailed) {
            for (int campaign = 0; campaign + 4 <= weeks; campaign += 4) {
                Arrays.fill(row, campaign, campaign + 4, random.nextInt(3) == 0 ? 1 : 0);
            }
        }
        return byRow(mailed);
    }

    /** Of customers who are named by their rows. */
    static Map<String, double[]> byRow(double[]... values) {
        return IntStream.range(0, values.length)
                .boxed()
                .collect(Collectors.toMap(row -> Integer.toString(row), row -> values[row]));
    }

    static Map<String, Double> byRow(double... values) {
        return IntStream.range(0, values.length)
                .boxed()
                .collect(Collectors.toMap(row -> Integer.toString(row), row -> values[row]));
    }

    /** Customers who have made their first purchases. */
    static PurchaseTimes begun(List<Instant> starts, Instant asOf) {
        return PurchaseTimes.of(
                TimeScale.WEEKS,
                asOf,
                starts.stream().map(start -> new long[] {start.toEpochMilli()}).toArray(long[][]::new));
    }

    /** First purchases spread over the first weeks, at all times of the day. */
    static List<Instant> starts(int rows, int weeks, long seed) {
        Random random = new Random(seed);
        List<Instant> starts = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            starts.add(START.plus(Duration.ofMinutes(random.nextInt(weeks * 7 * 24 * 60))));
        }
        return starts;
    }

    static TimeVaryingParetoNbd seasonal(ParetoNbd base, double purchases, double leaving) {
        return TimeVaryingParetoNbd.of(base, List.of("season"), new double[] {purchases}, new double[] {leaving});
    }

    static TimeVaryingParetoNbd both(ParetoNbd base, double... coefficients) {
        return TimeVaryingParetoNbd.of(
                base, List.of("season", "mailed"), new double[] {coefficients[0], coefficients[1]}, new double[] {
                    coefficients[2], coefficients[3]
                });
    }
}
