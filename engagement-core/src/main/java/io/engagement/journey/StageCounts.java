package io.engagement.journey;

import io.engagement.table.Table;
import java.util.stream.IntStream;

/** Who is in which stage now, for how long, and who ever was. */
final class StageCounts {
    private static final double DAY = 86_400_000;

    private final Paths paths;
    private final long[] now;
    private final long[] ever;
    private final double[] days;
    private long all;

    private StageCounts(Paths paths) {
        this.paths = paths;
        int stages = paths.stages().size();
        now = new long[stages];
        ever = new long[stages];
        days = new double[stages];
    }

    static StageCounts of(Paths paths) {
        StageCounts counts = new StageCounts(paths);
        paths.forEach((row, columns, from, to) -> counts.add(columns, from, to));
        return counts;
    }

    private void add(PathColumns columns, int from, int to) {
        all++;
        boolean[] seen = new boolean[ever.length];
        for (int visit = from; visit < to; visit++) {
            int stage = columns.stage(visit);
            if (stage >= 0 && !seen[stage]) {
                seen[stage] = true;
                ever[stage]++;
            }
        }
        int stage = columns.stage(to - 1);
        if (stage >= 0) {
            now[stage]++;
            days[stage] += (paths.now() - columns.from(to - 1)) / DAY;
        }
    }

    long now(int stage) {
        return now[stage];
    }

    /** Stages to which anybody ever came. */
    int[] ever() {
        return IntStream.range(0, ever.length).filter(i -> ever[i] > 0).toArray();
    }

    Table table() {
        Table.Builder table = Table.builder()
                .column("stage")
                .column("customers")
                .column("share", "%.3f")
                .column("mean_days_so_far", "%.1f")
                .column("ever");
        for (int i : ever()) {
            table.row(
                    paths.stages().get(i),
                    now[i],
                    all == 0 ? Double.NaN : (double) now[i] / all,
                    now[i] == 0 ? Double.NaN : days[i] / now[i],
                    ever[i]);
        }
        return table.build();
    }
}
