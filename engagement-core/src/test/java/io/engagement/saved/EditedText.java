package io.engagement.saved;

/** A saved text that was changed on purpose, as the refusal of a changed one says to do it. */
public final class EditedText {
    private EditedText() {}

    /** The text without its format and checksum. */
    public static String of(String text) {
        return text.replaceFirst(" format 2\n", "\n").replaceFirst("checksum \\S+\n$", "");
    }
}
