package io.engagement.dialogue.exchange;

/**
 * What acts came from, by a model: each act is shared out between its possible origins. No proof of a cause: a mailing and an act that
 * share a season look like mailing and answer.
 *
 * @param spontaneous acts that nothing provoked
 * @param continued acts that went on with own ones
 * @param provoked acts that the other side provoked
 */
public record Origins(double spontaneous, double continued, double provoked) {
    static final Origins NONE = new Origins(0, 0, 0);

    /**
     * All acts.
     *
     * @return the sum
     */
    public double acts() {
        return spontaneous + continued + provoked;
    }

    /**
     * The share that the other side provoked.
     *
     * @return from 0 to 1; NaN if there is no act
     */
    public double provokedShare() {
        return provoked / acts();
    }

    /**
     * The share that went on with own acts.
     *
     * @return from 0 to 1; NaN if there is no act
     */
    public double continuedShare() {
        return continued / acts();
    }

    /**
     * The share that nothing provoked.
     *
     * @return from 0 to 1; NaN if there is no act
     */
    public double spontaneousShare() {
        return spontaneous / acts();
    }

    Origins plus(Origins more) {
        return new Origins(spontaneous + more.spontaneous, continued + more.continued, provoked + more.provoked);
    }
}
