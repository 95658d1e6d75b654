package dev.espalier.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IllegalTransitionExceptionTest {
    @Test
    void offersOnlyWhatAPersonCanAskFor() {
        assertThat(new IllegalTransitionException(SearchState.RUNNING, Action.TRAIN))
                .hasMessage("A search that is RUNNING cannot take 'train'. Legal now: [pause, stop, cancel].");
    }
}
