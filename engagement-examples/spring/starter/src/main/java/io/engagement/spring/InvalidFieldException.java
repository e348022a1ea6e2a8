package io.engagement.spring;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A field of what was sent that cannot be taken. */
public final class InvalidFieldException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_SHOWN = 80;

    /** Its name. */
    private final String field;

    /** What it was, shortened; null where it is missing. */
    private final @Nullable String value;

    /** What it may be. */
    private final String allowed;

    /** The message behind the name. */
    private final String sentence;

    /**
     * A fault of a field.
     *
     * @param field its name, in a batch behind the event's place from 0, such as {@code [3].at}
     * @param value what it was; shortened
     * @param allowed what it may be, for a sentence: "... must be {@code allowed}, was ..."
     */
    public InvalidFieldException(String field, String value, String allowed) {
        this(field, shown(value), allowed, " must be " + allowed + ", was " + shown(value));
    }

    private InvalidFieldException(String field, @Nullable String value, String allowed, String sentence) {
        super(field + sentence);
        this.field = field;
        this.value = value;
        this.allowed = allowed;
        this.sentence = sentence;
    }

    /**
     * A field that is not there.
     *
     * @param field its name
     * @param allowed what it may be, for a sentence: "... must be {@code allowed}, was missing"
     * @return the fault, without a value
     */
    public static InvalidFieldException missing(String field, String allowed) {
        return new InvalidFieldException(field, null, allowed, " must be " + allowed + ", was missing");
    }

    static InvalidFieldException noField(String name, String value, List<String> names) {
        String fields = "one of the fields " + String.join(", ", names);
        return new InvalidFieldException(shown(name), shown(value), fields, " is no field: it must be " + fields);
    }

    static String shown(String value) {
        return value.codePointCount(0, value.length()) <= LONGEST_SHOWN
                ? value
                : value.substring(0, value.offsetByCodePoints(0, LONGEST_SHOWN)) + "...";
    }

    /** The same fault of an event in a batch. */
    InvalidFieldException within(String place) {
        return new InvalidFieldException(place + "." + field, value, allowed, sentence);
    }

    /**
     * The field's name.
     *
     * @return such as {@code at}
     */
    public String field() {
        return field;
    }

    /**
     * What it was.
     *
     * @return as it was sent, at most its first 80 characters; empty where it is missing
     */
    public Optional<String> value() {
        return Optional.ofNullable(value);
    }

    /**
     * What it may be.
     *
     * @return for a sentence
     */
    public String allowed() {
        return allowed;
    }
}
