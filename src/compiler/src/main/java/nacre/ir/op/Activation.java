package nacre.ir.op;

/** An elementwise function of one operand, the same for every element: what may follow a layer in its epilogue. */
public interface Activation {
  /** The function, in float64. */
  double apply(double x);
}
