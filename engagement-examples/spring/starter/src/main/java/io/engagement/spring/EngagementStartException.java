package io.engagement.spring;

/** Why an application cannot start, and what to do about it. Spring Boot prints both in place of a stack trace. */
public final class EngagementStartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What to do. */
    private final String action;

    /**
     * A reason.
     *
     * @param message what is wrong: property, value, what is allowed
     * @param action what to do
     */
    public EngagementStartException(String message, String action) {
        super(message);
        this.action = action;
    }

    /**
     * What to do.
     *
     * @return a sentence
     */
    public String action() {
        return action;
    }
}
