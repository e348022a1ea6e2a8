package io.engagement.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What picocli says of wrong words, in a sentence that is read once. */
final class UsageWords {
    private static final Map<Pattern, String> WORDS = new LinkedHashMap<>();

    static {
        put(
                "Value for option option '(--[\\w-]+)' \\(([^)]*)\\) should be in KEY=VALUE\\S* format but was (.*)",
                "$1 takes $2, was '$3'");
        put("Expected parameter for option '(--[\\w-]+)' but found '(.*)'", "$1 needs a value, and '$2' follows");
        put("Missing required parameter for option '(--[\\w-]+)' \\((.*)\\)", "$1 needs a value, $2");
        put("Error: Missing required argument\\(s\\): \\(?(--[\\w-]+=\\w+).*", "$1 is missing");
        put("Missing required (?:option|parameter): '(.*?)'", "$1 is missing");
        put("Missing required (?:options|parameters): (.*)", "missing: $1");
        put("Unmatched argument at index \\d+: (.*)", "$1 is neither a command nor an option's value");
        put("Unmatched arguments from index \\d+: (.*)", "$1 are neither commands nor options' values");
        put("Invalid value for option '(--[\\w-]+)(?:=[^']*)?' \\((\\S+)\\): (.*)", "$1=$2: $3");
        put("Invalid value for option '(--[\\w-]+)': (.*)", "$1: $2");
    }

    private UsageWords() {}

    private static void put(String theirs, String ours) {
        WORDS.put(Pattern.compile(theirs, Pattern.DOTALL), ours);
    }

    static String told(String message) {
        for (Map.Entry<Pattern, String> each : WORDS.entrySet()) {
            Matcher matcher = each.getKey().matcher(message);
            if (matcher.matches()) {
                return matcher.replaceFirst(each.getValue()).replace(" (case-insensitive)", "");
            }
        }
        return message;
    }
}
