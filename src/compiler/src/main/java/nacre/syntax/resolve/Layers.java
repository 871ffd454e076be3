package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import nacre.ir.GraphBuilder;
import nacre.ir.Layer;
import nacre.ir.Location;
import nacre.ir.Operand;
import nacre.ir.Param;
import nacre.ir.TensorType;
import nacre.ir.op.Binding;
import nacre.source.Note;
import nacre.source.Span;
import nacre.syntax.LoopTurns;

/** The layers and parameters of a model, by path. */
final class Layers {
  /** A layer that has been applied. */
  record Applied(int index, Map<String, Operand.ParamRef> params, Span first) {}

  private record Own(Operand.ParamRef ref, Span at) {}

  private final GraphBuilder graph;
  private final Map<String, Applied> applied = new HashMap<>();
  private final Map<String, DeclaredLayer> declared = new LinkedHashMap<>();
  private final Map<String, Own> own = new HashMap<>();

  Layers(GraphBuilder graph) {
    this.graph = graph;
  }

  /** A {@code layer} statement; in a declared layer of its own it is the same one each time. */
  DeclaredLayer declare(String path, Partial partial, Location.Text location, Instance instance) {
    DeclaredLayer before = declared.get(path);
    if (before != null && instance.shared()) {
      return before;
    }
    if (before != null) {
      throw taken(path, location.span(), before.location().span());
    }
    requireNamedTurns(instance);
    DeclaredLayer layer = new DeclaredLayer(path, partial, location);
    declared.put(path, layer);
    return layer;
  }

  /** A {@code param} statement. */
  Operand.ParamRef own(Param param, Span at, Instance instance) {
    Own before = own.get(param.path());
    if (before == null) {
      requireNamedTurns(instance);
      Operand.ParamRef ref = graph.param(param);
      own.put(param.path(), new Own(ref, at));
      return ref;
    }
    if (!instance.shared()) {
      throw taken(param.path(), at, before.at());
    }
    requireSame(graph.param(before.ref()).type(), param.type(), param.path(), at, before.at());
    return before.ref();
  }

  /** The layer of one use of an op, with the parameters that it owns; made when it is applied for the first time. */
  Applied apply(Callee.OfOp op, List<Binding.Slot.Owned> owned, Use use, Instance instance, Location.Text location) {
    String path = use.layer().map(DeclaredLayer::path).orElseGet(() -> instance.layer(use.segment()));
    Applied before = applied.get(path);
    if (before != null) {
      return again(path, before, owned, use, instance);
    }
    if (use.layer().isEmpty()) {
      DeclaredLayer other = declared.get(path);
      if (other != null) {
        throw taken(path, use.span(), other.location().span());
      }
      requireNamedTurns(instance);
    }
    Location.Text place = use.layer().map(DeclaredLayer::location).orElse(location);
    Map<String, Operand.ParamRef> params = new LinkedHashMap<>();
    for (Binding.Slot.Owned slot : owned) {
      params.put(slot.name(), graph.param(new Param(path + "." + slot.name(), slot.type(), slot.role(),
          !slot.role().isStatistic(), slot.init(), place)));
    }
    List<Integer> indices = params.values().stream().map(Operand.ParamRef::index).toList();
    Applied layer = new Applied(graph.layer(new Layer(path, op.written(), indices, place)), params, use.span());
    applied.put(path, layer);
    return layer;
  }

  private Applied again(String path, Applied before, List<Binding.Slot.Owned> owned, Use use, Instance instance) {
    if (use.layer().isEmpty() && !instance.shared()) {
      throw taken(path, use.span(), before.first());
    }
    for (Binding.Slot.Owned slot : owned) {
      Operand.ParamRef ref = before.params().get(slot.name());
      if (ref == null) {
        throw Failure.of(ErrorKind.INVALID_ARGUMENT, use.span(), "the shared `" + path + "` has no `" + slot.name()
            + "`, which its first use leaves out or hands in; say the same at every use")
            .with(Note.at(before.first(), "the first use"));
      }
      requireSame(graph.param(ref).type(), slot.type(), path + "." + slot.name(), use.span(), before.first());
    }
    return before;
  }

  /** Adds the layers that were declared and never applied. */
  void finish() {
    List<DeclaredLayer> unused = new ArrayList<>(declared.values());
    unused.removeIf(DeclaredLayer::applied);
    unused
        .forEach(layer -> graph.layer(new Layer(layer.path(), layer.partial().written(), List.of(), layer.location())));
  }

  private static void requireSame(TensorType first, TensorType now, String path, Span at, Span before) {
    if (!first.equals(now)) {
      throw Failure.of(ErrorKind.SHAPE_MISMATCH, at, "the shared `" + path + "` is " + first + ", this use needs " + now
          + "; every use of a layer needs inputs of one size").with(Note.at(before, "the first use"));
    }
  }

  private static void requireNamedTurns(Instance instance) {
    if (instance.unnamed().isPresent()) {
      throw Failure.of(LoopTurns.missing(instance.unnamed().get()));
    }
  }

  private static Failure taken(String path, Span at, Span first) {
    return Failure.of(ErrorKind.EQUAL_PATHS, at, "the path `" + path + "` is taken; give this one a name of its own")
        .with(Note.at(first, "by this one"));
  }

  /** The index of a layer, for a node. */
  static OptionalInt index(Optional<Applied> layer) {
    return layer.map(found -> OptionalInt.of(found.index())).orElse(OptionalInt.empty());
  }
}
