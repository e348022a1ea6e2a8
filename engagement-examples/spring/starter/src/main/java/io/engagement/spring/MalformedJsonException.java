package io.engagement.spring;

/** What was sent is no JSON, or JSON of another shape. */
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedJsonException(String message) {
        super(message);
    }
}
