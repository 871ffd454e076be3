package nacre.passes;

import java.io.PrintStream;

import nacre.ir.Graph;
import nacre.ir.IrPrinter;
import nacre.source.InputException;
import nacre.source.Nearest;

/** Prints the graph after one pass, or after every pass that changed it. */
public final class PrintIr implements PassListener {
  /** Stands for every pass that changes something. */
  public static final String CHANGE = "change";

  private final String when;
  private final PrintStream out;

  private PrintIr(String when, PrintStream out) {
    this.when = when;
    this.out = out;
  }

  /**
   * @param when a pass's name, or {@link #CHANGE}
   * @throws InputException for anything else
   */
  public static PrintIr after(String when, PrintStream out) {
    if (!when.equals(CHANGE) && Passes.named(when).isEmpty()) {
      throw new InputException("there is no pass `" + when + "` to print the IR after; required `change` or a pass"
          + Nearest.hint(when, Passes.names()));
    }
    return new PrintIr(when, out);
  }

  @Override
  public void after(String pass, boolean changed, Graph graph) {
    if (pass.equals(when) || when.equals(CHANGE) && changed) {
      out.println("# after " + pass + (changed ? "" : ", which changed nothing"));
      out.print(IrPrinter.print(graph, IrPrinter.Detail.WITHOUT_LOCATIONS));
    }
  }
}
