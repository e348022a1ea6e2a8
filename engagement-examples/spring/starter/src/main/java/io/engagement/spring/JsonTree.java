package io.engagement.spring;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was sent, as a tree; what is no JSON is refused in words of our own, as the parser's tell of its classes and settings. */
final class JsonTree {
    /** Refuses a name that is there twice, and what follows the end. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** How the parser tells of a name that is there twice. */
    private static final Pattern TWICE = Pattern.compile("Duplicate Object property \"(.*)\"$", Pattern.DOTALL);

    private JsonTree() {}

    static JsonNode of(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException fault) {
            throw new MalformedJsonException(
                    "what is sent must be JSON, was not" + place(fault.getLocation()) + ": " + why(fault));
        }
    }

    private static String why(JacksonException fault) {
        if (fault instanceof StreamConstraintsException) {
            return "it is nested too deep, or a name, text or number in it is too long";
        }
        String told = fault.getOriginalMessage();
        if (fault instanceof UnexpectedEndOfInputException || told.startsWith("Unexpected end-of-input")) {
            return "it ends too early";
        }
        Matcher twice = TWICE.matcher(told);
        return twice.lookingAt()
                ? "the name " + InvalidFieldException.shown(twice.group(1)) + " is there twice"
                : "nothing of JSON can stand there";
    }

    /** Of limits, such as of nesting, there is none. */
    private static String place(@Nullable TokenStreamLocation at) {
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** What it is, in words. */
    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case NUMBER -> "a number";
            case STRING -> "a text";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            default -> "nothing";
        };
    }
}
