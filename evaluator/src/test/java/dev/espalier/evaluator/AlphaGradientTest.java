package dev.espalier.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.espalier.trial.Seeds;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Test;

class AlphaGradientTest {
    private static final int WEIGHTS = 7;
    private static final int ALPHAS = 4;

    /** Losses whose derivatives are known: w'Hw/2 + a'Aw for the weights, |w - c|^2/2 + w'Da for the alphas. */
    private record Quadratic(RealMatrix h, RealMatrix a, RealMatrix d, RealVector w, RealVector c, RealVector alphas)
            implements TwoLosses {
        static Quadratic of(long seed) {
            RealMatrix root = matrix(seed, WEIGHTS, WEIGHTS);
            RealMatrix h = root.multiplyTransposed(root).add(MatrixUtils.createRealIdentityMatrix(WEIGHTS));
            return new Quadratic(
                    h,
                    matrix(seed + 1, ALPHAS, WEIGHTS),
                    matrix(seed + 2, WEIGHTS, ALPHAS),
                    matrix(seed + 3, WEIGHTS, 1).getColumnVector(0),
                    matrix(seed + 4, WEIGHTS, 1).getColumnVector(0),
                    matrix(seed + 5, ALPHAS, 1).getColumnVector(0));
        }

        static RealMatrix matrix(long seed, int rows, int columns) {
            var random = new Seeds(seed).stream("matrix");
            RealMatrix matrix = MatrixUtils.createRealMatrix(rows, columns);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    matrix.setEntry(i, j, random.nextGaussian());
                }
            }
            return matrix;
        }

        /** The same with a cross-derivative whose columns are orthonormal. */
        Quadratic orthonormal() {
            RealMatrix q = new QRDecomposition(matrix(9, WEIGHTS, WEIGHTS)).getQ();
            return new Quadratic(h, q, matrix(10, WEIGHTS, WEIGHTS), w, c, w);
        }

        private RealVector at(double[] moved) {
            return moved.length == 0 ? w : w.add(MatrixUtils.createRealVector(moved));
        }

        @Override
        public double[] byAlphas(Part part, double[] moved) {
            RealVector at = at(moved);
            return (part == Part.WEIGHTS ? a.operate(at) : d.transpose().operate(at)).toArray();
        }

        @Override
        public double[] byWeights(Part part, double[] moved) {
            RealVector at = at(moved);
            return (part == Part.WEIGHTS
                            ? h.operate(at).add(a.transpose().operate(alphas))
                            : at.subtract(c).add(d.operate(alphas)))
                    .toArray();
        }

        RealVector v(double[] moved) {
            return MatrixUtils.createRealVector(byWeights(Part.ALPHAS, moved));
        }

        RealVector first(double[] moved) {
            return MatrixUtils.createRealVector(byAlphas(Part.ALPHAS, moved));
        }
    }

    private static void assertClose(double[] found, RealVector expected) {
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected.getEntry(i), within(1e-6));
        }
    }

    @Test
    void amendedGradientIsItsFormula() {
        Quadratic losses = Quadratic.of(1);
        for (double eta : new double[] {0.1, 0.5, 1}) {
            RealVector term = losses.a.operate(losses.h.operate(losses.v(new double[0])));
            assertThat(term.getNorm()).isGreaterThan(1);
            assertClose(
                    AlphaGradient.amended(eta).of(losses),
                    losses.first(new double[0]).subtract(term.mapMultiply(eta)));
        }
    }

    @Test
    void amendedGradientWithoutItsTermIsFirstOrder() {
        Quadratic losses = Quadratic.of(2);
        assertThat(AlphaGradient.amended(0).of(losses))
                .containsExactly(AlphaGradient.firstOrder().of(losses));
    }

    @Test
    void secondOrderGradientIsItsFormula() {
        Quadratic losses = Quadratic.of(3);
        double xi = 0.05;
        RealVector step = MatrixUtils.createRealVector(losses.byWeights(TwoLosses.Part.WEIGHTS, new double[0]))
                .mapMultiply(-xi);
        RealVector term = losses.a.operate(losses.v(step.toArray()));
        assertThat(term.getNorm() * xi).isGreaterThan(0.01);
        assertClose(
                AlphaGradient.secondOrder(xi).of(losses),
                losses.first(step.toArray()).subtract(term.mapMultiply(xi)));
    }

    @Test
    void amendedTermNeverPointsAgainstTheTrueOneWhereTheCrossDerivativeIsOrthonormal() {
        for (int seed = 0; seed < 30; seed++) {
            Quadratic losses = Quadratic.of(100 + 10 * seed).orthonormal();
            RealVector v = losses.v(new double[0]);
            RealVector exact = losses.a
                    .operate(new LUDecomposition(losses.h).getSolver().solve(v))
                    .mapMultiply(-1);
            RealVector amended = MatrixUtils.createRealVector(
                            AlphaGradient.amended(1).of(losses))
                    .subtract(losses.first(new double[0]));
            assertThat(amended.dotProduct(exact)).isPositive();
        }
    }
}
