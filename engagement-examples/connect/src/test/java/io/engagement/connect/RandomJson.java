package io.engagement.connect;

import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows in JSON, drawn at random: most are right, and some have a sign that is wrong, missing or too many. */
final class RandomJson {
    private static final String SIGNS = "{}[],:\"\\0123456789eE+-.tfnul \t";
    private static final String[] NAMES = {
        "a", "b", "items", "0", "1", "x.y", "x", "y", "", "\\u0061", "\u00e4", "\\ud83d\\ude00"
    };
    private static final String[] TEXTS = {
        "",
        "c1",
        " c2 ",
        "2026-01-31",
        "\\n",
        "\\u0000",
        "\u20ac\ud83d\ude00",
        "\\\"q\\\\",
        "\\/",
        "\\uD800",
        "a,b",
        "=1+1",
        "\\u00e4\\u20AC"
    };
    private static final String[] NUMBERS = {
        "0", "-0", "1", "123456789012345678901", "1.50", "1e3", "-2.5E-7", "9007199254740993", "1E400", "0.1e+1"
    };
    private static final String[] WORDS = {"true", "false", "null"};

    private final SplittableRandom random;

    RandomJson(SplittableRandom random) {
        this.random = random;
    }

    /** A row without a break. */
    String row() {
        String whole = object(0, Stream.of("\"customer_id\":" + customer(), "\"at\":" + time(), "\"purpose\":\"USE\""));
        return random.nextInt(3) == 0 ? spoilt(whole) : whole;
    }

    private String customer() {
        return random.nextInt(4) == 0 ? scalar() : "\"c" + random.nextInt(20) + "\"";
    }

    private String time() {
        return switch (random.nextInt(6)) {
            case 0 -> String.valueOf(1_700_000_000L + random.nextInt(1_000_000));
            case 1 -> String.valueOf(1_700_000_000_000L + random.nextInt(1_000_000));
            case 2 -> scalar();
            default -> "\"2026-01-" + (10 + random.nextInt(20)) + "T08:00:00Z\"";
        };
    }

    private String spoilt(String row) {
        int at = random.nextInt(row.length());
        String sign = String.valueOf(SIGNS.charAt(random.nextInt(SIGNS.length())));
        return switch (random.nextInt(4)) {
            case 0 -> row.substring(0, at) + row.substring(at + 1);
            case 1 -> row.substring(0, at);
            case 2 -> row.substring(0, at) + sign + row.substring(at + 1);
            default -> row.substring(0, at) + sign + row.substring(at);
        };
    }

    private String value(int depth) {
        return switch (depth > 4 ? 9 : random.nextInt(10)) {
            case 0, 1 -> object(depth + 1, Stream.empty());
            case 2 -> array(depth + 1);
            default -> scalar();
        };
    }

    private String scalar() {
        return switch (random.nextInt(3)) {
            case 0 -> "\"" + one(TEXTS) + "\"";
            case 1 -> one(NUMBERS);
            default -> one(WORDS);
        };
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    private String object(int depth, Stream<String> first) {
        Stream<String> more = some(() -> "\"" + one(NAMES) + "\"" + blank() + ":" + blank() + value(depth));
        return Stream.concat(first, more)
                .collect(Collectors.joining(blank() + "," + blank(), "{" + blank(), blank() + "}"));
    }

    private String array(int depth) {
        return some(() -> value(depth)).collect(Collectors.joining("," + blank(), "[" + blank(), "]"));
    }

    private Stream<String> some(Supplier<String> one) {
        return Stream.generate(one).limit(random.nextInt(4));
    }

    private String blank() {
        return random.nextInt(8) == 0 ? one(" ", "\t", "  ", "\r") : "";
    }
}
