package nacre.driver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nacre.ir.Type;

/**
 * Rows below the blocks that their paths name, and the sums of these. A block that holds nothing but another block is one
 * line with it. Nothing here recurses.
 */
final class SummaryTree {
  /** A block with what is in it so far. */
  private static final class Block {
    private final String path;
    private final List<Object> parts = new ArrayList<>(); // rows and blocks
    private List<Type> types = List.of();
    private boolean shared;
    private Summary.Amounts sum = Summary.Amounts.NONE;

    Block(String path) {
      this.path = path;
    }

    /** The inmost block of those in one another that hold nothing else. */
    Block inmost() {
      Block block = this;
      while (block.parts.size() == 1 && block.parts.getFirst() instanceof Block only) {
        block = only;
      }
      return block;
    }
  }

  /** A part of a block that is still to be written. */
  private record Open(Object part, int depth, String around) {}

  private final Block root = new Block("");
  private final Map<String, Block> blocks = new HashMap<>(Map.of("", root));

  /** @throws ArithmeticException if a sum does not fit */
  void add(Summary.Row row) {
    around(row.path()).parts.add(row);
    for (String path = row.path(); !path.isEmpty();) {
      path = above(path);
      Block block = blocks.get(path);
      if (block == null) {
        throw new IllegalStateException("no block " + path);
      }
      block.types = row.types();
      block.shared |= row.shared();
      block.sum = block.sum.plus(row.amounts());
    }
  }

  /** The block that a path ends in, made with all around it where it is new. */
  private Block around(String path) {
    Deque<Block> made = new ArrayDeque<>();
    String at = above(path);
    while (!blocks.containsKey(at)) {
      Block block = new Block(at);
      blocks.put(at, block);
      made.push(block);
      at = above(at);
    }
    Block block = blocks.getOrDefault(at, root);
    for (Block inner : made) {
      block.parts.add(inner);
      block = inner;
    }
    return block;
  }

  private static String above(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }

  Summary.Amounts all() {
    return root.sum;
  }

  /** All rows and blocks, what is in a block right behind it. */
  List<Summary.Line> lines() {
    List<Summary.Line> lines = new ArrayList<>();
    Deque<Open> open = new ArrayDeque<>();
    root.parts.reversed().forEach(part -> open.push(new Open(part, 0, "")));
    while (!open.isEmpty()) {
      Open at = open.pop();
      if (at.part() instanceof Summary.Row row) {
        lines.add(new Summary.Line(at.depth(), row.path(), name(row.path(), at.around()), Optional.of(row),
            row.types(), row.shared(), row.amounts()));
      } else if (at.part() instanceof Block outer) {
        Block block = outer.inmost();
        lines.add(new Summary.Line(at.depth(), block.path, name(block.path, at.around()), Optional.empty(),
            block.types, block.shared, block.sum));
        block.parts.reversed().forEach(part -> open.push(new Open(part, at.depth() + 1, block.path)));
      }
    }
    return lines;
  }

  private static String name(String path, String around) {
    return around.isEmpty() ? path : path.substring(around.length() + 1);
  }
}
