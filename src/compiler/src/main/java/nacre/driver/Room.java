package nacre.driver;

import java.util.Map;

import nacre.codegen.CodeGenerator;
import nacre.codegen.Constant;
import nacre.codegen.Observed;
import nacre.codegen.Plan;
import nacre.ir.Dim;
import nacre.ir.Location;
import nacre.ir.TensorType;
import nacre.kernels.call.Extent;
import nacre.source.ByteCount;
import nacre.source.InputException;

/**
 * What a plan needs in memory, known before any of it is made: a network that does not fit is refused at once, with the
 * layer that takes the most.
 *
 * @param bytes   all of it
 * @param largest bytes of the largest single part
 * @param place   that part, with its place in the text
 */
record Room(String model, long bytes, long largest, String place) {
  /** A stored element while it is prepared, in float64, beside its rounded copy. */
  private static final int PREPARED = 12;
  /** An element of a float64 tensor. */
  private static final int REAL = 8;

  /** The weights of a plan while they are prepared. */
  static Room weights(CodeGenerator.Planned planned) {
    Room room = new Room(planned.plan().name(), 0, 0, "");
    for (Constant constant : planned.plan().constants()) {
      room = room.plus(bytes(constant.stored(), Map.of(), PREPARED), "the weights `" + constant.name() + "`");
    }
    return room;
  }

  /** The workspace of a plan and the float64 tensors that go in and out. */
  static Room workspace(CodeGenerator.Planned planned, int images) {
    Plan plan = planned.plan();
    Map<String, Long> symbols = symbols(plan, images);
    Room room = new Room(plan.name(), 0, 0, "");
    for (Observed observed : plan.observed()) {
      room = room.largest(bytes(observed.type(), symbols, Integer.BYTES), named(planned, observed));
    }
    long arenas = plan.arenas().values().stream().mapToLong(arena -> size(arena, images)).sum();
    long ports = plan.ports().stream().mapToLong(port -> bytes(port.outside(), symbols, REAL)).sum();
    return new Room(plan.name(), arenas + ports, room.largest, room.place);
  }

  /** All values of a plan at once, as a comparison keeps them. */
  static Room comparison(CodeGenerator.Planned planned, int images) {
    Map<String, Long> symbols = symbols(planned.plan(), images);
    Room room = workspace(planned, images);
    for (Observed observed : planned.plan().observed()) {
      room = room.plus(2 * bytes(observed.type(), symbols, REAL), named(planned, observed));
    }
    return room;
  }

  /** @throws InputException if Java may not have that much */
  void requireWithin(long limit) {
    if (bytes > limit) {
      throw new InputException(
          "`" + model + "` needs " + ByteCount.text(bytes) + " of memory, " + ByteCount.text(largest)
              + " of it for " + place + "; found a limit of " + ByteCount.text(limit)
              + ", give Java more with JDK_JAVA_OPTIONS=-Xmx" + (bytes / 500_000_000 + 1) + "g");
    }
  }

  void require() {
    requireWithin(Runtime.getRuntime().maxMemory());
  }

  private Room plus(long more, String what) {
    Room named = largest(more, what);
    return new Room(model, bytes + more, named.largest, named.place);
  }

  private Room largest(long candidate, String what) {
    return candidate > largest || place.isEmpty() ? new Room(model, bytes, candidate, what) : this;
  }

  private static long size(Extent arena, int images) {
    return Integer.BYTES * arena.exactlyAt(images);
  }

  private static long bytes(TensorType type, Map<String, Long> symbols, int each) {
    double elements = 1;
    for (Dim dim : type.dims()) {
      elements *= dim.at(symbols);
    }
    return (long) (each * elements);
  }

  private static Map<String, Long> symbols(Plan plan, int images) {
    return plan.batch().map(batch -> Map.of(batch.symbol(), (long) images)).orElse(Map.of());
  }

  private static String named(CodeGenerator.Planned planned, Observed observed) {
    Location location = planned.graph().producer(observed.value()).location();
    return "`" + observed.path() + "`" + location.text().map(text -> " (" + text.span() + ")").orElse("");
  }
}
