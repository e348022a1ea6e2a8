package io.engagement.saved;

import io.engagement.fit.ModelText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** What happens to files: bits flip, ends are cut, hands edit. */
final class Damage {
    private static final String[] NUMBERS = {
        "-1",
        "0",
        "-0.0",
        "1",
        "2147483648",
        "4294967297",
        "1e11",
        "1e300",
        "-1e300",
        "1e-300",
        "4.9e-324",
        "1e999",
        "NaN",
        "Infinity",
        "-Infinity",
        "0x1p3",
        "1d",
        "1f",
        "",
        " ",
        "1,5",
        "1_000",
        "1e",
        ".",
        "١٢",
        "1e-16",
        "1e-13",
        "99999999999999999999999999",
        "0.5",
        "12",
        "1e6",
        "1e9",
        "2.0000001",
        "null",
        "WEEKS",
        "9999-99-99T00:00:00Z",
    };

    private Damage() {}

    /** Of the bytes, as they stand. */
    static String ofText(String text, SplittableRandom random) {
        StringBuilder damaged = new StringBuilder(text);
        int at = random.nextInt(text.length());
        switch (random.nextInt(6)) {
            case 0 -> damaged.setCharAt(at, (char) (text.charAt(at) ^ 1 << random.nextInt(7)));
            case 1 -> damaged.setLength(at);
            case 2 -> damaged.delete(at, Math.min(text.length(), at + 1 + random.nextInt(40)));
            case 3 -> damaged.insert(at, text, 0, random.nextInt(Math.min(text.length(), 60)));
            case 4 -> damaged.setCharAt(at, (char) ('0' + random.nextInt(10)));
            default -> {
                return String.join("\n", changed(new ArrayList<>(text.lines().toList()), random));
            }
        }
        return damaged.toString();
    }

    /** Whether two texts say the same: blanks and the ends of lines do not count. */
    static boolean isSame(String one, String other) {
        return said(one).equals(said(other));
    }

    private static String said(String text) {
        return text.lines()
                .map(line -> String.join(" ", line.strip().split("\\s+", 2)))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** Of the lines, with a checksum that fits. */
    static String ofLines(String text, SplittableRandom random) {
        List<String> lines = new ArrayList<>(
                text.lines().filter(line -> !line.startsWith("checksum")).toList());
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times && lines.size() > 1; i++) {
            lines = changed(lines, random);
        }
        return withChecksum(lines);
    }

    /** The lines as a text of the format of today, if they are as the form has them. */
    static String withChecksum(List<String> lines) {
        String plain = lines.get(0).replace(" format 2", "") + "\n"
                + lines.stream().skip(1).collect(Collectors.joining("\n")) + "\n";
        try {
            String kind = ModelText.kindOf(plain);
            return ModelText.read(plain, kind, 99).toString();
        } catch (IllegalArgumentException formless) {
            return plain;
        }
    }

    private static List<String> changed(List<String> lines, SplittableRandom random) {
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        int blank = line.indexOf(' ');
        switch (random.nextInt(10)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(random.nextInt(lines.size()), line);
            case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
            case 3 -> lines.subList(at, lines.size()).clear();
            case 4, 5, 6 -> lines.set(at, line.substring(0, blank + 1) + NUMBERS[random.nextInt(NUMBERS.length)]);
            case 7 -> lines.set(at, line.substring(0, blank + 1) + scaled(line.substring(blank + 1), random));
            case 8 -> {
                int c = random.nextInt(line.length());
                lines.set(at, line.substring(0, c) + (char) ('!' + random.nextInt(90)) + line.substring(c + 1));
            }
            default -> Collections.shuffle(lines, new Random(random.nextLong()));
        }
        if (lines.isEmpty()) {
            lines.add("engagement");
        }
        return lines;
    }

    /** A number times a power of ten, or with its sign turned. */
    private static String scaled(String value, SplittableRandom random) {
        try {
            double number = Double.parseDouble(value);
            return Double.toString(random.nextInt(6) == 0 ? -number : number * Math.pow(10, random.nextInt(41) - 20));
        } catch (NumberFormatException word) {
            return value + random.nextInt(10);
        }
    }
}
