package io.engagement.outcome.mutual;

import io.engagement.domain.Purpose;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rule by which purposes of the company's contacts help, sell, or do neither. Immutable. */
public final class ContactPurposes {
    private static final ContactPurposes STANDARD = new ContactPurposes(Map.of())
            .with(ContactNature.HELPS, Purpose.HELP, Purpose.QUESTION, Purpose.COMPLAINT, Purpose.SERVICE_NOTICE)
            .with(ContactNature.SELLS, Purpose.OFFER, Purpose.PURCHASE, Purpose.SIGN_UP, Purpose.REFERRAL);

    private final Map<Purpose, ContactNature> natures;

    private ContactPurposes(Map<Purpose, ContactNature> natures) {
        this.natures = natures;
    }

    /**
     * The usual rule: HELP, QUESTION, COMPLAINT and SERVICE_NOTICE help; OFFER, PURCHASE, SIGN_UP and REFERRAL sell; all others, such as
     * INFORMATION and FEEDBACK, do neither.
     *
     * @return the rule
     */
    public static ContactPurposes standard() {
        return STANDARD;
    }

    /**
     * This rule with purposes that help, whatever they were before.
     *
     * @param purposes which
     * @return the changed copy
     */
    public ContactPurposes withHelping(Purpose... purposes) {
        return with(ContactNature.HELPS, purposes);
    }

    /**
     * This rule with purposes that sell, whatever they were before.
     *
     * @param purposes which
     * @return the changed copy
     */
    public ContactPurposes withSelling(Purpose... purposes) {
        return with(ContactNature.SELLS, purposes);
    }

    /**
     * This rule with purposes that do neither, whatever they were before.
     *
     * @param purposes which
     * @return the changed copy
     */
    public ContactPurposes withNeither(Purpose... purposes) {
        return with(ContactNature.NEITHER, purposes);
    }

    private ContactPurposes with(ContactNature nature, Purpose... purposes) {
        Map<Purpose, ContactNature> more = new TreeMap<>(natures);
        Arrays.stream(purposes).forEach(each -> more.put(each, nature));
        return new ContactPurposes(Collections.unmodifiableMap(more));
    }

    /**
     * What contacts of a purpose do.
     *
     * @param purpose any
     * @return NEITHER unless the rule says otherwise
     */
    public ContactNature nature(Purpose purpose) {
        return natures.getOrDefault(purpose, ContactNature.NEITHER);
    }

    /**
     * The purposes that the rule names for it.
     *
     * @param nature HELPS or SELLS; NEITHER has all others too
     * @return in their natural order
     */
    public Set<Purpose> purposes(ContactNature nature) {
        Set<Purpose> purposes = new TreeSet<>();
        natures.forEach((purpose, of) -> {
            if (of == nature) {
                purposes.add(purpose);
            }
        });
        return Collections.unmodifiableSet(purposes);
    }

    /** What helps and what sells. */
    @Override
    public String toString() {
        return "help: " + purposes(ContactNature.HELPS) + "; sell: " + purposes(ContactNature.SELLS);
    }
}
