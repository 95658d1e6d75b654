package dev.espalier.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class JsonFaultTest {
    @Test
    void namesThePlaceAndNothingOfTheParser() {
        assertThat(fault("{\"a\": NaN}")).isEqualTo("not JSON at line 1, column 10: Non-standard token 'NaN'");
        assertThat(fault("{")).startsWith("not JSON at line 1").doesNotContain("REDACTED", "(");
    }

    private static String fault(String text) {
        return JsonFault.notJson(catchThrowableOfType(
                JacksonException.class, () -> JsonMapper.shared().readTree(text)));
    }
}
