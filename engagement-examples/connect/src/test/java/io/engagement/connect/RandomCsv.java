package io.engagement.connect;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A CSV file as nobody should write it.
 *
 * @param text all of it
 * @param delimiter what separates its fields
 */
public record RandomCsv(String text, char delimiter) {
    private static final List<String> COLUMNS = List.of(
            "customer_id",
            "at",
            "purpose",
            "initiator",
            "channel",
            "value",
            "cost",
            "note",
            "duration",
            "satisfaction");
    private static final String DELIMITERS = ",,,,;\t| ~:-";
    private static final List<String> ENDS = List.of("\n", "\n", "\r\n", "\r");
    private static final List<String> CUSTOMERS = List.of(
            "a",
            "a",
            "b",
            "b",
            "c",
            " a",
            "a ",
            "\u00e4",
            "\u017di\u017eek",
            "\ud83d\ude00",
            "\u2003",
            "\u00a0x",
            "",
            " ",
            "\u0000",
            "=1+1",
            "longer than a word of eight",
            "x".repeat(300),
            "007",
            "'",
            "\u2028");
    private static final List<String> TIMES = List.of(
            "2024-01-05",
            "2024-02-05",
            "2024-03-01T08:00:00Z",
            "2024-03-01T08:00:00.123Z",
            "2024-04-01 08:00",
            "2024-04-01T08:00:00",
            "20240501",
            "2024-05-01T08:00:00+02:00",
            "2024-02-30",
            "2024-02-30T00:00:00Z",
            "",
            "9999-12-31T23:59:59.999Z",
            "9999-12-31T23:59:59Z",
            "9999-12-31",
            "0001-01-01T00:00:00Z",
            "0001-01-01",
            "0000-12-31T23:59:59Z",
            "0000-01-01",
            "-0001-01-01T00:00:00Z",
            "+10000-01-01T00:00:00Z",
            "+999999999-01-01T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T23:59:60Z",
            "2024-01-01t08:00:00z",
            "2024-1-1",
            "2024-01-01T08:00:00.1Z",
            "2024-01-01T08:00:00.123456Z",
            " 2024-01-05 ",
            "\u00a02024-01-05",
            "2024-01-05\u2003",
            "\uff12\uff10\uff12\uff14-01-01",
            "2024-01-01T08:00Z",
            "never",
            "0",
            "1e3",
            "2024-13-01",
            "2024-00-00");
    private static final List<String> NUMBERS = List.of(
            "",
            "",
            "1",
            "12.5",
            "-3",
            "0",
            "-0",
            "+1",
            "1e2",
            "1e-400",
            "1e309",
            "0x1p3",
            "1_000",
            "\u0661",
            "NaN",
            "Infinity",
            "999999999999999",
            "9999999999999999",
            "123456789012.345",
            "0.1",
            "00012",
            "1.",
            ".5",
            ".",
            "-",
            " 5 ",
            "\u00a05",
            "12d",
            "1,5",
            "1.2.3",
            "--1",
            "1e",
            "P1D",
            "PT5M",
            "0.30000000000000004");
    private static final List<String> KINDS = List.of(
            "PURCHASE",
            "PURCHASE",
            "purchase",
            "USE",
            " USE",
            "ODD",
            "",
            " ",
            "CUSTOMER",
            "COMPANY",
            "web",
            "\u00a0USE",
            "*",
            "SIGN_UP");
    private static final List<String> NOTES =
            List.of("", "x", "two words", "\u2028", "a\u0007", "'", "#", "=1", "\ufeff", "1\u00a0000", "\\", "\u0085");
    private static final String SIGNS = "\"\"\"\"\r\n\n\u0000 ,;\ufeffx\\'#";

    /** A file with so many rows at most. */
    public static RandomCsv draw(SplittableRandom random, int mostRows) {
        char delimiter = DELIMITERS.charAt(random.nextInt(DELIMITERS.length()));
        int width = 3 + random.nextInt(COLUMNS.size() - 2);
        String end = pick(random, ENDS);
        // Never, seldom, often, always.
        int quoted = random.nextInt(4);
        StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "\ufeff" : "");
        text.append(String.join(String.valueOf(delimiter), COLUMNS.subList(0, width)))
                .append(end);
        int rows = random.nextInt(mostRows + 1);
        for (int i = 0; i < rows; i++) {
            int fields = random.nextInt(12) == 0 ? 1 + random.nextInt(width + 2) : width;
            text.append(IntStream.range(0, fields)
                    .mapToObj(column -> written(random, value(random, column), delimiter, quoted))
                    .collect(Collectors.joining(String.valueOf(delimiter))));
            text.append(random.nextInt(10) == 0 ? pick(random, ENDS) : end);
            text.append(random.nextInt(15) == 0 ? end : "");
        }
        damage(text, random, quoted);
        return new RandomCsv(text.toString(), delimiter);
    }

    /** Most rows are sound, so that much is accepted. */
    private static String value(SplittableRandom random, int column) {
        boolean sound = random.nextInt(4) > 0;
        return switch (column) {
            case 0 -> sound ? "c" + random.nextInt(5) : pick(random, CUSTOMERS);
            case 1 -> sound ? "2024-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10) : pick(random, TIMES);
            case 2 -> sound ? "PURCHASE" : pick(random, KINDS);
            case 3 -> sound ? "CUSTOMER" : pick(random, KINDS);
            case 4 -> sound ? "web" : pick(random, KINDS);
            case 5, 6, 8, 9 -> sound ? "" : pick(random, NUMBERS);
            default -> pick(random, NOTES);
        };
    }

    private static String written(SplittableRandom random, String value, char delimiter, int quoted) {
        boolean needs = value.indexOf(delimiter) >= 0 && random.nextInt(8) > 0;
        boolean quotes =
                quoted == 3 || (quoted == 2 && random.nextInt(3) == 0) || (quoted == 1 && random.nextInt(60) == 0);
        if (quotes && random.nextInt(10) == 0) {
            return '"' + value + pick(random, ENDS) + pick(random, List.of("\"\"", "", value)) + '"';
        }
        return quotes || (needs && quoted > 0) ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    private static void damage(StringBuilder text, SplittableRandom random, int quoted) {
        int times = Math.max(0, random.nextInt(5) - 1);
        for (int i = 0; i < times && text.length() > 0; i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.setLength(Math.max(at, text.length() - 20));
                default -> {
                    char sign = SIGNS.charAt(random.nextInt(SIGNS.length()));
                    text.insert(at, quoted == 0 && sign == '"' ? 'y' : sign);
                }
            }
        }
    }

    private static <T> T pick(SplittableRandom random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
