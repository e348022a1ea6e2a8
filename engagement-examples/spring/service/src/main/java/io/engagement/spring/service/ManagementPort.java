package io.engagement.spring.service;

import io.engagement.spring.EngagementStartException;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Meters are behind the key: on a port of their own they would be in a context that has no {@link Guards}. */
@Component
final class ManagementPort {
    ManagementPort(Environment environment) {
        if (ManagementPortType.get(environment) == ManagementPortType.DIFFERENT) {
            throw new EngagementStartException(
                    "management.server.port must be that of the service, was "
                            + environment.getProperty("management.server.port")
                            + ": on a port of its own /actuator asks for no key",
                    "Do not set it, or set it to -1 to have no /actuator.");
        }
    }
}
