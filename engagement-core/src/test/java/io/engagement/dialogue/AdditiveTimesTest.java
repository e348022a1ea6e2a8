package io.engagement.dialogue;

import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.MeasureTable;
import io.engagement.score.RowScorer;
import io.engagement.simulate.Simulation;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class AdditiveTimesTest {
    static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    @Test
    void times() {
        Simulation simulation = Simulation.withDefaults().withCustomers(50_000).withSeed(1);
        LogView view = simulation.log().asOf(simulation.end());
        System.out.println(view.customers() + " customers, " + view.size() + " interactions");
        for (int i = 0; i < 5; i++) {
            long c0 = cpu();
            long t0 = System.nanoTime();
            Fitted<AdditiveLogistic> fitted = AdditiveLogistic.fit(view, EngagementDefinition.withDefaults());
            long c1 = cpu();
            long t1 = System.nanoTime();
            DiscountedGammaPoisson.fit(view, EngagementDefinition.withDefaults());
            long c2 = cpu();
            System.out.printf(
                    "fit %.2f s cpu %.2f s wall; gp %.2f s cpu%n", (c1 - c0) / 1e9, (t1 - t0) / 1e9, (c2 - c1) / 1e9);
            if (i == 4) {
                System.out.println(fitted.diagnostics());
                EngagementScorer scorer = EngagementScorer.of(fitted.model());
                MeasureTable table = MeasureTable.of(view, fitted.model().timeScale(), scorer.inputs());
                RowScorer rows = scorer.prepare(table);
                double[] out = new double[table.size()];
                for (int k = 0; k < 30; k++) {
                    long a = cpu();
                    rows.score(0, out.length, out);
                    if (k % 10 == 9) System.out.printf("score %.1f ns%n", (cpu() - a) / (double) out.length);
                }
                for (int k = 0; k < 3; k++) {
                    long a = cpu();
                    long sum = 0;
                    for (int row = 0; row < 50000; row++)
                        sum += rows.explain(row).reason().length();
                    System.out.printf("explain with words %.2f us%n", (cpu() - a) / 5e7);
                }
                for (int row = 0; row < 12; row++)
                    System.out.println(rows.explain(row).value() + " "
                            + rows.explain(row).reason() + " | " + scorer.statement(view.history(row)));
            }
        }
    }
}
