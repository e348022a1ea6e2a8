package io.engagement.outcome.targeting;

/** How a model learns who gains by a contact. */
public enum UpliftLearner {
    /**
     * A model of outcomes in each arm; who gains is the difference of what they expect. Good where outcomes depend much on what is
     * known, prone to see gains in the noise of both.
     */
    TWO_MODELS("a model in each arm"),
    /**
     * One linear model of the transformed outcome y (z &minus; e) / (e (1 &minus; e)), whose mean is the gain: Athey and Imbens
     * (2016), PNAS 113(27), 7353-7360. Simple, and the noisiest.
     */
    TRANSFORMED_OUTCOME("the transformed outcome"),
    /**
     * One linear model of doubly robust scores from models that were fitted on other rows: Kennedy (2023), Electronic Journal of
     * Statistics 17(2), 3008-3049.
     */
    ROBUST_SCORES("doubly robust scores");

    private final String words;

    UpliftLearner(String words) {
        this.words = words;
    }

    /**
     * The learner in words.
     *
     * @return for a sentence
     */
    public String words() {
        return words;
    }
}
