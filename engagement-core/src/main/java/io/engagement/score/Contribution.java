package io.engagement.score;

/**
 * What one input contributes to a score.
 *
 * @param name the input's name: a measure's or a component's
 * @param value the customer's own value of it; NaN if there is none
 * @param typical the typical customer's value of it; NaN if there is none
 * @param amount what it adds, on the score's scale, from the typical customer to this one
 * @param sentence the same in the customer's terms
 */
public record Contribution(String name, double value, double typical, double amount, String sentence) {}
