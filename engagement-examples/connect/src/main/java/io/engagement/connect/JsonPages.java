package io.engagement.connect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Finds out whether the first object of a text is a row, or a page that has rows in one of its members. */
final class JsonPages {
    private final JsonText text = new JsonText();
    private final Asked asked;
    /** Of what is asked for by a name of its own, what comes before the first point. */
    private final Set<String> firsts = new LinkedHashSet<>();

    private byte[] best = new byte[0];
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
     * @param from where the object begins
     * @return its name as it is written; empty if the object is a row
     */
    static Optional<byte[]> member(byte[] beginning, int from, Asked asked) {
        JsonPages pages = new JsonPages(asked);
        pages.text.begin(beginning, from, beginning.length);
        boolean isAlone = false;
        try {
            pages.members();
            pages.text.skipBlanks();
            isAlone = pages.text.isAtEnd();
        } catch (JsonFault cut) {
            // The beginning ends in the middle of the object, which then is a long one: what was seen of it has to do.
            isAlone = true;
        }
        boolean isPage = asked.isForAll() ? isAlone && pages.arrays == 1 : !pages.isRow && pages.most > 0;
        return isPage ? Optional.of(pages.best) : Optional.empty();
    }

    private void members() {
        text.take('{');
        text.skipBlanks();
        while (text.peek() != '}') {
            byte[] name = takeName();
            if (text.peek() == '[') {
                array(name);
            } else {
                isRow |= isAsked(name);
                text.skipValue();
            }
            toNext();
        }
        text.skip();
    }

    private void toNext() {
        text.skipBlanks();
        if (text.peek() != '}') {
            text.take(',');
            text.skipBlanks();
        }
    }

    private boolean isAsked(byte[] name) {
        String column = new String(name, StandardCharsets.UTF_8);
        return firsts.contains(column) || (!asked.isForAll() && asked.isFor(column));
    }

    private byte[] takeName() {
        text.take('"');
        int from = text.at();
        byte[] name = Arrays.copyOfRange(text.bytes(), from, text.takeText());
        text.skipBlanks();
        text.take(':');
        text.skipBlanks();
        return name;
    }

    /** An array whose first element is an object that has more of what is asked for than those before may hold the rows. */
    private void array(byte[] name) {
        int from = text.at();
        text.skip();
        text.skipBlanks();
        // No field of a row has objects, but for those that a mapping looks into.
        isRow |= text.peek() == '{' ? firsts.contains(new String(name, StandardCharsets.UTF_8)) : isAsked(name);
        if (text.peek() == '{') {
            arrays++;
            long asksFor = 0;
            boolean isKnown = asked.isForAll();
            text.skip();
            text.skipBlanks();
            while (text.peek() != '}') {
                asksFor += isAsked(takeName()) ? 1 : 0;
                text.skipValue();
                toNext();
            }
            if (asksFor > most || (isKnown && arrays == 1)) {
                most = asksFor;
                best = name;
            }
        }
        text.begin(text.bytes(), from, text.bytes().length);
        text.skipValue();
    }
}
