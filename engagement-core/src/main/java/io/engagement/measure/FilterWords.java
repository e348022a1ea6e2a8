package io.engagement.measure;

import io.engagement.domain.Purpose;
import java.util.Map;

/** What sentences call the interactions that a filter takes: complaints, not contacts, where it takes one purpose. */
final class FilterWords {
    private static final Map<Filter, String> NOUNS = Map.ofEntries(
            noun(Purpose.PURCHASE, "purchase"),
            noun(Purpose.RETURN, "return"),
            noun(Purpose.USE, "use"),
            noun(Purpose.QUESTION, "question"),
            noun(Purpose.COMPLAINT, "complaint"),
            noun(Purpose.REFERRAL, "referral"),
            noun(Purpose.SIGN_UP, "sign-up"),
            noun(Purpose.CANCELLATION, "cancellation"),
            noun(Purpose.OFFER, "offer"),
            noun(Purpose.SERVICE_NOTICE, "service notice"));

    private FilterWords() {}

    private static Map.Entry<Filter, String> noun(Purpose purpose, String noun) {
        return Map.entry(Filter.purpose(purpose), noun);
    }

    /** A label that says "contact" or "contacts", in the filter's word for it. */
    static String label(Filter filter, String label) {
        String noun = NOUNS.getOrDefault(filter, "contact");
        return label.replace("a contact", (noun.startsWith("o") ? "an " : "a ") + noun)
                .replace("contact", noun);
    }
}
