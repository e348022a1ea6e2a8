package io.engagement.spring.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What bodies of requests look like, for the description of the interface: {@link io.engagement.spring.EventJson} reads them. */
final class Bodies {
    private Bodies() {}

    @Schema(description = "A contact between a customer and the company. Sent again with the same id, it counts once.")
    record Event(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "unique; remembered for a week",
                    example = "m-17")
            String id,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "c42")
            String customer,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "when it happened: from engagement.events.earliest (1990) on, at most"
                            + " engagement.events.most-ahead (5 minutes) ahead of now",
                    example = "2026-03-01T09:30:00Z")
            Instant at,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "QUESTION")
            String purpose,

            @Schema(description = "unknown if it is not told", example = "email") @Nullable
            String channel,

            @Schema(
                    description = "inferred from the thread if it is not told",
                    allowableValues = {"CUSTOMER", "COMPANY", "UNKNOWN"})
            @Nullable
            String initiator,

            @Schema(allowableValues = {"INBOUND", "OUTBOUND", "UNKNOWN"}) @Nullable
            String direction,

            @Schema(allowableValues = {"PERSON", "MACHINE"}) @Nullable
            String actor,

            @Nullable String department,
            @Nullable String campaign,

            @Schema(description = "what it was worth to the company", example = "29.90") @Nullable
            Double value,

            @Schema(description = "what it cost the company", example = "1.20") @Nullable
            Double cost,

            @Schema(minimum = "0", maximum = "1") @Nullable Double satisfaction,

            @Schema(type = "string", example = "PT5M30S") @Nullable
            Duration duration,

            @Schema(description = "id of the event that it answers") @JsonProperty("in_reply_to") @Nullable
            String inReplyTo,

            @Schema(description = "id of the thread that it belongs to") @Nullable
            String conversation) {}

    @Schema(
            description =
                    "What is known of a customer apart from events, in the place of all that was known; what is not told is"
                            + " not known.")
    record Known(
            @Nullable Instant since,

            @Schema(description = "channels, best first", example = "[\"email\"]") @Nullable
            List<String> preferred,

            @Schema(description = "channels", example = "[\"phone\"]") @Nullable
            List<String> refused,

            @Schema(description = "most contacts within limit_period", example = "2")
            @JsonProperty("contact_limit")
            @Nullable
            Integer contactLimit,

            @Schema(type = "string", example = "P7D") @JsonProperty("limit_period") @Nullable
            Duration limitPeriod,

            @Schema(example = "{\"consent\": \"yes\", \"zone\": \"Europe/Berlin\"}") @Nullable
            Map<String, String> attributes) {}

    static io.swagger.v3.oas.models.media.Schema<?> problem() {
        return new ObjectSchema()
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("what is wrong, in a sentence"))
                .addProperty("instance", new StringSchema().description("the path that was asked"))
                .addProperty("field", new StringSchema().description("which field, in a batch such as [3].at"))
                .addProperty(
                        "value",
                        new StringSchema()
                                .description("what it was, at most 80 characters; not there if it was missing"))
                .addProperty("allowed", new StringSchema().description("what it may be"));
    }
}
