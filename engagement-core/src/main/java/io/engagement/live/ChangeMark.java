package io.engagement.live;

/** Up while a shard is being changed: who finds it so comes after an error in the midst of it, which nobody can take back. */
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
