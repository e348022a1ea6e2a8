package io.engagement.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads JSON strictly (RFC 8259): maps, lists, texts, numbers, truth values; {@link #NULL} for null. */
final class ParsedJson {
    static final Object NULL = "(null)";

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private final String text;
    private int at;

    private ParsedJson(String text) {
        this.text = text;
    }

    /** An object of a text that is nothing but it. */
    static Map<String, Object> object(String text) {
        ParsedJson json = new ParsedJson(text.strip());
        Map<String, Object> object = json.map();
        json.check(json.at == json.text.length(), "the end");
        return object;
    }

    /** Objects of a list under a key. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> rows(Map<String, Object> object, String key) {
        return (List<Map<String, Object>>) value(object, key);
    }

    /** An object under a key. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> part(Map<String, Object> object, String key) {
        return (Map<String, Object>) value(object, key);
    }

    /** What stands under a key that has to be there. */
    static Object value(Map<String, Object> object, String key) {
        return Objects.requireNonNull(object.get(key), key);
    }

    private void check(boolean holds, String wanted) {
        if (!holds) {
            throw new AssertionError("no JSON: wanted " + wanted + " at " + at + ": "
                    + text.substring(at, Math.min(text.length(), at + 60)));
        }
    }

    private void blanks() {
        while (at < text.length() && " \n\t\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean takes(String word) {
        blanks();
        boolean there = text.startsWith(word, at);
        at += there ? word.length() : 0;
        return there;
    }

    private void take(String word) {
        check(takes(word), word);
    }

    private Object value() {
        blanks();
        char first = at < text.length() ? text.charAt(at) : ' ';
        return switch (first) {
            case '{' -> map();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NULL);
            default -> number();
        };
    }

    private Object word(String word, Object value) {
        take(word);
        return value;
    }

    private Map<String, Object> map() {
        take("{");
        Map<String, Object> map = new LinkedHashMap<>();
        if (takes("}")) {
            return map;
        }
        do {
            blanks();
            String key = string();
            take(":");
            check(map.put(key, value()) == null, "a new key, not " + key + " again,");
        } while (takes(","));
        take("}");
        return map;
    }

    private List<Object> list() {
        take("[");
        List<Object> list = new ArrayList<>();
        if (takes("]")) {
            return list;
        }
        do {
            list.add(value());
        } while (takes(","));
        take("]");
        return list;
    }

    private String string() {
        take("\"");
        StringBuilder string = new StringBuilder();
        while (text.charAt(at) != '"') {
            char c = text.charAt(at++);
            check(c >= ' ', "no control character");
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        char c = text.charAt(at++);
        if (c == 'u') {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        int place = "\"\\/bfnrt".indexOf(c);
        check(place >= 0, "an escape");
        return "\"\\/\b\f\n\r\t".charAt(place);
    }

    private Double number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        check(number.lookingAt(), "a value");
        at = number.end();
        return Double.valueOf(number.group());
    }
}
