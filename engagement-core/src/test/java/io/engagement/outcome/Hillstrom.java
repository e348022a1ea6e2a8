package io.engagement.outcome;

import io.engagement.SharedData;
import io.engagement.outcome.effect.TwoArms;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The randomised e-mail experiment of Hillstrom (2008), as far as men's mail and no mail go, in the order of the file. */
public final class Hillstrom {
    public static final int RECENCY = 0;
    public static final int HISTORY = 2;
    public static final int MENS = 3;
    public static final int WOMENS = 4;
    public static final int ZIP = 5;
    public static final int NEWBIE = 6;
    public static final int CHANNEL = 7;
    private static final int SEGMENT = 8;

    private final List<String[]> rows;

    private Hillstrom(List<String[]> rows) {
        this.rows = rows;
    }

    public static Hillstrom mens() throws IOException {
        return new Hillstrom(Files.readAllLines(SharedData.file("data/hillstrom/hillstrom.csv")).stream()
                .skip(1)
                .map(line -> line.replaceAll("\"[^\"]*\"", "").split(",", -1))
                .filter(row -> !row[SEGMENT].startsWith("Womens"))
                .toList());
    }

    public Hillstrom only(Predicate<String[]> whom) {
        return new Hillstrom(rows.stream().filter(whom).toList());
    }

    public Hillstrom first(int most) {
        return new Hillstrom(rows.subList(0, most));
    }

    public double[] column(ToDoubleFunction<String[]> of) {
        return rows.stream().mapToDouble(of).toArray();
    }

    public double[] column(int number) {
        return column(row -> Double.parseDouble(row[number]));
    }

    public double[] is(int column, String text) {
        return column(row -> row[column].equals(text) ? 1 : 0);
    }

    public boolean[] treated() {
        boolean[] treated = new boolean[rows.size()];
        for (int i = 0; i < treated.length; i++) {
            treated[i] = rows.get(i)[SEGMENT].startsWith("Mens");
        }
        return treated;
    }

    /** By the outcome's name. */
    public TwoArms arms(String outcome) {
        return TwoArms.of(column(List.of("visit", "conversion", "spend").indexOf(outcome) + SEGMENT + 1), treated());
    }

    public TwoArms withHistory(String outcome) {
        return arms(outcome).withCovariate("history", column(HISTORY));
    }

    public TwoArms withAll(String outcome) {
        return withHistory(outcome)
                .withCovariate("recency", column(RECENCY))
                .withCovariate("mens", column(MENS))
                .withCovariate("womens", column(WOMENS))
                .withCovariate("newbie", column(NEWBIE))
                .withCovariate("zip_code_Surburban", is(ZIP, "Surburban"))
                .withCovariate("zip_code_Urban", is(ZIP, "Urban"))
                .withCovariate("channel_Phone", is(CHANNEL, "Phone"))
                .withCovariate("channel_Web", is(CHANNEL, "Web"));
    }
}
