package nacre.decompile;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A block to be defined. Two are equal only if they are the same: calls name it. */
final class Block {
  /** A static parameter; one with a fallback need not be said. */
  record Parameter(String name, String type, Optional<Arg> fallback) {}

  private static final List<String> TENSORS = List.of("x", "y", "z");
  /** The most tensors that a block takes. */
  static final int MOST_ENTRIES = TENSORS.size();

  private final String name;
  private final List<Parameter> params;
  private final Body body;

  Block(String name, List<Parameter> params, Body body) {
    this.name = name;
    this.params = List.copyOf(params);
    this.body = body;
  }

  String name() {
    return name;
  }

  List<Parameter> params() {
    return params;
  }

  Body body() {
    return body;
  }

  List<Callee.Port> ports() {
    return ports(body.entries());
  }

  static List<Callee.Port> ports(int entries) {
    return TENSORS.subList(0, entries).stream().map(tensor -> new Callee.Port(tensor, false, false)).toList();
  }

  /** What tensors are called in its body. */
  List<String> entryNames() {
    return IntStream.range(0, body.entries()).mapToObj(TENSORS::get).toList();
  }

  List<Callee.Setting> settings() {
    return params.stream().map(p -> new Callee.Setting(p.name(), "{}", p.fallback().isEmpty())).toList();
  }
}
