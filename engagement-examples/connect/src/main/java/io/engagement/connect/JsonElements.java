package io.engagement.connect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A text whose rows are the elements of arrays, or objects one behind the other, however they are broken into lines; or the elements
 * of one member of such objects, as interfaces give page by page. Where a row ends is told even of one that has numbers, escapes or
 * bytes that no row may have: it is refused alone.
 */
final class JsonElements extends JsonSlices {
    private static final JsonFactory LENIENT = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .enable(
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
                    JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS)
            .build();

    /** More than the parser and what decodes for it read ahead. */
    private static final int AHEAD = 1 << 16;

    private final JsonParser json;
    /** As {@link #parser} gives names. */
    private final Optional<String> member;

    private boolean inArray;
    /** How many bytes of the text there are before those that are kept. */
    private long before;

    private int held;

    JsonElements(InputStream text, Optional<String> member) throws IOException {
        this.member = member;
        this.json = parser(new Kept(text));
    }

    /** A parser that takes each byte for a character, so that none is wrong and places are those of bytes. */
    static JsonParser parser(InputStream text) throws IOException {
        return LENIENT.createParser(new InputStreamReader(text, StandardCharsets.ISO_8859_1));
    }

    /** The text of a name as such a parser gives it. */
    static String name(String read) {
        return new String(read.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Override
    boolean next() throws IOException {
        try {
            JsonToken token = json.nextToken();
            while (token != null && !isRow(token)) {
                token = json.nextToken();
            }
            if (token != null) {
                slice(token);
            }
            return token != null;
        } catch (JsonProcessingException e) {
            throw JsonFault.isOfEnd(e) ? endsEarly() : broken(JsonFault.words(e));
        }
    }

    private boolean isRow(JsonToken token) throws IOException {
        if (inArray && token == JsonToken.END_ARRAY) {
            inArray = false;
            if (member.isPresent()) {
                endPage(member.get());
            }
            return false;
        }
        if (inArray) {
            return true;
        }
        boolean isObject = token == JsonToken.START_OBJECT;
        if (isObject && member.isEmpty()) {
            return true;
        }
        if (isObject) {
            beginPage(member.get());
        } else if (token != JsonToken.START_ARRAY || member.isPresent()) {
            throw broken("an object is missing");
        }
        inArray = true;
        return false;
    }

    /** Goes to the member that holds the rows. */
    private void beginPage(String rows) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            boolean isRows = json.currentName().equals(rows);
            JsonToken token = json.nextToken();
            if (isRows && token == JsonToken.START_ARRAY) {
                return;
            }
            if (isRows) {
                throw broken(Excerpt.of(name(rows)) + " of a page is no array, as that of the first one is");
            }
            json.skipChildren();
        }
        throw broken("a page has no " + Excerpt.of(name(rows)) + ", as the first one has");
    }

    private void endPage(String rows) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            if (json.currentName().equals(rows)) {
                throw broken("a page has " + Excerpt.of(name(rows)) + " twice");
            }
            json.nextToken();
            json.skipChildren();
        }
    }

    /** A value becomes the next part. Of what is no object nothing is told. */
    private void slice(JsonToken token) throws IOException {
        element++;
        line = json.currentTokenLocation().getLineNr();
        long first = json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        long end = token.isStructStart() ? json.currentLocation().getCharOffset() : first;
        tooLong = end - first > MOST_BYTES;
        to = Math.toIntExact(end - before);
        from = tooLong ? to : Math.toIntExact(first - before);
    }

    private IOException endsEarly() {
        return new IOException(
                "its JSON ends too early, on line " + json.currentLocation().getLineNr()
                        + ": was it written and copied to its end? Written with an object a line, it would lack its last rows and no others");
    }

    private IOException broken(String why) {
        return new IOException("its JSON is broken on line "
                + json.currentLocation().getLineNr() + ": " + why
                + ", and where further rows begin cannot be told: mend that line, or have it written with an object a line, of"
                + " which a broken one is refused alone");
    }

    /** Of what the parser reads, the end stays here: it is at most two buffers ahead. */
    private final class Kept extends FilterInputStream {
        Kept(InputStream text) {
            super(text);
        }

        @Override
        public int read() {
            throw new IllegalStateException("read by blocks");
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            if (count > 0) {
                keep(into, offset, count);
            }
            return count;
        }
    }

    private void keep(byte[] read, int offset, int count) {
        if (held + count > bytes.length) {
            int gone = Math.max(0, held - MOST_BYTES - AHEAD);
            System.arraycopy(bytes, gone, bytes, 0, held - gone);
            before += gone;
            held -= gone;
            bytes = gone == 0 ? Arrays.copyOf(bytes, 2 * bytes.length) : bytes;
        }
        System.arraycopy(read, offset, bytes, held, count);
        held += count;
    }
}
