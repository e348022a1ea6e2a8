package io.engagement.report;

import io.engagement.setup.ScoringSetup;
import io.engagement.setup.Subject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the scores are called on a page. */
final class Scores {
    private static final Map<String, String> TITLES = Map.of(
            "engagement", "Engagement",
            "momentum", "Momentum",
            "retention_risk", "Risk of losing them",
            "p_alive", "Chance that they are still customers",
            "expected_purchases", "Expected purchases",
            "lifetime_value", "Lifetime value",
            "churn_risk", "Risk that they do not renew",
            "contract_value", "Contract value");

    private static final Map<String, String> MEANINGS = Map.of(
            "engagement",
            "70 means: of ten customers like this, seven do something of their own accord in time. Being contacted does not count.",
            "momentum",
            "50 is as engaged as before; above 50 it is rising, below 50 falling.",
            "retention_risk",
            "40 % means: of ten customers like this, four do not buy again in time.",
            "p_alive",
            "The chance that a customer has not left for good. Nobody tells a shop that they leave: it is inferred from their silence.",
            "expected_purchases",
            "How many purchases are expected of each customer in time.",
            "lifetime_value",
            "Expected profit, discounted: purchases by spend by margin, less what it costs to serve and contact them.",
            "churn_risk",
            "40 % means: of ten customers like this, four do not renew.",
            "contract_value",
            "What renewals to come are worth, discounted.");

    /** Of which the number is a share. */
    private static final List<String> PROBABILITIES = List.of("retention_risk", "p_alive", "churn_risk");

    private static final List<String> MONEY = List.of("lifetime_value", "contract_value");

    private Scores() {}

    static String title(String score) {
        return TITLES.getOrDefault(score, score.replace('_', ' '));
    }

    /** Within a sentence. */
    static String word(String score) {
        return switch (score) {
            case "retention_risk", "churn_risk" -> "risk";
            default -> score.replace('_', ' ');
        };
    }

    static String meaning(String score, Analysis analysis) {
        String meaning = MEANINGS.getOrDefault(score, "A score of your own.");
        return meaning.replace("in time", within(score, analysis)) + restsOn(score, analysis) + analysis.doubt(score);
    }

    /** What a number means only with, as a sentence after others; empty for most scores. */
    static String restsOn(String score, Analysis analysis) {
        return MONEY.contains(score) ? margin(analysis) : score.equals("p_alive") ? once(analysis) : "";
    }

    private static String margin(Analysis analysis) {
        double margin = analysis.setup().margin();
        return " It is counted with a margin of " + Say.percent(margin)
                + (margin < 1 ? "." : ": all of what they pay, as if it cost nothing to make.");
    }

    /** By some models nobody is lost before a second purchase, by whose absence others would tell it. */
    private static String once(Analysis analysis) {
        return analysis.setup()
                .purchases()
                .filter(model -> model.probabilityAlive(
                                0, 0, model.asOf(analysis.asOf()).typical().age())
                        == 1)
                .map(model -> " It is the chance given how often and how lately they have bought. By the model "
                        + model.name()
                        + " who has bought once is a customer for certain, however long they have been silent: only after a"
                        + " second purchase does silence tell, so that the chance may be lower with it than before.")
                .orElse("");
    }

    /** How far ahead a score looks, within a sentence. */
    static String within(String score, Analysis analysis) {
        ScoringSetup setup = analysis.setup();
        Optional<Duration> horizon =
                switch (score) {
                    case "engagement" -> setup.engagementHorizon();
                    case "retention_risk" -> setup.riskHorizon();
                    default -> setup.horizon();
                };
        return horizon.map(each -> "within " + Say.span(each))
                .orElse(score.equals("retention_risk") ? "in the time that is usual for them" : "in time");
    }

    /** How much of a value's time could not be tried, as a sentence; empty where all could. */
    static Optional<String> untried(String score, Analysis analysis) {
        Optional<Duration> tried = analysis.setup().horizon();
        Optional<Duration> ahead = analysis.setup().valueHorizon();
        if (!MONEY.contains(score) || tried.isEmpty() || ahead.equals(tried)) {
            return Optional.empty();
        }
        return Optional.of("Values are of " + ahead.map(Say::span).orElse("all future") + ", and only the first "
                + Say.span(tried.get()) + " of them could be tried: how far off the rest is nobody knows.");
    }

    /** What the models behind a score are about. */
    static Stream<Subject> subjects(String score) {
        return Arrays.stream(Subject.values())
                .filter(subject -> subject.scores().contains(score)
                        || (subject == Subject.PURCHASES && score.equals("lifetime_value")));
    }

    static boolean isProbability(String score) {
        return PROBABILITIES.contains(score);
    }

    /** As a column shows it: shares in per cent. */
    static double shown(String score, double number) {
        return isProbability(score) ? 100 * number : number;
    }

    static String column(String score, Analysis analysis) {
        if (isProbability(score)) {
            return title(score) + " (%)";
        }
        return MONEY.contains(score) ? analysis.amounts(title(score)) : title(score);
    }

    static String format(String score) {
        return switch (score) {
            case "expected_purchases" -> "%.2f";
            case "lifetime_value", "contract_value" -> "%,.2f";
            default -> "%.0f";
        };
    }

    /** A sentence of the library with the scores' names as people read them. */
    static String inWords(String sentence) {
        String words = sentence;
        for (String score : TITLES.keySet()) {
            words = words.replace(score, title(score).toLowerCase(Locale.ROOT));
        }
        return words;
    }
}
