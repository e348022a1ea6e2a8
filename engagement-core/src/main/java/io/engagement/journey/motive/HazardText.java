package io.engagement.journey.motive;

import io.engagement.fit.ModelText;
import java.util.List;
import java.util.stream.IntStream;

/** The text form of a {@link DiscreteHazard}. */
final class HazardText {
    /** Of columns' numbers. */
    private static final double FAR = 1e100;

    private HazardText() {}

    static ModelText of(DiscreteHazard of) {
        List<String> names = of.columns();
        double[] covariance = of.covariance();
        ModelText text = ModelText.of(DiscreteHazard.KIND, DiscreteHazard.VERSION)
                .with("ridge", of.ridge())
                .with(DiscreteHazard.LEVEL, of.level())
                .with("columns", Integer.toString(names.size()));
        for (int j = 0; j < names.size(); j++) {
            text = text.with("column." + j, names.get(j));
        }
        if (!names.isEmpty()) {
            text = text.with("means", MotiveText.line(of.standard().means()))
                    .with("deviations", MotiveText.line(of.standard().deviations()))
                    .with("slopes", MotiveText.line(of.slopes()));
        }
        for (int i = 0; i < covariance.length; i++) {
            text = text.with("covariance." + i, covariance[i]);
        }
        return text;
    }

    static DiscreteHazard read(ModelText text) {
        int width = text.count("columns");
        List<String> names = IntStream.range(0, width)
                .mapToObj(j -> text.word("column." + j))
                .toList();
        Standardised standard = new Standardised(
                MotiveText.bounded("means", -FAR, FAR, MotiveText.numbers(text, "means", width)),
                MotiveText.bounded("deviations", 1 / FAR, FAR, MotiveText.numbers(text, "deviations", width)));
        int size = 1 + width;
        double[] covariance = new double[size * (size + 1) / 2];
        for (int i = 0; i < covariance.length; i++) {
            covariance[i] = text.anyNumber("covariance." + i);
        }
        return new DiscreteHazard(
                names,
                standard,
                text.number(DiscreteHazard.LEVEL),
                MotiveText.bounded(
                        "slopes", -DiscreteHazard.MOST, DiscreteHazard.MOST, MotiveText.numbers(text, "slopes", width)),
                text.number("ridge"),
                covariance);
    }
}
