package io.engagement.outcome.mutual;

/** Who gives beside purchases: the customer referrals, influence or knowledge, the company help, answers or rewards. */
public enum Relation {
    /** Both give. */
    MUTUAL("both give"),
    /** The customer gives, the company does not: somebody to thank. */
    CUSTOMER_GIVES("the customer gives, the company does not"),
    /** The company gives, the customer does not. */
    COMPANY_GIVES("the company gives, the customer does not"),
    /** Neither gives anything but goods and money. */
    PURCHASES_ONLY("neither gives anything beside purchases");

    private final String words;

    Relation(String words) {
        this.words = words;
    }

    static Relation of(boolean customerGives, boolean companyGives) {
        if (customerGives) {
            return companyGives ? MUTUAL : CUSTOMER_GIVES;
        }
        return companyGives ? COMPANY_GIVES : PURCHASES_ONLY;
    }

    /**
     * The relation in words.
     *
     * @return for a sentence
     */
    public String words() {
        return words;
    }
}
