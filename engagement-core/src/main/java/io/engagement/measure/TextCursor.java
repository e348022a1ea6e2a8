package io.engagement.measure;

/** Reads a canonical text from left to right. */
final class TextCursor {
    private static final int MOST_SHOWN = 60;

    private final String what;
    private final String text;
    private int at;

    TextCursor(String what, String text) {
        this.what = what;
        this.text = text;
    }

    /** Steps over a word if it stands here. */
    boolean skip(String word) {
        boolean here = text.startsWith(word, at);
        at += here ? word.length() : 0;
        return here;
    }

    void expect(String word) {
        if (!skip(word)) {
            throw refused("'" + word + "'");
        }
    }

    int at() {
        return at;
    }

    void end() {
        if (at < text.length()) {
            throw refused("its end");
        }
    }

    /** A name as {@link FilterTerms#quoted} wrote it. */
    String name() {
        if (skip("\"")) {
            return quoted();
        }
        int from = at;
        while (at < text.length() && FilterTerms.isPlain(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        if (at == from) {
            throw refused("a name");
        }
        return text.substring(from, at);
    }

    private String quoted() {
        StringBuilder name = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return name.toString();
            }
            name.append(c == '\\' ? escaped() : c);
        }
        throw refused("a quote at the end of the name");
    }

    private char escaped() {
        if (at == text.length()) {
            throw refused("a character after the backslash");
        }
        char c = text.charAt(at++);
        if (c != 'u') {
            return c;
        }
        try {
            at += 4;
            return (char) Integer.parseInt(text, at - 4, at, 16);
        } catch (NumberFormatException | IndexOutOfBoundsException none) {
            at -= 4;
            throw refused("four hexadecimal digits");
        }
    }

    double number() {
        int from = at;
        while (at < text.length() && "+-.0123456789E".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return Double.parseDouble(text.substring(from, at));
        } catch (NumberFormatException none) {
            at = from;
            throw refused("a number");
        }
    }

    IllegalArgumentException refused(String wanted) {
        String rest = text.substring(Math.min(at, text.length()));
        String shown = rest.length() > MOST_SHOWN ? rest.substring(0, MOST_SHOWN) + "..." : rest;
        return new IllegalArgumentException("text of a " + what + " must have " + wanted + " at character " + at
                + (rest.isEmpty() ? ", ended there" : ", was '" + shown + "'"));
    }
}
