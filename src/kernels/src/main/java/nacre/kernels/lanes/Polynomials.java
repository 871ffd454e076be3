package nacre.kernels.lanes;

/**
 * Coefficients of Nacre's own functions, fitted for least greatest relative error (Remez' exchange algorithm) and rounded to
 * floats; and their evaluation for one element, which vectors repeat operation by operation.
 */
public final class Polynomials {

  /** Below, exp is 0; above, it is infinite. */
  public static final float EXP_LOWEST = -104;
  public static final float EXP_HIGHEST = 89;

  public static final float LOG2_E = 1.44269504f;
  /** ln 2 in two parts; the first has so few digits that its multiples are exact. */
  public static final float LN2_HIGH = 0.693359375f;
  public static final float LN2_LOW = -2.12194440e-4f;
  /** Adding and subtracting this rounds to a whole number, which the sum also holds in its low bits. */
  public static final float ROUNDER = 12582912f;

  /** exp(r) = 1 + r + r^2 (E0 + E1 r + ...), for r within ln(2) / 2 of 0; relative error 3.1e-9. */
  public static final float E0 = 4.9999994e-01f;
  public static final float E1 = 1.666652e-01f;
  public static final float E2 = 4.1668393e-02f;
  public static final float E3 = 8.368781e-03f;
  public static final float E4 = 1.3814467e-03f;

  /** Below this magnitude tanh is a polynomial. */
  public static final float TANH_SMALL = 0.625f;
  /** tanh(x) = x + x^3 (T0 + T1 x^2 + ...), for magnitudes below {@link #TANH_SMALL}; error 4.2e-9. */
  public static final float T0 = -3.3333284e-01f;
  public static final float T1 = 1.3331494e-01f;
  public static final float T2 = -5.3743664e-02f;
  public static final float T3 = 2.0651052e-02f;
  public static final float T4 = -5.7175043e-03f;

  /** Below this magnitude the normal distribution is a polynomial. */
  public static final float PHI_SMALL = 0.7f;
  /** Phi(x) = 1/2 + x (P0 + P1 x^2 + ...), for magnitudes below {@link #PHI_SMALL}; error 1e-9. */
  public static final float P0 = 3.989423e-01f;
  public static final float P1 = -6.64903e-02f;
  public static final float P2 = 9.97237e-03f;
  public static final float P3 = -1.1813452e-03f;
  public static final float P4 = 1.0299385e-04f;

  /** Phi(-a) = t exp(-a^2 / 2 + Q0 + Q1 t + ...), t = 1 / (1 + a {@link #PHI_BEND}), for a from 0.7; error 6.2e-9. */
  public static final float PHI_BEND = 0.3f;
  public static final float Q0 = -2.122977e+00f;
  public static final float Q1 = 1.0016321e+00f;
  public static final float Q2 = 3.9260426e-01f;
  public static final float Q3 = 2.575531e-01f;
  public static final float Q4 = -3.8457555e-01f;
  public static final float Q5 = 8.1897295e-01f;
  public static final float Q6 = -1.3775809e+00f;
  public static final float Q7 = 9.615952e-01f;
  public static final float Q8 = -2.4041805e-01f;

  /** Curves that end at 0 are 0 from here on down; so low a number times that 0 is 0, as minus infinity times 0 is not. */
  public static final float CURVE_LOWEST = -1000;

  /** sqrt(2). */
  public static final float ROOT_2 = 1.4142135f;

  /** Down to minus this, exp(x) - 1 is the polynomial of exp without its first term. */
  public static final float EXPM1_SMALL = 0.3f;

  /** From here on mish(x) is x. */
  public static final float MISH_LARGE = 20;

  /** Numbers below this are scaled by so much, which is so many powers of two, before their logarithm is taken. */
  public static final float LOG_LOWEST = Float.MIN_NORMAL;
  public static final float LOG_LOWEST_SCALE = 0x1p25f;
  public static final int LOG_LOWEST_TURNS = 25;
  /** The bits of the root of a half. */
  public static final int ROOT_HALF_BITS = 0x3f3504f3;
  /** 2 artanh(s) = 2 s + s^3 (L0 + L1 s^2 + ...), for s from 0 to 1 / 3; error 4.5e-9. log(1 + f) is that of f / (2 + f). */
  public static final float L0 = 6.6666416e-01f;
  public static final float L1 = 4.0021538e-01f;
  public static final float L2 = 2.8001629e-01f;
  public static final float L3 = 2.8012839e-01f;

  /** The greatest angle from which multiples of a quarter turn are taken off in three parts. */
  public static final float ANGLE_HIGHEST = 30_000;
  public static final float TWO_OVER_PI = 0.63661975f;
  public static final float HALF_PI_HIGH = 1.5707964f;
  public static final float HALF_PI_MIDDLE = -4.371139e-8f;
  public static final float HALF_PI_LOW = -1.7151245e-15f;
  /** sin(r) = r + r^3 (S0 + S1 r^2 + ...), for r within pi / 4 of 0; error 3.6e-9. */
  public static final float S0 = -1.666665494e-01f;
  public static final float S1 = 8.3321781e-03f;
  public static final float S2 = -1.95173e-04f;
  /** cos(r) = 1 - r^2 / 2 + r^4 (C0 + C1 r^2 + ...), for r within pi / 4 of 0; error 1e-10. */
  public static final float C0 = 4.1666646866e-02f;
  public static final float C1 = -1.3887367515e-03f;
  public static final float C2 = 2.4438451515e-05f;

  /** sqrt(2 / pi) and the cubic term of the tanh form of GELU. */
  public static final float GELU_SCALE = 0.7978845608f;
  public static final float GELU_CUBE = 0.044715f;

  private Polynomials() {}

  public static float tanhSmall(float square) {
    float p = Math.fma(square, T4, T3);
    p = Math.fma(square, p, T2);
    p = Math.fma(square, p, T1);
    return Math.fma(square, p, T0);
  }

  public static float phiSmall(float square) {
    float p = Math.fma(square, P4, P3);
    p = Math.fma(square, p, P2);
    p = Math.fma(square, p, P1);
    return Math.fma(square, p, P0);
  }

  public static float phiTail(float t) {
    float p = Math.fma(t, Q8, Q7);
    p = Math.fma(t, p, Q6);
    p = Math.fma(t, p, Q5);
    p = Math.fma(t, p, Q4);
    p = Math.fma(t, p, Q3);
    p = Math.fma(t, p, Q2);
    p = Math.fma(t, p, Q1);
    return Math.fma(t, p, Q0);
  }
}
