package io.engagement.cli;

import io.engagement.customerbase.CustomerBaseModels;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.PurchaseDefinition;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;

/** Texts that 'fit --save' wrote before models carried their definition: what stood beside the model is put into it. */
final class OlderTexts {
    private static final String DEFINITION = "model.definition";
    private static final String ZONE = "base.zone";
    private static final String PERIOD = "base.period";
    private static final String HORIZON = "base.engagement_horizon";
    private static final String NONE = "none";

    private OlderTexts() {}

    /**
     * A text of today.
     *
     * @param zone that of this run, for texts that tell none
     * @return the text with the model's definition, if it had none and something tells it
     * @throws IllegalArgumentException if what stands beside the model is not what was written there
     */
    static String withDefinition(String content, ZoneId zone) {
        ModelText text = ModelText.read(content, "fitted", 1);
        if (text.optionalWord(DEFINITION).isPresent()) {
            return content;
        }
        ZoneId counted =
                parsed(text, ZONE, ZoneId::of, "a zone such as Europe/Berlin").orElse(zone);
        return definition(text, Fitted.modelKind(content), counted)
                .map(definition -> text.with(DEFINITION, definition).toString())
                .orElse(content);
    }

    private static <T> Optional<T> parsed(ModelText text, String key, Function<String, T> parser, String wanted) {
        return text.optionalWord(key).map(saved -> {
            try {
                return parser.apply(saved);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(key + " must be " + wanted + ", was '" + saved + "'", e);
            }
        });
    }

    private static Optional<String> definition(ModelText text, String kind, ZoneId zone) {
        if (kind.equals(SavedModels.ENGAGEMENT)) {
            return parsed(text, HORIZON, Duration::parse, "a duration such as PT720H")
                    .map(horizon -> EngagementDefinition.withDefaults()
                            .withHorizon(horizon)
                            .toText());
        }
        Optional<TimeScale> period = period(text);
        if (ContractScoring.isContract(kind)) {
            return period.map(each -> ContractScoring.terms(each, zone).toText());
        }
        PurchaseDefinition days = Fits.purchaseDays(zone);
        if (SpendModels.isSpend(kind)) {
            return Optional.of(
                    SpendModels.counted(kind, period.map(days::byPeriod).orElse(days))
                            .toText());
        }
        return CustomerBaseModels.canRead(text.toString()) ? Optional.of(days.toText()) : Optional.empty();
    }

    private static Optional<TimeScale> period(ModelText text) {
        return text.optionalWord(PERIOD)
                .filter(saved -> !saved.equals(NONE))
                .map(saved -> text.choice(PERIOD, TimeScale.class));
    }
}
