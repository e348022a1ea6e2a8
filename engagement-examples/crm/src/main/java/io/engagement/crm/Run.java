package io.engagement.crm;

import java.time.Instant;

/**
 * What a run did.
 *
 * @param id of its row in {@code engagement.runs}
 * @param asOf the instant as of which it scored
 * @param model the version of the model
 * @param isFull whether all of the CRM was read, not only what changed
 * @param customersRead of how many customers rows were read
 * @param rowsRead rows of feeds that were read, of contacts who count as customers
 * @param customers how many have scores
 * @param interactions how many these rest upon
 * @param scoresWritten rows that were new, or whose score differed; without a score, whose reason did
 * @param scoresDeleted rows of scores of those who are no customers any more
 */
public record Run(
        long id,
        Instant asOf,
        String model,
        boolean isFull,
        int customersRead,
        long rowsRead,
        int customers,
        int interactions,
        int scoresWritten,
        int scoresDeleted) {
    @Override
    public String toString() {
        return "run " + id + " as of " + asOf + ", model " + model + ": read " + rowsRead + " rows of "
                + (isFull ? "all " : "") + customersRead + " customers" + (isFull ? "" : " who changed") + ", scored "
                + customers + " by " + interactions + " interactions, wrote " + scoresWritten + " scores, deleted "
                + scoresDeleted;
    }
}
