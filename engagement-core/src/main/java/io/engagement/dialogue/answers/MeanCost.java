package io.engagement.dialogue.answers;

import io.engagement.domain.InteractionKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The mean cost of asks that a control group judges, of those whose cost is known, and by how much each customer moves it. */
final class MeanCost {
    private final Map<Integer, double[]> customers = new TreeMap<>();
    private double sum;
    private double count;

    MeanCost(Answers answers, ControlGroup controls) {
        List<InteractionKind> kinds = answers.view().kinds();
        for (AskColumns asks : answers.chunks()) {
            for (int i = 0; i < asks.size(); i++) {
                if (answers.isChosen(asks, i) && answers.isClosed(asks, i) && !Double.isNaN(asks.cost(i))) {
                    String campaign = kinds.get(asks.kind(i)).campaign().orElse("");
                    int row = asks.row(i);
                    Optional<Set<String>> left = controls.of(campaign);
                    if (left.isPresent() && !left.get().contains(answers.view().customerId(row))) {
                        add(row, asks.cost(i));
                    }
                }
            }
        }
    }

    private void add(int row, double cost) {
        double[] own = customers.computeIfAbsent(row, each -> new double[2]);
        own[0] += cost;
        own[1]++;
        sum += cost;
        count++;
    }

    double mean() {
        return sum / count;
    }

    Map<Integer, Double> influence() {
        Map<Integer, Double> moved = new TreeMap<>();
        customers.forEach((row, own) -> moved.put(row, (own[0] - mean() * own[1]) / count));
        return moved;
    }
}
