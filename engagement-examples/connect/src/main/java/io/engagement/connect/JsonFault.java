package io.engagement.connect;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** Why a row in JSON cannot be read. */
final class JsonFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final String DUPLICATE = "Duplicate field '";
    /** What the parser says to who programs it. */
    private static final Pattern OF_PROGRAMS =
            Pattern.compile("(?s)(: enable `| \\(for |: expected close marker).*|, from `[^`]*`| \\(or 'NaN'[^)]*\\)");

    /** Rows with faults may be many: without a stack trace. */
    JsonFault(String why) {
        super(why, null, false, false);
    }

    /** What the parser of a row says. */
    static JsonFault of(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        if (message.startsWith(DUPLICATE)) {
            return ofTwo(message.substring(DUPLICATE.length(), message.length() - 1));
        }
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : " at byte " + (at.getByteOffset() + 1) + " of it";
        return new JsonFault("is not JSON" + place + ": " + words(e));
    }

    static JsonFault ofTwo(String name) {
        return new JsonFault("has two values for '" + Excerpt.of(name) + "'");
    }

    /** Whether the text ends where it should go on. */
    static boolean isOfEnd(JsonProcessingException e) {
        return e.getOriginalMessage().startsWith("Unexpected end-of-input");
    }

    /** What is wrong, without options of the parser that nobody can set here. */
    static String words(JsonProcessingException e) {
        return Excerpt.ofMessage(OF_PROGRAMS.matcher(e.getOriginalMessage()).replaceAll(""));
    }
}
