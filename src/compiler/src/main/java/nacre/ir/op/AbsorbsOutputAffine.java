package nacre.ir.op;

import java.util.List;

import nacre.ir.Operand;
import nacre.ir.Site;

/** An op {@code f} for which {@code scale * f(x) + shift}, per index of one axis, is {@code f} with other parameters. */
public interface AbsorbsOutputAffine {
  /** The axis of the result whose indices have their own rows of weights. */
  int affineAxis(Site site);

  /**
   * The operands of {@code f'} with {@code f'(x) = scale * f(x) + shift}. Parameters are never changed in place: new
   * ones are nodes over the old.
   *
   * @param scale one number per index of {@link #affineAxis}, rank 1
   * @param shift likewise
   */
  List<Operand> absorb(NodeSink sink, List<Operand> operands, Site site, Operand scale, Operand shift);
}
