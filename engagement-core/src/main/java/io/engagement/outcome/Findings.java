package io.engagement.outcome;

import java.util.function.Function;

/** The four findings of an account. */
record Findings(Finding valueShort, Finding valueLong, Finding harm, Finding departure) {
    static Findings of(Function<OutcomeStatistic, Finding> found) {
        return new Findings(
                found.apply(OutcomeStatistic.VALUE_SHORT),
                found.apply(OutcomeStatistic.VALUE_LONG),
                found.apply(OutcomeStatistic.HARM),
                found.apply(OutcomeStatistic.DEPARTURE));
    }

    Finding of(OutcomeStatistic statistic) {
        return switch (statistic) {
            case VALUE_SHORT -> valueShort;
            case VALUE_LONG -> valueLong;
            case HARM -> harm;
            case DEPARTURE -> departure;
        };
    }
}
