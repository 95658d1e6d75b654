package dev.espalier.server.service;

import dev.espalier.server.history.DataFolder;
import dev.espalier.server.history.History;
import dev.espalier.server.process.Limits;
import dev.espalier.server.search.SearchEvents;
import dev.espalier.server.search.SearchRunner;

/** What exists before Spring does: an open history in a data folder that is ours, and who runs searches within which limits. */
record Installation(DataFolder folder, History history, Service.Runners runners, Limits limits) {
    SearchRunner runner(SearchEvents events) {
        return runners.make(history, events, folder, limits);
    }
}
