package com.example.crm;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * A scorer around a classifier of another library, Tribuo's logistic regression: the probability that a customer acts of their own
 * accord within a horizon. It learns from the base's own past: what was known a horizon ago, and who has acted since. What it reads,
 * how scores are explained, and all doors are the library's.
 */
public final class ClassifierScorer {
    private static final Filter OWN = Filter.ownInitiative();
    private static final List<Measure> INPUTS = List.of(
            Measure.timeSinceLast(OWN),
            Measure.countWithin(OWN, Duration.ofDays(90)),
            Measure.count(OWN),
            Measure.timeSinceFirst(OWN));
    private static final String[] NAMES = {"silence", "lately", "ever", "known"};
    private static final Label ACTS = new Label("acts");
    private static final Label RESTS = new Label("rests");

    private ClassifierScorer() {}

    /** Fitted to customers who had acted a horizon ago; who has not acted has no score. */
    public static Scorer fit(LogView today, Duration horizon) {
        Instant origin = today.asOf().minus(horizon);
        MeasureTable known = MeasureTable.of(today.asOf(origin), TimeScale.DAYS, INPUTS);
        Measure since = Measure.countWithin(OWN, horizon);
        MeasureTable came = MeasureTable.of(today, TimeScale.DAYS, List.of(since));
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> past =
                new MutableDataset<>(new SimpleDataSourceProvenance("customers a horizon ago", labels), labels);
        for (int row = 0; row < known.size(); row++) {
            int at = row;
            double[] inputs = INPUTS.stream().mapToDouble(of -> known.column(of).get(at)).toArray();
            if (Arrays.stream(inputs).noneMatch(Double::isNaN)) {
                int later = today.row(known.customerId(row)).orElseThrow();
                past.add(example(came.column(since).get(later) > 0 ? ACTS : RESTS, inputs));
            }
        }
        // 20 passes, by a seed of its own: the same bits each time.
        Model<Label> model = new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(0.3), 20, -1, 1L).train(past);
        return Scorer.of("classifier", Scale.PROBABILITY, INPUTS, inputs -> probability(model, inputs));
    }

    private static double probability(Model<Label> model, double[] inputs) {
        return model.predict(example(LabelFactory.UNKNOWN_LABEL, inputs))
                .getOutputScores()
                .get(ACTS.getLabel())
                .getScore();
    }

    /** In logarithms, as the tenth contact tells less than the second. */
    private static Example<Label> example(Label label, double[] inputs) {
        return new ArrayExample<>(label, NAMES, Arrays.stream(inputs).map(Math::log1p).toArray());
    }
}
