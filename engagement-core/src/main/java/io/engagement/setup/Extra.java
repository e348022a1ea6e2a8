package io.engagement.setup;

import io.engagement.domain.Registry;
import io.engagement.fit.ModelText;
import io.engagement.score.Composite;
import io.engagement.score.Scorer;
import java.util.Map;

/**
 * A score beside those of the models: a composite of others, or the user's own.
 *
 * @param scorer the scorer
 * @param version of the user's own; 0 without one
 */
record Extra(Scorer scorer, int version) {
    private static final String OWN = "own";

    /** Of the components that a set-up has now. */
    Scorer over(Map<String, Scorer> components) {
        return Composite.isComposite(scorer) ? Composite.withComponents(scorer, components) : scorer;
    }

    ModelText text() {
        if (Composite.isComposite(scorer)) {
            String text = Composite.toText(scorer);
            return ModelText.read(text, ModelText.kindOf(text), ModelText.versionOf(text));
        }
        if (version == 0) {
            throw new IllegalStateException(
                    "the score " + scorer.name() + " is your own code, which cannot be saved, and has"
                            + " no version by which it could be found again: add it by withOwn(scorer, 1), and put it into the"
                            + " registry that reads by with(Scorer.class, \"" + scorer.name() + "\", 1, scorer)");
        }
        return ModelText.of(OWN, version).with("name", scorer.name());
    }

    static Extra read(ModelText text, Map<String, Scorer> components, Registry registry) {
        return text.kind().equals(OWN)
                ? new Extra(registry.get(Scorer.class, text.word("name"), text.version()), text.version())
                : new Extra(Composite.read(text.toString(), components, registry), 0);
    }
}
