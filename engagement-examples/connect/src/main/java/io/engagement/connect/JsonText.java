package io.engagement.connect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The signs of a text in JSON, after RFC 8259; what is no JSON is a {@link JsonFault}. Signs are looked for in eight bytes at a time. */
final class JsonText {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private byte[] bytes = new byte[0];
    private int start;
    private int at;
    private int to;
    private boolean escaped;

    /** Becomes another text. */
    void begin(byte[] from, int first, int end) {
        bytes = from;
        start = first;
        at = first;
        to = end;
    }

    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }

    /** Goes back to a place where it was. */
    void moveTo(int place) {
        at = place;
    }

    boolean isAtEnd() {
        return at >= to;
    }

    /** Whether all is ASCII. Bytes that are no characters are a fault: two customers' ids may become the same. */
    boolean isAscii() {
        long seen = 0;
        int i = start;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            seen |= (long) LONGS.get(bytes, i);
        }
        for (; i < to; i++) {
            seen |= bytes[i] < 0 ? HIGH_BITS : 0;
        }
        if ((seen & HIGH_BITS) == 0) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, to - start));
        } catch (CharacterCodingException e) {
            throw new JsonFault(
                    "is not text in UTF-8: save the file so, or name its encoding with --charset, e.g. windows-1252");
        }
        return false;
    }

    void skipBlanks() {
        while (at < to && isBlank(bytes[at])) {
            at++;
        }
    }

    static boolean isBlank(byte sign) {
        return sign == ' ' || sign == '\t' || sign == '\n' || sign == '\r';
    }

    /** The next sign, 0 at the end. */
    byte peek() {
        return at < to ? bytes[at] : 0;
    }

    void skip() {
        at++;
    }

    void take(char sign) {
        if (peek() != sign || at >= to) {
            throw fault("'" + sign + "' is missing");
        }
        at++;
    }

    /** Takes a text up to its closing quote, the opening one of which was taken; gives the place of the closing one. */
    int takeText() {
        escaped = false;
        while (true) {
            at = nextSpecial(at);
            if (at >= to) {
                throw fault("a text is not closed");
            }
            byte sign = bytes[at];
            if (sign == '"') {
                return at++;
            }
            if (sign != '\\') {
                throw fault("a text has a control character that is not escaped");
            }
            escaped = true;
            takeEscape();
        }
    }

    /** Whether the text that was taken last has escapes. */
    boolean isEscaped() {
        return escaped;
    }

    private int nextSpecial(int from) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long found = specials((long) LONGS.get(bytes, i));
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < to && bytes[i] != '"' && bytes[i] != '\\' && !(bytes[i] >= 0 && bytes[i] < ' ')) {
            i++;
        }
        return i;
    }

    /** High bits; the lowest is that of the first quote, backslash or control character. */
    private static long specials(long eight) {
        long quotes = eight ^ ('"' * ONES);
        long slashes = eight ^ ('\\' * ONES);
        return (((quotes - ONES) & ~quotes) | ((slashes - ONES) & ~slashes) | ((eight - ' ' * ONES) & ~eight))
                & HIGH_BITS;
    }

    private void takeEscape() {
        at++;
        byte sign = peek();
        if (sign == 'u') {
            for (int i = 1; i <= 4; i++) {
                if (at + i >= to || Character.digit((char) bytes[at + i], 16) < 0) {
                    throw fault("\\u needs four hexadecimal digits");
                }
            }
            at += 5;
        } else if (at < to && "\"\\/bfnrt".indexOf((char) sign) >= 0) {
            at++;
        } else {
            throw fault("\\ is followed by what it escapes, or by another \\");
        }
    }

    /** Takes a number. */
    void takeNumber() {
        at += peek() == '-' ? 1 : 0;
        if (peek() == '0' && at < to) {
            at++;
        } else {
            takeDigits();
        }
        if (peek() == '.') {
            at++;
            takeDigits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            at += peek() == '-' || peek() == '+' ? 1 : 0;
            takeDigits();
        }
    }

    private void takeDigits() {
        int from = at;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw fault("a digit is missing");
        }
    }

    /** Takes a word such as true. */
    void takeWord(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= to || bytes[at + i] != word.charAt(i)) {
                throw fault("what stands there is neither a text in quotes nor a number, true, false or null");
            }
        }
        at += word.length();
    }

    /** Takes a value of which nobody asks whether it is right. */
    void skipValue() {
        int depth = 0;
        do {
            skipBlanks();
            if (isAtEnd()) {
                throw fault("the text ends");
            }
            byte sign = bytes[at++];
            if (sign == '"') {
                takeText();
            }
            depth += sign == '{' || sign == '[' ? 1 : 0;
            depth -= sign == '}' || sign == ']' ? 1 : 0;
            if (depth == 0 && sign != '"' && sign != '}' && sign != ']') {
                skipWord();
            }
        } while (depth > 0);
    }

    private void skipWord() {
        while (!isAtEnd() && ",]}".indexOf((char) peek()) < 0 && !isBlank(peek())) {
            at++;
        }
    }

    /** The text of a member of the object that begins here, or its number or word; empty if it has none. */
    String member(String name) {
        at++;
        skipBlanks();
        while (peek() == '"') {
            skip();
            int from = at;
            boolean isIt = text(from, takeText()).equals(name);
            skipBlanks();
            take(':');
            skipBlanks();
            int start = at;
            skipValue();
            if (isIt) {
                boolean isText = bytes[start] == '"';
                return isText ? text(start + 1, at - 1) : text(start, at);
            }
            skipBlanks();
            at += peek() == ',' ? 1 : 0;
            skipBlanks();
        }
        return "";
    }

    /** As it is written. */
    private String text(int from, int end) {
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    JsonFault fault(String why) {
        return new JsonFault(String.format(Locale.ROOT, "is not JSON at byte %d of it: %s", at - start + 1, why));
    }
}
