package io.engagement.journey;

import io.engagement.domain.Registry;
import io.engagement.fit.ModelText;
import io.engagement.measure.Filter;
import io.engagement.measure.spi.Quantity;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;

/** The text form of a {@link StageRule}. */
final class StageRuleText {
    private static final String KIND = "stage-rule";

    private StageRuleText() {}

    static ModelText of(StageRule rule) {
        ModelText text = ModelText.of(KIND, 1).with("kind", rule.kind().name()).with("least", rule.least());
        text = with(text, "filter", rule.looksAt().map(Filter::toText));
        text = with(text, "quantity", rule.sums().map(Quantity::name));
        text = with(text, "stage", rule.back());
        text = with(text, "after", rule.after());
        text = with(text, "until", rule.until().map(Filter::toText));
        return with(text, "lasting", rule.lasting().map(Duration::toString));
    }

    private static ModelText with(ModelText text, String key, Optional<String> word) {
        return word.isPresent() ? text.with(key, word.get()) : text;
    }

    static StageRule read(ModelText parent, String prefix, Registry registry) {
        ModelText text = parent.part(prefix, KIND, 1);
        StageRule rule = first(text, registry);
        Optional<String> earlier = text.optionalWord("after");
        Optional<String> end = text.optionalWord("until");
        Optional<String> longest = text.optionalWord("lasting");
        if (earlier.isPresent()) {
            rule = rule.withAfter(earlier.get());
        }
        if (end.isPresent()) {
            rule = rule.withUntil(Filter.read(end.get(), registry));
        }
        return longest.isPresent() ? rule.withLasting(duration(longest.get())) : rule;
    }

    private static StageRule first(ModelText text, Registry registry) {
        return switch (text.choice("kind", StageRule.Kind.class)) {
            case KNOWN -> StageRule.known();
            case TIMES -> StageRule.times(filter(text, registry), whole(text));
            case DAYS -> StageRule.days(filter(text, registry), whole(text));
            case SUM ->
                StageRule.sum(filter(text, registry), text.choice("quantity", Quantity.class), text.number("least"));
            case SILENT -> StageRule.silent(text.number("least"));
            case BACK -> StageRule.backFrom(text.word("stage"));
        };
    }

    private static Filter filter(ModelText text, Registry registry) {
        return Filter.read(text.word("filter"), registry);
    }

    private static int whole(ModelText text) {
        return (int) text.number("least", 1, Integer.MAX_VALUE);
    }

    private static Duration duration(String word) {
        try {
            return Duration.parse(word);
        } catch (DateTimeException none) {
            throw new IllegalArgumentException(
                    "value of lasting in saved stages must be a duration such as PT720H, was '" + word + "'", none);
        }
    }
}
