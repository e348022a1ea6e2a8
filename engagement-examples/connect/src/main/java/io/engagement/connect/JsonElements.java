package io.engagement.connect;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text whose rows are the elements of arrays, or objects one behind the other, however they are broken into lines; or the elements
 * of one member of such objects, as interfaces give page by page.
 */
final class JsonElements extends JsonSlices {
    /** As it is written between quotes; null if the objects themselves are rows. */
    private final byte @Nullable [] member;

    private boolean inArray;
    private boolean isFirst;
    private long linesBefore;

    JsonElements(InputStream text, byte @Nullable [] member) {
        super(text);
        this.member = member;
    }

    @Override
    boolean next() throws IOException {
        while (true) {
            int sign = nextSign();
            if (inArray && sign == ']') {
                window.moveTo(window.next() + 1);
                inArray = false;
                if (member != null) {
                    endPage();
                }
            } else if (inArray) {
                element();
                return true;
            } else if (sign < 0) {
                return false;
            } else if (sign == '[' && member == null) {
                beginArray();
            } else if (sign == '{' && member != null) {
                beginPage();
            } else if (sign == '{') {
                slice();
                return true;
            } else {
                throw broken("an object is missing");
            }
        }
    }

    private void beginArray() {
        window.moveTo(window.next() + 1);
        inArray = true;
        isFirst = true;
    }

    private void element() throws IOException {
        if (!isFirst) {
            take(',');
        }
        isFirst = false;
        nextSign();
        slice();
    }

    /** Goes to the member that holds the rows. */
    private void beginPage() throws IOException {
        take('{');
        boolean isRows = takeName();
        while (!isRows) {
            skipValue();
            if (nextSign() == '}') {
                throw broken("a page has no " + Excerpt.of(memberText()) + ", as the first one has");
            }
            take(',');
            isRows = takeName();
        }
        if (nextSign() != '[') {
            throw broken(Excerpt.of(memberText()) + " of a page is no array, as that of the first one is");
        }
        beginArray();
    }

    private void endPage() throws IOException {
        while (nextSign() != '}') {
            take(',');
            if (takeName()) {
                throw broken("a page has " + Excerpt.of(memberText()) + " twice");
            }
            skipValue();
        }
        take('}');
    }

    private String memberText() {
        return new String(member == null ? new byte[0] : member, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Takes a name and what is behind it: whether it is that of the rows. */
    private boolean takeName() throws IOException {
        if (nextSign() != '"') {
            throw broken("a name is missing");
        }
        window.keep();
        takeText();
        boolean isRows = member != null
                && !window.isTooLong()
                && Arrays.equals(window.bytes(), window.kept() + 1, window.next() - 1, member, 0, member.length);
        window.letGo();
        nextSign();
        take(':');
        nextSign();
        return isRows;
    }

    /** A value becomes the next part. */
    private void slice() throws IOException {
        line = linesBefore + 1;
        window.keep();
        skipValue();
        tooLong = window.isTooLong() || window.next() - window.kept() > MOST_BYTES;
        to = window.next();
        from = tooLong ? to : window.kept();
        window.letGo();
    }

    private void skipValue() throws IOException {
        int first = nextSign();
        if (first == '"') {
            takeText();
        } else if (first == '{' || first == '[') {
            skipNested();
        } else if (first < 0 || first == ',' || first == ']' || first == '}' || first == ':') {
            throw first < 0 ? endsEarly() : broken("a value is missing");
        } else {
            while (isOfWord(window.peek())) {
                window.moveTo(window.next() + 1);
            }
        }
    }

    private static boolean isOfWord(int sign) {
        return sign > ' ' && sign != ',' && sign != ']' && sign != '}' && sign != '"' && sign != '{' && sign != '[';
    }

    private void skipNested() throws IOException {
        int depth = 0;
        do {
            int sign = nextSign();
            if (sign == '"') {
                takeText();
                continue;
            }
            if (sign < 0) {
                throw endsEarly();
            }
            window.moveTo(window.next() + 1);
            depth += sign == '{' || sign == '[' ? 1 : 0;
            depth -= sign == '}' || sign == ']' ? 1 : 0;
        } while (depth > 0);
    }

    private void takeText() throws IOException {
        window.moveTo(window.next() + 1);
        int sign = window.peek();
        while (sign != '"') {
            if (sign < 0) {
                throw endsEarly();
            }
            linesBefore += sign == '\n' ? 1 : 0;
            window.moveTo(window.next() + 1);
            if (sign == '\\' && window.peek() >= 0) {
                window.moveTo(window.next() + 1);
            }
            sign = window.peek();
        }
        window.moveTo(window.next() + 1);
    }

    private void take(char sign) throws IOException {
        int next = nextSign();
        if (next != sign) {
            throw next < 0 ? endsEarly() : broken("'" + sign + "' is missing");
        }
        window.moveTo(window.next() + 1);
    }

    /** The next sign that is no blank, which is not taken; negative at the end. */
    private int nextSign() throws IOException {
        int sign = window.peek();
        while (sign == ' ' || sign == '\n' || sign == '\r' || sign == '\t') {
            linesBefore += sign == '\n' ? 1 : 0;
            window.moveTo(window.next() + 1);
            sign = window.peek();
        }
        return sign;
    }

    private IOException endsEarly() {
        return new IOException(
                "its JSON ends too early, on line " + (linesBefore + 1) + ": was it written and copied to its end?");
    }

    private IOException broken(String why) {
        return new IOException("its JSON is broken on line " + (linesBefore + 1) + ": " + why
                + ", and where further rows begin cannot be told");
    }
}
