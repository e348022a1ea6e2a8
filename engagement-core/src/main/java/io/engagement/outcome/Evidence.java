package io.engagement.outcome;

/** How far a claim can be trusted to be about the contact, and not about who was contacted. */
public enum Evidence {
    /** Chance decided who was held out. */
    RANDOMISED("randomised"),
    /** Nobody was held out, but comparable customers were found, and placebos are quiet. */
    CREDIBLE("credible"),
    /** Figures describe who was contacted; no cause is shown. */
    DESCRIBED_ONLY("described only");

    private final String words;

    Evidence(String words) {
        this.words = words;
    }

    /** In words. */
    @Override
    public String toString() {
        return words;
    }
}
