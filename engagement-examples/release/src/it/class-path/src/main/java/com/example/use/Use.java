package com.example.use;

import io.engagement.connect.Mapping;
import io.engagement.crm.CrmTables;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.report.Analysis;
import io.engagement.report.Names;
import io.engagement.score.ScoreTable;
import io.engagement.setup.ScoringSetup;
import io.engagement.simulate.Simulation;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;

/** What a program of somebody else's does with the library. */
public final class Use {
    public static void main(String[] args) throws IOException {
        Simulation simulation = Simulation.withDefaults().withCustomers(300);
        InteractionLog.Builder builder = InteractionLog.builder();
        simulation.interactions().forEach(builder::add);
        LogView today = builder.build().asOf(simulation.end());
        ScoringSetup setup = ScoringSetup.fit(today).withHorizon(Duration.ofDays(30));
        ScoreTable scores = setup.plan().score(today);
        for (int row : scores.top("lifetime_value", 3)) {
            System.out.println(
                    scores.customerId(row) + ": " + scores.explain(row, "retention_risk").reason());
        }
        StringWriter page = new StringWriter();
        Analysis.of(today, setup).report("Our customers", Names.pseudonyms()).writeTo(page);
        System.out.println(page.getBuffer().length() + " characters of a page; feeds: " + CrmTables.example().feeds().size());
        Mapping mapping = Mapping.ofToml("[map]\ncustomer = \"who\"\nat = \"when\"\n[set]\npurpose = \"PURCHASE\"");
        String module = Use.class.getModule().isNamed() + " " + ScoringSetup.class.getModule().isNamed();
        System.out.println(mapping.toToml() + module + " " + TimeScale.DAYS + " on Java " + Runtime.version().feature());
        if (scores.size() != 300 || !module.equals(EXPECTED)) {
            throw new AssertionError(scores.size() + " customers, modules are named: " + module);
        }
    }

    private static final String EXPECTED = "false false";
}
