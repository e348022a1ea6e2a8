package io.engagement.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON that can stand between the tags of a script: nothing in it ends the script or begins a comment. */
final class Json {
    /** More digits than a chart of 1,600 pixels can show. */
    private static final MathContext DIGITS = new MathContext(7);

    private Json() {}

    /** Of maps, collections, optionals, texts, numbers, truth values and {@code null}. */
    static String of(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return of(optional.orElse(null));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(each -> string(String.valueOf(each.getKey())) + ':' + of(each.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(Json::of).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Double number) {
            return number(number);
        }
        return value == null || value instanceof Number || value instanceof Boolean
                ? String.valueOf(value)
                : string(value.toString());
    }

    private static String number(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros().toString()
                : "null";
    }

    private static String string(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == '<' || c == '>' || c == '&' || Html.isHidden(text, i)) {
                json.append(Html.hex(c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
