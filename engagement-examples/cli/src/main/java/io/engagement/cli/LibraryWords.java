package io.engagement.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages of the library in the words of the command line: where they name a method or a type, an option or a file is told. */
final class LibraryWords {
    private static final Map<Pattern, String> WORDS = new LinkedHashMap<>();

    static {
        put("See the log's LoadReport\\.", "See how many rows were accepted, above.");
        put("Do the definitions in FitChoices take what the log holds\\?", "Do the files hold purchases or own acts?");
        put("its diagnostics\\(\\) say why", "why");
        put("take withoutRefunds\\(\\), or leave", "leave");
        put("begin with silent\\(\\)", "give --exit SILENT");
        put("begin with a habit, as SilenceHabit\\.fit gives it", "write what silence is into the file of --stages");
        put("leave out withLongFrom, or begin later", "leave out --long-from, or begin later");
        put(
                "give its wave one, or take a short window of a fixed length",
                "tell incentive_days or incentive_until in a file of --campaigns, or take a fixed --short");
        put("take a policy withStatedLimitsUpTo\\((\\d+)\\)", "write 'stated-limits $1' into the file of --policy");
        put("add it withChannels", "add it to the channels in the file of --policy");
        put(
                "score by a SeasonalParetoNbd, which is of any instant, or make a model as of that one",
                "save it with 'engagement fit --seasons', or score as of that instant");
        put("an EngagementScorer takes it", "it is one of engagement");
        put("a RetentionRiskScorer takes it", "it is one of retention");
        put(
                "fit one of this horizon, or score by the model's gammaPoisson\\(\\), which takes any",
                "fit one of this horizon");
        put(
                "it was made of plain numbers: give it terms, such as model\\.withTerms\\([^)]*\\)\\)",
                "it was saved without: fit it again with --period");
        put("; a family of your own is read with a registry to which it was added, see Family\\.addedTo", "");
        put("; PurchaseDefinition\\.byPeriod counts so", ": fit it with --period");
        put("take ExperimentKey\\.newSecret\\(\\)", "give --new-secret, which makes one");
        put(" needs at least one value; Filter\\.all\\(\\) takes all", " needs at least one value");
        put("use Filter\\.shorterThan\\(Duration\\) or Filter\\.longerThan\\(Duration\\)", "give it, such as PT90S");
        put("; of interactions without one see negate\\(\\)", "");
    }

    private LibraryWords() {}

    private static void put(String phrase, String here) {
        WORDS.put(Pattern.compile(phrase), here);
    }

    static String translated(String message) {
        String told = message;
        for (Map.Entry<Pattern, String> each : WORDS.entrySet()) {
            Matcher matcher = each.getKey().matcher(told);
            told = matcher.find() ? matcher.replaceAll(each.getValue()) : told;
        }
        return told;
    }
}
