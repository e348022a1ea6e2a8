package com.example.use

import io.engagement.customerbase.geometric.BetaGeometricNbd
import io.engagement.domain.TimeScale
import io.engagement.history.InteractionLog
import io.engagement.setup.ScoringSetup
import io.engagement.simulate.Simulation
import java.time.Duration

/** What a program of somebody else's does with the library; no name of it needs backticks. */
fun main() {
    val simulation = Simulation.withDefaults().withCustomers(300)
    val builder = InteractionLog.builder()
    simulation.interactions().forEach(builder::add)
    val today = builder.build().asOf(simulation.end())
    val setup = ScoringSetup.fit(today).withHorizon(Duration.ofDays(30))
    val scores = setup.plan().score(today)
    for (row in scores.top("lifetime_value", 3)) {
        println("${scores.customerId(row)}: ${scores.explain(row, "retention_risk").reason()}")
    }
    val perWeek = BetaGeometricNbd.of(0.243, 4.414, 0.793, 2.426, TimeScale.WEEKS).convertedTo(TimeScale.DAYS)
    println("$perWeek on Java ${Runtime.version().feature()}")
    check(scores.size() == 300)
}
