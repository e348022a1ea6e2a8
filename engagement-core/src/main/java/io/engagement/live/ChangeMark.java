package io.engagement.live;

/** Set while a shard is being changed. Whoever finds it set comes after an error half way, which cannot be undone. */
final class ChangeMark {
    private boolean up;

    void begin() {
        up = true;
    }

    void end() {
        up = false;
    }

    void requireWhole() {
        if (up) {
            throw new IllegalStateException("an earlier error, such as an OutOfMemoryError, came while a part of"
                    + " this store was being changed: nothing of that part is added, read or written any more."
                    + " Restore the last snapshot, and go on behind its feeds' positions");
        }
    }
}
