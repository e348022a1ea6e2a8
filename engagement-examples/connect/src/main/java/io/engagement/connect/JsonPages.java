package io.engagement.connect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out whether the first object of a text is a row, or a page that has rows in one of its members. */
final class JsonPages {
    private final Asked asked;
    /** Of what is asked for by a name of its own, what comes before the first point. */
    private final Set<String> firsts = new LinkedHashSet<>();

    private String best = "";
    private long most;
    /** Members that are arrays of objects, as the parser gives their names. */
    private final List<String> arrays = new ArrayList<>();

    private boolean isRow;
    private boolean hasId;

    /**
     * Where a text has its rows.
     *
     * @param member of a page, as {@link JsonElements#parser} gives its name; empty if the first object is a row
     * @param others further arrays of objects of the page
     */
    record Place(Optional<String> member, List<String> others) {
        static final Place OUTSIDE = new Place(Optional.empty(), List.of());

        /** What is to be told where there is a choice. */
        Optional<String> note() {
            return member.filter(any -> !others.isEmpty())
                    .map(name -> "its pages have rows in " + Excerpt.of(JsonElements.name(name))
                            + ", which are read, and in "
                            + Excerpt.ofNames(
                                    others.stream().map(JsonElements::name).toList())
                            + "; --sheet NAME chooses");
        }
    }

    private JsonPages(Asked asked) {
        this.asked = asked;
        Set<String> names = new LinkedHashSet<>(asked.named());
        names.addAll(asked.others());
        names.removeIf(Columns::isStandard);
        names.forEach(name -> firsts.add(name.replaceFirst("(?s)(?<=.)[.\\[].*", "")));
    }

    /**
     * Where the rows are.
     *
     * @param beginning of the text, or all of it
     * @param asked what is asked for of rows
     * @param told the member that is told to have them
     * @throws MappingRefused if there are no rows in that
     */
    static Place of(byte[] beginning, Asked asked, Optional<String> told) {
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
        if (told.isPresent()) {
            return pages.told(told.get());
        }
        boolean isPage = asked.isForAll()
                ? isAlone && (pages.arrays.size() == 1 || (pages.most > 1 && !pages.hasId))
                : !pages.isRow && pages.most > 0;
        return isPage ? pages.place(pages.best) : Place.OUTSIDE;
    }

    private Place place(String name) {
        List<String> others = new ArrayList<>(arrays);
        others.remove(name);
        return new Place(Optional.of(name), others);
    }

    private Place told(String name) {
        Optional<String> found = arrays.stream()
                .filter(each -> JsonElements.name(each).equals(name))
                .findFirst();
        return new Place(
                Optional.of(found.orElseThrow(() -> new MappingRefused("no member '" + Excerpt.of(name)
                        + "' of the first object has rows, which --sheet names; "
                        + (arrays.isEmpty()
                                ? "it has no array of objects: leave the sheet out"
                                : "such are "
                                        + Excerpt.ofNames(arrays.stream()
                                                .map(JsonElements::name)
                                                .toList()))))),
                List.of());
    }

    private void members(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.START_ARRAY) {
                array(json, name);
            } else {
                isRow |= isAsked(name);
                hasId |= name.equalsIgnoreCase("id");
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
            arrays.add(name);
            prefer(name, asksFor(json));
        }
        long elements = isOfObjects ? 1 : 0;
        while (json.currentToken() != JsonToken.END_ARRAY) {
            json.skipChildren();
            elements += json.nextToken() == JsonToken.START_OBJECT ? 1 : 0;
            if (asked.isForAll()) {
                prefer(name, isOfObjects ? elements : 0);
            }
        }
    }

    private void prefer(String name, long count) {
        if (count > most || (asked.isForAll() && best.isEmpty() && count > 0)) {
            most = count;
            best = name;
        }
    }

    /** How much of what is asked for an object has; where all is asked for, what there is of it does not matter. */
    private long asksFor(JsonParser json) throws IOException {
        long asksFor = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            asksFor += isAsked(json.currentName()) ? 1 : 0;
            json.nextToken();
            json.skipChildren();
        }
        return asked.isForAll() ? 1 : asksFor;
    }
}
