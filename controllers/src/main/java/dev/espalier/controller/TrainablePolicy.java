package dev.espalier.controller;

import dev.espalier.tensor.Parameters;
import java.util.List;

/** A policy with a critic that an algorithm improves by gradients. */
interface TrainablePolicy extends Policy {
    Parameters parameters();

    /** Everything about these registered plays that depends on the parameters, with its gradient. */
    RecurrentPolicy.Judgement judge(List<Episode> episodes);
}
