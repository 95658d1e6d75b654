package dev.espalier.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShowCommandTest {
    @Test
    void saysWhyTrialsHaveNoScore() {
        assertThat(printed("{\"id\": \"abc\", \"state\": \"COMPLETED\"}", """
                {"number": 3, "outcome": {"failure": "The bound of 1 on 'parameters' is exceeded."}}"""))
                .contains("Trial 3 failed: The bound of 1 on 'parameters' is exceeded.");
    }

    @Test
    void saysOfWhichTrialTheModelIs() {
        assertThat(printed("""
                {"id": "abc", "state": "COMPLETED", "best": {"number": 2, "modelId": "abc-2"}}""", """
                {"number": 1, "outcome": {"score": 0.99}}"""))
                .contains("Trained model: abc-2, of trial 2")
                .doesNotContain("failed:");
    }

    private static String printed(String search, String trial) {
        StringWriter out = new StringWriter();
        ShowCommand.print(new PrintWriter(out, true), json(search), List.of(json(trial)));
        return out.toString();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
