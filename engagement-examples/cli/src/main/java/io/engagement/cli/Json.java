package io.engagement.cli;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Writes maps, lists, texts and numbers as JSON (RFC 8259), indented. Numbers that JSON does not have become null;
 * characters that are not {@linkplain Shown shown} as they are are escaped. */
final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {}

    /**
     * What is JSON already.
     *
     * @param text one value
     */
    record Written(String text) {
        Written {
            text = text.strip();
        }
    }

    static String of(Object value) {
        Json json = new Json();
        json.value(value, "");
        return json.out.append('\n').toString();
    }

    /** A text in quotes. */
    static String string(String text) {
        Json json = new Json();
        json.text(text);
        return json.out.toString();
    }

    private void value(Object value, String indent) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresentOrElse(present -> value(present, indent), () -> out.append("null"));
        } else if (value instanceof Written written) {
            out.append(written.text());
        } else if (value instanceof Map<?, ?> map) {
            object(map, indent);
        } else if (value instanceof Collection<?> list) {
            array(list, indent);
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            out.append("null");
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            text(value.toString());
        }
    }

    private void object(Map<?, ?> map, String indent) {
        out.append('{');
        String inner = indent + "  ";
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            out.append('\n').append(inner);
            text(String.valueOf(entry.getKey()));
            out.append(": ");
            value(entry.getValue(), inner);
            out.append(entries.hasNext() ? "," : "\n" + indent);
        }
        out.append('}');
    }

    private void array(Collection<?> list, String indent) {
        out.append('[');
        Iterator<?> items = list.iterator();
        while (items.hasNext()) {
            value(items.next(), indent + "  ");
            out.append(items.hasNext() ? ", " : "");
        }
        out.append(']');
    }

    private void text(String text) {
        out.append('"');
        text.codePoints().forEach(this::character);
        out.append('"');
    }

    private void character(int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            default -> {
                if (Shown.isHidden(c)) {
                    out.append(Shown.escape(c));
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }
}
