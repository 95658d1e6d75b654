package dev.espalier.evaluator;

/**
 * A learning rate that rises linearly over the first steps and falls with a cosine (Loshchilov 2017) to its end.
 *
 * @param peak highest rate
 * @param end rate of the last step
 * @param rising steps of the rise
 * @param steps all steps
 */
record Schedule(double peak, double end, int rising, long steps) {
    /** @param step from 0 */
    double rate(int step) {
        if (step < rising) {
            return peak * (step + 1) / rising;
        }
        double done = (step - rising) / (double) Math.max(1, steps - rising - 1);
        return end + (peak - end) * (1 + Math.cos(Math.PI * Math.min(1, done))) / 2;
    }
}
