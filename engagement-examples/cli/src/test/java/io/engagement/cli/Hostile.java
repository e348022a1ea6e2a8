package io.engagement.cli;

import java.util.List;
import java.util.SplittableRandom;

/** Texts that attack who reads them: a spreadsheet, a terminal, a log, a parser. */
final class Hostile {
    /** Whatever ends a line somewhere, and a line that is to be taken for the program's. */
    static final String FORGED = "engagement: forged";

    private static final List<String> PIECES = List.of(
            "=1+1",
            "+1",
            "-2+3",
            "@SUM(1)",
            "\uFF1D1",
            "=cmd|' /C calc'!A0",
            "'",
            "''=1",
            "\"",
            "\"\"",
            ",",
            ";",
            "\t",
            "\u001b[31m",
            "\u001b]0;title\u0007",
            "\u009b2J",
            "\b\b\b",
            "\u007f",
            "\u0085",
            "\u202e",
            "\u2066",
            "\u200f",
            "\u061c",
            "\u2028" + FORGED,
            "\u2029" + FORGED,
            "\u000b" + FORGED,
            "\u000c" + FORGED,
            "\u200b",
            "\ufeff",
            "\u00ad",
            "\\u001b",
            "\\u000a",
            "\\",
            "\\n",
            "%s",
            "%n",
            "${sys:x}",
            "<b>",
            "Łucja",
            "日本",
            "😀",
            "\u200d",
            "\udb40\udc41",
            "a",
            "b",
            "7",
            " ",
            "x".repeat(300));

    private static final List<String> BREAKS = List.of("\n" + FORGED, "\r" + FORGED, "\r\n" + FORGED);

    private final SplittableRandom random;

    Hostile(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Of any characters. */
    String text() {
        return text(BREAKS.size());
    }

    /** Without CR and LF, which readers of CSV may take for the ends of rows. */
    String inOneLine() {
        return text(0);
    }

    private String text(int breaks) {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(4);
        for (int i = 0; i < pieces; i++) {
            int piece = random.nextInt(PIECES.size() + breaks);
            text.append(piece < PIECES.size() ? PIECES.get(piece) : BREAKS.get(piece - PIECES.size()));
        }
        return text.toString().isBlank() ? text.append('a').toString() : text.toString();
    }
}
