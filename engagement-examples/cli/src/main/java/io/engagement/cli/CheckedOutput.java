package io.engagement.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** A writer that fails aloud also below a {@link java.io.PrintWriter}, which swallows an {@link IOException}. */
final class CheckedOutput extends FilterWriter {
    private final String where;

    /**
     * A writer.
     *
     * @param where what is written to, in the words of a message
     */
    CheckedOutput(Writer out, String where) {
        super(out);
        this.where = where;
    }

    @Override
    public void write(int character) {
        checked(() -> out.write(character));
    }

    @Override
    public void write(char[] text, int offset, int length) {
        checked(() -> out.write(text, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) {
        checked(() -> out.write(text, offset, length));
    }

    @Override
    public void flush() {
        checked(out::flush);
    }

    @Override
    public void close() {
        checked(out::close);
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void checked(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new OutputFailed(where, e);
        }
    }
}
