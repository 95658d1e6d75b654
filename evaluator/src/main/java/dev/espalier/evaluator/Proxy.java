package dev.espalier.evaluator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be said of a network from its first weights and one batch, without training; the greater the better. */
enum Proxy {
    /** Sum over the weights of |weight x gradient| in a network of absolute weights fed with ones (Tanaka 2020). */
    SYNFLOW,
    /** How differently the examples of a batch switch the rectifiers: log |det K| (NASWOT, Mellor 2021). */
    NASWOT,
    /** Sum over the weights of |weight x gradient of the loss| (Lee 2019). */
    SNIP,
    /** Euclidean norm of the gradient of the loss. */
    GRADIENT_NORM,
    /** Number of weights. */
    PARAMETERS,
    /** Multiplications for one example. */
    MACS;

    static List<String> keys() {
        return Arrays.stream(values()).map(Proxy::key).toList();
    }

    static Proxy of(String key) {
        return Arrays.stream(values())
                .filter(proxy -> proxy.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key));
    }

    /** Its name in settings and metrics. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
