package io.engagement.cli;

import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.setup.FittedModels;
import io.engagement.setup.Subject;
import io.engagement.spend.GammaGamma;
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
     * @param told the period of contracts in this run, for texts that tell none
     * @return the text with the model's definition, if it had none and something tells it
     * @throws IllegalArgumentException if what stands beside the model is not what was written there
     */
    static String withDefinition(String content, ZoneId zone, Optional<TimeScale> told) {
        ModelText text = ModelText.read(content, "fitted", 1);
        if (text.optionalWord(DEFINITION).isPresent()) {
            return content;
        }
        ZoneId counted =
                parsed(text, ZONE, ZoneId::of, "a zone such as Europe/Berlin").orElse(zone);
        return definition(text, counted, told)
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

    private static Optional<String> definition(ModelText text, ZoneId zone, Optional<TimeScale> told) {
        StatisticalModel model =
                FittedModels.read(text.toString(), Registry.empty()).model();
        PurchaseDefinition days = Definitions.purchases(zone);
        Optional<TimeScale> period = period(text);
        return switch (Subject.of(model).orElseThrow()) {
            case ENGAGEMENT ->
                parsed(text, HORIZON, Duration::parse, "a duration such as PT720H")
                        .map(horizon -> EngagementDefinition.withDefaults()
                                .withHorizon(horizon)
                                .toText());
            case CONTRACTS ->
                period.or(() -> told)
                        .map(each -> Definitions.contracts(each, zone).toText());
            case SPEND ->
                Optional.of(
                        spending(model, period.map(days::byPeriod).orElse(days)).toText());
            case PURCHASES -> Optional.of(days.toText());
            case RETENTION -> Optional.empty();
        };
    }

    /** Gamma-Gamma, which takes none below 0, reads values as they were. */
    private static PurchaseDefinition spending(StatisticalModel model, PurchaseDefinition days) {
        return model instanceof GammaGamma ? days : days.withRefunds(Filter.purpose(Purpose.RETURN));
    }

    private static Optional<TimeScale> period(ModelText text) {
        return text.optionalWord(PERIOD)
                .filter(saved -> !saved.equals(NONE))
                .map(saved -> text.choice(PERIOD, TimeScale.class));
    }
}
