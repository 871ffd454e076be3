package nacre.passes;

import nacre.ir.Graph;

/** Is told after every pass. */
@FunctionalInterface
public interface PassListener {
  PassListener NOBODY = (_, _, _) -> {};

  /** @param changed whether the pass replaced anything */
  void after(String pass, boolean changed, Graph graph);
}
