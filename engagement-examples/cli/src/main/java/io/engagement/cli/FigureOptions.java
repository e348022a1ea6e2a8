package io.engagement.cli;

import io.engagement.outcome.experiment.ExperimentPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Figures of a plan that are told, and not read from a file. */
final class FigureOptions {
    @Option(
            names = "--share",
            split = ",",
            paramLabel = "NAME=SHARE",
            converter = {Share.Name.class, Share.class},
            description = "A share of customers, uncontacted.")
    private Map<String, Double> shares = new LinkedHashMap<>();

    @Option(names = "--mean", split = ",", paramLabel = "NAME=MEAN", description = "The mean of a figure, uncontacted.")
    private Map<String, Double> means = new LinkedHashMap<>();

    @Option(
            names = "--sd",
            split = ",",
            paramLabel = "NAME=SD",
            description = "Its standard deviation between customers.")
    private Map<String, Double> deviations = new LinkedHashMap<>();

    /**
     * What can be told before anything is read.
     *
     * @throws UsageError if the figures contradict each other
     */
    void check() {
        shares.keySet().forEach(name -> {
            if (means.containsKey(name)) {
                throw new UsageError("--share and --mean both name " + name + ": it is one of them");
            }
        });
        deviations.forEach((name, deviation) -> {
            if (!means.containsKey(name)) {
                throw new UsageError("--sd " + name + " has no --mean " + name + "=MEAN beside it");
            }
            Amount.requireNotNegative("--sd " + name, deviation);
        });
    }

    List<ExperimentPlan.Figure> figures() {
        List<ExperimentPlan.Figure> told = new ArrayList<>();
        shares.forEach((name, share) -> told.add(ExperimentPlan.Figure.ofShare(name, share)));
        means.forEach((name, mean) -> told.add(new ExperimentPlan.Figure(name, mean, deviation(name), false)));
        return told;
    }

    private double deviation(String name) {
        Double deviation = deviations.get(name);
        if (deviation == null) {
            throw new UsageError("--sd " + name + "=SD is missing for --mean " + name);
        }
        return deviation;
    }
}
