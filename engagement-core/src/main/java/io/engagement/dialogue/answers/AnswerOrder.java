package io.engagement.dialogue.answers;

/** Which of several open asks an act answers that neither replies to one nor belongs to the conversation of one. */
public enum AnswerOrder {
    /** The one that has waited longest. */
    OLDEST_FIRST,
    /**
     * The one that came last. An act at the instant of an ask that it could answer answers nothing: nobody can tell which
     * came first.
     */
    NEWEST_FIRST
}
