package io.engagement.spring.service;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that is refused, as a problem of RFC 9457. */
final class Refusal extends ErrorResponseException {
    private static final long serialVersionUID = 1;

    private Refusal(HttpStatus status, String detail) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }

    static Refusal of(HttpStatus status, String detail) {
        return new Refusal(status, detail);
    }

    Refusal withHeader(String name, String value) {
        getHeaders().set(name, value);
        return this;
    }

    static Refusal unknownCustomer(String customerId) {
        return of(HttpStatus.NOT_FOUND, "customer " + Shown.text(customerId) + " is not known")
                .withField("customer", customerId);
    }

    /** What holds for known customers would be said of a mistyped id. */
    static Refusal unknownToContact(String customerId) {
        return of(
                        HttpStatus.NOT_FOUND,
                        "customer " + Shown.text(customerId)
                                + " is not known, so that no cap and no refusal can be kept: check"
                                + " the id; who is new is made known by PUT /v1/customers/{customer}")
                .withField("customer", customerId);
    }

    static Refusal tooLarge(long most) {
        return of(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "the body must have at most " + most + " bytes: send fewer events at a time")
                .withProperty("allowed", "at most " + most + " bytes");
    }

    Refusal withField(String field, String value) {
        return withProperty("field", field).withProperty("value", Shown.text(value));
    }

    Refusal withProperty(String name, Object value) {
        getBody().setProperty(name, value);
        return this;
    }
}
