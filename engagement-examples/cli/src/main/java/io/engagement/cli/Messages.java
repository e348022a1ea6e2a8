package io.engagement.cli;

import java.io.PrintWriter;
import java.io.Writer;

/**
 * What a program tells people, in its own words. A {@code println} is one line whatever its text holds; only {@code print} and {@code printf}
 * keep line breaks. Nothing that is {@linkplain Shown shown} as an escape gets through.
 */
final class Messages extends PrintWriter {
    Messages(Writer out) {
        super(out, true);
    }

    @Override
    public void println(String text) {
        synchronized (lock) {
            String line = Shown.line(LibraryWords.translated(text));
            super.write(line, 0, line.length());
            println();
        }
    }

    @Override
    public void println(Object value) {
        println(String.valueOf(value));
    }

    @Override
    public void println(char[] text) {
        println(new String(text));
    }

    @Override
    public void write(String text, int offset, int length) {
        // The platform's line break is no concern of who reads it; a carriage return alone overwrites a line.
        String shown = Shown.lines(text.substring(offset, offset + length).replace(System.lineSeparator(), "\n"));
        super.write(shown, 0, shown.length());
    }

    @Override
    public void write(char[] text, int offset, int length) {
        write(new String(text, offset, length), 0, length);
    }

    @Override
    public void write(int character) {
        write(Character.toString((char) character), 0, 1);
    }
}
