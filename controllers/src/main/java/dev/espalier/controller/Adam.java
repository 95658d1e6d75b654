package dev.espalier.controller;

/** Adam (Kingma 2015, algorithm 1) for a short array of parameters in double precision; steps uphill. */
final class Adam {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double learningRate;
    private final double[] first;
    private final double[] second;
    private int steps;

    Adam(int parameters, double learningRate) {
        this.learningRate = learningRate;
        this.first = new double[parameters];
        this.second = new double[parameters];
    }

    void ascend(double[] parameters, double[] gradient) {
        steps++;
        double unbias1 = 1 - Math.pow(BETA1, steps);
        double unbias2 = 1 - Math.pow(BETA2, steps);
        for (int i = 0; i < parameters.length; i++) {
            first[i] = BETA1 * first[i] + (1 - BETA1) * gradient[i];
            second[i] = BETA2 * second[i] + (1 - BETA2) * gradient[i] * gradient[i];
            parameters[i] += learningRate * (first[i] / unbias1) / (Math.sqrt(second[i] / unbias2) + EPSILON);
        }
    }
}
