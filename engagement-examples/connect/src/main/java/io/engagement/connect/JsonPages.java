package io.engagement.connect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Finds out whether the first object of a text is a row, or a page that has rows in one of its members. */
final class JsonPages {
    private final Asked asked;
    /** Of what is asked for by a name of its own, what comes before the first point. */
    private final Set<String> firsts = new LinkedHashSet<>();

    private String best = "";
    private long most;
    private int arrays;
    private boolean isRow;

    private JsonPages(Asked asked) {
        this.asked = asked;
        Set<String> names = new LinkedHashSet<>(asked.named());
        names.addAll(asked.others());
        names.removeIf(Columns::isStandard);
        names.forEach(name -> firsts.add(name.replaceFirst("(?s)(?<=.)[.\\[].*", "")));
    }

    /**
     * The member of a page that has the rows.
     *
     * @param beginning of the text, or all of it
     * @param asked what is asked for of rows
     * @return its name as {@link JsonElements#parser} gives it; empty if the first object is a row
     */
    static Optional<String> member(byte[] beginning, Asked asked) {
        JsonPages pages = new JsonPages(asked);
        boolean isAlone;
        try (JsonParser json = JsonElements.parser(new ByteArrayInputStream(beginning))) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                pages.members(json);
            }
            isAlone = json.nextToken() == null;
        } catch (IOException cut) {
            // The beginning ends in the middle of the object, which then is a long one: what was seen of it has to do.
            isAlone = true;
        }
        boolean isPage = asked.isForAll() ? isAlone && pages.arrays == 1 : !pages.isRow && pages.most > 0;
        return isPage ? Optional.of(pages.best) : Optional.empty();
    }

    private void members(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.START_ARRAY) {
                array(json, name);
            } else {
                isRow |= isAsked(name);
                json.skipChildren();
            }
        }
    }

    private boolean isAsked(String name) {
        String column = JsonElements.name(name);
        return firsts.contains(column) || (!asked.isForAll() && asked.isMeant(column));
    }

    /** An array whose first element is an object that has more of what is asked for than those before may hold the rows. */
    private void array(JsonParser json, String name) throws IOException {
        boolean isOfObjects = json.nextToken() == JsonToken.START_OBJECT;
        // No field of a row has objects, but for those that a mapping looks into.
        isRow |= isOfObjects ? firsts.contains(JsonElements.name(name)) : isAsked(name);
        if (isOfObjects) {
            arrays++;
            long asksFor = 0;
            while (json.nextToken() != JsonToken.END_OBJECT) {
                asksFor += isAsked(json.currentName()) ? 1 : 0;
                json.nextToken();
                json.skipChildren();
            }
            if (asksFor > most || (asked.isForAll() && arrays == 1)) {
                most = asksFor;
                best = name;
            }
        }
        while (json.currentToken() != JsonToken.END_ARRAY) {
            json.skipChildren();
            json.nextToken();
        }
    }
}
