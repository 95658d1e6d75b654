package org.nd4j.nativeblas;

/**
 * The class that DL4J 1.0.0-M2.1 asks by reflection whether oneDNN may be used, and that ND4J no longer has: without it
 * every oneDNN helper of DL4J is silently off and training is seven times slower.
 */
public final class Nd4jCpu {
    private Nd4jCpu() {}

    /** Answers for ND4J's real environment. */
    public static final class Environment {
        private static final Environment INSTANCE = new Environment();

        private Environment() {}

        public static Environment getInstance() {
            return INSTANCE;
        }

        public boolean isUseMKLDNN() {
            return org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu.Environment.getInstance()
                    .isUseONEDNN();
        }
    }
}
