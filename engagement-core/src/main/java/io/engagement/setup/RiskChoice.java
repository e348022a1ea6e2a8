package io.engagement.setup;

import io.engagement.fit.ModelText;
import java.util.Locale;
import java.util.Optional;

/**
 * By which models {@code retention_risk} is.
 *
 * @param by where there is more than one; otherwise by the one there is
 * @param why it was chosen, in a sentence; empty if nobody chose
 */
record RiskChoice(By by, Optional<String> why) {
    static final RiskChoice USUAL = new RiskChoice(By.BOTH, Optional.empty());

    private static final String KIND = "retention_risk.by";
    private static final String WHY = "retention_risk.why";

    /** Which models. */
    enum By {
        /** That of purchases alone. */
        PURCHASES,
        /** The additive one alone. */
        ADDITIVE,
        /** The mean of both. */
        BOTH;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static RiskChoice of(By by, String why) {
        return new RiskChoice(by, Optional.of(why));
    }

    RiskChoice withoutReason() {
        return new RiskChoice(by, Optional.empty());
    }

    ModelText write(ModelText text) {
        ModelText more = text.with(KIND, by.name());
        return why.isPresent() ? more.with(WHY, why.get()) : more;
    }

    /** Texts of before there were two have none. */
    static RiskChoice read(ModelText text) {
        return text.optionalWord(KIND)
                .map(any -> new RiskChoice(text.choice(KIND, By.class), text.optionalWord(WHY)))
                .orElse(USUAL);
    }
}
