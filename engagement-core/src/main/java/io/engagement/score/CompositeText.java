package io.engagement.score;

import io.engagement.domain.Registry;
import io.engagement.fit.ModelText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** The text form of composites, which names the components. */
final class CompositeText {
    private static final String KIND = "composite";
    private static final int VERSION = 1;

    private CompositeText() {}

    static ModelText write(Scorer composite) {
        ModelText text = ModelText.of(KIND, VERSION)
                .with("name", composite.name())
                .with("scale", composite.scale().name());
        if (composite instanceof WeightedScorer weighted) {
            Map<String, String> lines = new LinkedHashMap<>();
            lines.put("as", "weighted");
            lines.put("components", Integer.toString(weighted.components().size()));
            for (int i = 0; i < weighted.components().size(); i++) {
                lines.put("component." + i, weighted.components().get(i).name());
                lines.put("weight." + i, Double.toString(weighted.given()[i]));
            }
            return text.withAll(lines);
        }
        if (composite instanceof MappedScorer mapped) {
            return write(text.with("component", mapped.component().name()), composite.name(), mapped.map());
        }
        throw noComposite(composite);
    }

    private static IllegalArgumentException noComposite(Scorer scorer) {
        return new IllegalArgumentException(
                scorer.name() + " is no composite: only what Composite makes is saved by it");
    }

    static Scorer withComponents(Scorer composite, Map<String, ? extends Scorer> components) {
        if (composite instanceof WeightedScorer weighted) {
            Map<Scorer, Double> weights = new LinkedHashMap<>();
            for (int i = 0; i < weighted.components().size(); i++) {
                String component = weighted.components().get(i).name();
                weights.put(component("the score " + composite.name(), component, components), weighted.given()[i]);
            }
            return WeightedScorer.of(composite.name(), composite.scale(), weights);
        }
        if (composite instanceof MappedScorer mapped) {
            Scorer component = component(
                    "the score " + composite.name(), mapped.component().name(), components);
            return new MappedScorer(composite.name(), composite.scale(), component, mapped.map());
        }
        throw noComposite(composite);
    }

    private static ModelText write(ModelText text, String name, DoubleUnaryOperator map) {
        if (map instanceof Calibration calibration) {
            return text.with("as", "calibrated").withPart("calibration", calibration.modelText());
        }
        if (map instanceof Threshold threshold) {
            return text.with("as", "thresholded").with("threshold", threshold.bound());
        }
        if (map instanceof InBands inBands) {
            return write(text.with("as", "banded"), inBands.bands());
        }
        if (map instanceof NamedFunction own) {
            return text.with("as", "mapped")
                    .with("function", own.name())
                    .with("function_version", Integer.toString(own.version()));
        }
        throw new IllegalStateException("the score " + name + " goes through a function without a name, which cannot be"
                + " saved: make it a NamedFunction, such as new NamedFunction(\"" + name
                + "\", 1, function), and put that into"
                + " the Registry that reads");
    }

    private static ModelText write(ModelText text, Bands bands) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("bands", Integer.toString(bands.names().size()));
        for (int i = 0; i < bands.names().size(); i++) {
            lines.put("band." + i, bands.names().get(i));
            if (i > 0) {
                lines.put("bound." + i, Double.toString(bands.bounds()[i - 1]));
            }
        }
        return text.withAll(lines);
    }

    static Scorer read(String content, Map<String, ? extends Scorer> components, Registry registry) {
        ModelText text = ModelText.read(content, KIND, VERSION);
        String name = text.word("name");
        Scale scale = text.choice("scale", Scale.class);
        if (text.word("as").equals("weighted")) {
            Map<Scorer, Double> weights = new LinkedHashMap<>();
            for (int i = 0; i < text.count("components"); i++) {
                weights.put(component(text, "component." + i, components), text.number("weight." + i));
            }
            return Composite.weighted(name, scale, weights);
        }
        return Composite.mapped(name, scale, component(text, "component", components), map(text, registry));
    }

    private static Scorer component(ModelText text, String key, Map<String, ? extends Scorer> components) {
        return component("the saved score " + text.word("name"), text.word(key), components);
    }

    private static Scorer component(String composite, String name, Map<String, ? extends Scorer> components) {
        Scorer component = components.get(name);
        if (component == null) {
            throw new IllegalArgumentException(
                    composite + " is made of " + name + ", which is not among the components " + components.keySet());
        }
        return component;
    }

    private static DoubleUnaryOperator map(ModelText text, Registry registry) {
        return switch (text.word("as")) {
            case "calibrated" -> Calibration.FAMILY.readPart(text, "calibration", registry);
            case "thresholded" -> new Threshold(text.word("name"), text.anyNumber("threshold"));
            case "banded" -> new InBands(bands(text));
            case "mapped" ->
                registry.get(
                        NamedFunction.class,
                        text.word("function"),
                        text.whole("function_version", 1, Integer.MAX_VALUE));
            default ->
                throw new IllegalArgumentException("as of a saved composite must be weighted, calibrated, thresholded,"
                        + " banded or mapped, was '" + text.word("as") + "'");
        };
    }

    private static Bands bands(ModelText text) {
        int size = text.count("bands");
        List<String> names = new ArrayList<>();
        double[] bounds = new double[Math.max(0, size - 1)];
        for (int i = 0; i < size; i++) {
            names.add(text.word("band." + i));
            if (i > 0) {
                bounds[i - 1] = text.anyNumber("bound." + i);
            }
        }
        return Bands.of(names, bounds);
    }

    /** 1 from a bound on, 0 below it. */
    record Threshold(String name, double bound) implements DoubleUnaryOperator {
        Threshold {
            if (Double.isNaN(bound)) {
                throw new IllegalArgumentException("threshold of " + name + " must be a number, was NaN");
            }
        }

        @Override
        public double applyAsDouble(double score) {
            return score >= bound ? 1 : 0;
        }
    }

    /** The number of the band. */
    record InBands(Bands bands) implements DoubleUnaryOperator {
        @Override
        public double applyAsDouble(double score) {
            return bands.indexOrNaN(score);
        }
    }
}
