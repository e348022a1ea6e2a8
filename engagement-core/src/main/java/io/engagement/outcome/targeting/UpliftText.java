package io.engagement.outcome.targeting;

import io.engagement.fit.ModelText;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A model's lines of text. */
final class UpliftText {
    private static final String ARM = "arm";
    private static final String COVARIATE = "covariate";
    private static final String EXPECTED = "expected";
    private static final String GAIN = "gain";

    private UpliftText() {}

    static ModelText of(UpliftModel.Parts model) {
        ModelText text = ModelText.of(UpliftModel.KIND, UpliftModel.VERSION)
                .with("learner", model.learner().name())
                .with("ridge", model.ridge())
                .with("worth", model.worth());
        text = with(text, ARM, model.arms());
        text = with(text, COVARIATE, model.covariates());
        text = model.design().with(text);
        for (int arm = 0; arm < model.arms().size(); arm++) {
            text = text.with("cost." + arm, model.costs()[arm]);
            text = model.expected()[arm].with(text, EXPECTED + "." + arm);
            if (model.learner() != UpliftLearner.TWO_MODELS && arm > 0) {
                text = model.gains()[arm].with(text, GAIN + "." + arm);
            }
        }
        return text.with(
                "seen", Arrays.stream(model.seen()).mapToObj(Long::toHexString).collect(Collectors.joining(" ")));
    }

    private static ModelText with(ModelText text, String key, List<String> names) {
        ModelText longer = text.with(key + "s", Integer.toString(names.size()));
        for (int i = 0; i < names.size(); i++) {
            longer = longer.with(key + "." + i, names.get(i));
        }
        return longer;
    }

    private static List<String> names(ModelText text, String key) {
        List<String> names = IntStream.range(0, text.count(key + "s"))
                .mapToObj(i -> text.word(key + "." + i))
                .toList();
        if (names.stream().distinct().count() < names.size() || names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "each " + key + " in a saved uplift model must have a name of its own, were " + names);
        }
        return names;
    }

    static UpliftModel read(ModelText text) {
        List<String> arms = names(text, ARM);
        if (arms.size() < 2) {
            throw new IllegalArgumentException(
                    "arms in a saved uplift model must be the hold-out and one more at least, were " + arms);
        }
        List<String> covariates = names(text, COVARIATE);
        Design design = Design.read(text, covariates.size());
        UpliftLearner learner = text.choice("learner", UpliftLearner.class);
        Regression[] expected = IntStream.range(0, arms.size())
                .mapToObj(arm -> Regression.read(text, EXPECTED + "." + arm, design.size()))
                .toArray(Regression[]::new);
        Regression[] gains = expected.clone();
        double[] costs = new double[arms.size()];
        for (int arm = 0; arm < gains.length; arm++) {
            costs[arm] = text.number("cost." + arm, 0, Double.MAX_VALUE);
            if (learner != UpliftLearner.TWO_MODELS && arm > 0) {
                gains[arm] = Regression.read(text, GAIN + "." + arm, design.size());
            }
        }
        return new UpliftModel(new UpliftModel.Parts(
                learner,
                text.number("ridge", 0, Double.MAX_VALUE),
                arms,
                covariates,
                text.number("worth"),
                design,
                expected,
                gains,
                costs,
                seen(text)));
    }

    private static long[] seen(ModelText text) {
        try {
            return Arrays.stream(text.word("seen").split(" ", -1))
                    .mapToLong(word -> Long.parseUnsignedLong(word, 16))
                    .sorted()
                    .toArray();
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(
                    "value of seen in a saved uplift model must be hexadecimal numbers with a blank between them",
                    wrong);
        }
    }
}
