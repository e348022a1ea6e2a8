package io.engagement.dialogue.answers;

/** What one ask is. */
public enum AskUnit {
    /** Each contact is an ask of its own. */
    CONTACT,
    /** Contacts of a conversation with no act of the other side between them are one ask, as long as it can be answered. */
    TURN,
    /** The turn that opens a conversation is an ask; later ones are none. */
    OPENING
}
