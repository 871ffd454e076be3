package nacre.decompile;

import java.util.List;
import nacre.ir.DType;

/** What a step applies, without the leaves: two steps with equal callees differ in numbers alone. */
sealed interface Callee {
  /**
   * A setting of a call.
   *
   * @param template what it says, {@code {}} for each leaf
   * @param required whether a call must say it; such settings are said by position
   */
  record Setting(String name, String template, boolean required) {
    /** How many leaves it takes. */
    int leaves() {
      return (template.length() - template.replace("{}", "").length()) / 2;
    }
  }

  /**
   * An input of a call.
   *
   * @param named   whether it is said by name: a parameter that is handed in, or what follows an input left out
   * @param literal whether it is a leaf, and no value
   */
  record Port(String name, boolean named, boolean literal) {}

  /**
   * An op.
   *
   * @param list     whether its inputs are one list
   * @param complete whether all inputs are there, so that settings may follow by position
   */
  record Operation(String name, List<Port> ports, boolean list, boolean complete, List<Setting> settings,
      int results) implements Callee {}

  /** A parameter of its own: {@code param name: f32[{}, {}]}. */
  record Parameter(DType dtype, Setting sizes) implements Callee {
    @Override
    public List<Setting> settings() {
      return List.of(sizes);
    }

    @Override
    public List<Port> ports() {
      return List.of();
    }

    @Override
    public int results() {
      return 1;
    }
  }

  /** A block. */
  record Call(Block block) implements Callee {
    @Override
    public List<Setting> settings() {
      return block.settings();
    }

    @Override
    public List<Port> ports() {
      return block.ports();
    }

    @Override
    public int results() {
      return 1;
    }
  }

  /**
   * A layer of the model that is applied several times; blocks do not see it.
   *
   * @param layer its index among those of the model
   * @param op    what it is
   */
  record Shared(int layer, String op, List<Port> ports, int results) implements Callee {
    @Override
    public List<Setting> settings() {
      return List.of();
    }
  }

  /**
   * A loop whose turns are alike. Its leaves are the number of turns, and then those of its body, which are the body's
   * parameters.
   *
   * @param chain the entry that each turn takes from the one before
   */
  record Loop(Body body, int chain, List<Setting> settings) implements Callee {
    @Override
    public List<Port> ports() {
      return Block.ports(body.entries());
    }

    @Override
    public int results() {
      return 1;
    }
  }

  List<Setting> settings();

  List<Port> ports();

  int results();

  /** How many leaves a step has: literal inputs first, then settings. */
  default int leaves() {
    return (int) ports().stream().filter(Port::literal).count()
        + settings().stream().mapToInt(Setting::leaves).sum();
  }
}
