package dev.espalier.server.service;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the service answers, and which build of it. */
@RestController
final class HealthResource {
    /** @param status {@code UP} */
    record Health(String status, String version, long pid) {}

    @GetMapping("/api/v1/health")
    Health health() {
        return new Health("UP", BuildVersion.version(), ProcessHandle.current().pid());
    }
}
