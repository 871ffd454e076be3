package nacre.keras;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import nacre.importers.Draft;
import nacre.importers.InvalidModelException;
import nacre.importers.LayerDraft;
import nacre.importers.UnsupportedException;
import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Location;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;
import nacre.ir.op.OpaqueOp;
import nacre.keras.file.LayerPlace;

/** A model while it becomes a graph: layers are applied one after the other. */
final class Assembly {
  /** Attributes of a layer that is not known, at most. */
  private static final int MOST_ATTRIBUTES = 64;
  /** Layers that are applied, at most: models within models multiply. */
  private static final int MOST_LAYERS = 1 << 14;
  /** Nodes that become of steps and places of layers for which there is no one op, at most. */
  private static final int MOST_UNROLLED = 1 << 17;

  private final Draft draft;
  private final Era era;
  private final boolean weights;
  private final boolean flips;
  private final Map<Operand, Mask> masks = new HashMap<>();
  private final SequencedMap<String, Owner> owners = new LinkedHashMap<>();
  private long applied;
  private long unrolled;

  /**
   * @param weights whether parameters have contents
   * @param flips   whether kernels are stored the other way round
   */
  Assembly(Draft draft, Era era, boolean weights, boolean flips) {
    this.draft = draft;
    this.era = era;
    this.weights = weights;
    this.flips = flips;
  }

  Draft draft() {
    return draft;
  }

  Era era() {
    return era;
  }

  boolean hasWeights() {
    return weights;
  }

  boolean flips() {
    return flips;
  }

  /**
   * Takes note of the layers of a model that is to be applied.
   *
   * @throws InvalidModelException if there are too many with those of other models
   */
  void applies(LayerConfig model, int layers) {
    applied += layers;
    if (applied > MOST_LAYERS) {
      throw new InvalidModelException("model `" + model.name() + "`: layers are applied more than " + MOST_LAYERS
          + " times, all models together");
    }
  }

  /**
   * Takes note of nodes of which there is one for each step or place.
   *
   * @throws UnsupportedException if there are too many with those of other layers
   */
  void unrolls(long steps, int nodes) {
    long more = steps * nodes;
    if (steps > MOST_UNROLLED || unrolled + more > MOST_UNROLLED) {
      throw new UnsupportedException(
          "it would become " + steps + " times " + nodes + " nodes; all such layers together "
              + "may become " + MOST_UNROLLED);
    }
    unrolled += more;
  }

  /** The owner of the arrays of a layer, made where it is new. */
  Owner owner(String path, LayerPlace place) {
    return owners.computeIfAbsent(path, _ -> new Owner(path, place));
  }

  List<Owner> owners() {
    return List.copyOf(owners.values());
  }

  Optional<Mask> mask(Operand operand) {
    return Optional.ofNullable(masks.get(operand));
  }

  /**
   * Applies a layer.
   *
   * @param index its place in its model
   * @param read  how many of its results others read
   */
  List<Operand> apply(LayerConfig layer, int index, int read, Owner owner, Arguments arguments) {
    String path = owner.path();
    Location location = new Location.Model(draft.file(), path, index);
    LayerDraft made = draft.layer(path, location);
    try {
      List<Operand> results = map(layer, made, new Holder(owner, "", List.of()), arguments);
      results.forEach(result -> inherit(layer, result, arguments));
      return results;
    } catch (UnsupportedException e) {
      return opaque(layer, made, owner, arguments, read, e.reason());
    } catch (TypeError e) {
      return refused(layer, made, owner, arguments, read, e.text());
    } catch (IllegalArgumentException | ArithmeticException e) {
      return refused(layer, made, owner, arguments, read, String.valueOf(e.getMessage()));
    } catch (InvalidModelException e) {
      throw new InvalidModelException("layer `" + path + "` (" + layer.kind() + "): " + e.text());
    }
  }

  private List<Operand> map(LayerConfig layer, LayerDraft made, Holder holder, Arguments arguments) {
    Kind kind = KnownLayers.find(layer).orElseThrow(() -> new UnsupportedException(KnownLayers.complaint(layer)));
    Settings settings = kind.settings(layer.config());
    kind.refusal(settings).ifPresent(why -> {
      throw new UnsupportedException(why);
    });
    if (kind.masking() == Kind.Masking.REFUSES) {
      arguments.operands().stream().flatMap(operand -> mask(operand).stream()).findFirst().ifPresent(mask -> {
        throw new UnsupportedException(mask.complaint());
      });
    }
    Call call = new Call(this, layer, settings, made, holder, arguments);
    List<Operand> results = kind.map(call);
    requireRead(call);
    return results;
  }

  private static void requireRead(Call call) {
    call.training();
    call.constants().stream().findFirst().ifPresent(place -> {
      throw new UnsupportedException("its argument " + (place + 1) + " is a constant, of which nothing is known");
    });
    call.unread().stream().findFirst().ifPresent(name -> {
      throw new UnsupportedException("nothing is known of its argument `" + name + "`");
    });
  }

  private void inherit(LayerConfig layer, Operand result, Arguments arguments) {
    Kind.Masking use = KnownLayers.find(layer).map(Kind::masking).orElse(Kind.Masking.ENDS);
    if (use == Kind.Masking.PASSES && !masks.containsKey(result)) {
      arguments.operands().stream().flatMap(operand -> mask(operand).stream()).findFirst()
          .ifPresent(mask -> masks.put(result, mask));
    }
  }

  /** Says that steps of a result are to be left out. */
  void masks(Operand result, Mask mask) {
    masks.put(result, mask);
  }

  /** Applies a layer within a layer. */
  List<Operand> inner(Call outer, LayerConfig layer, String part, String attribute, Arguments to) {
    Holder holder = outer.holder().held(part + "/", attribute);
    Optional<Argument> training = outer.arguments().training();
    if (layer.isModel()) {
      LayerPlace place = holder.owner().place().held(layer.name(), String.join("/", holder.attributes()));
      return new Network(this, holder.owner().path() + "/" + part, place, training).apply(layer, to.operands());
    }
    return map(layer, outer.draft().part(part), holder, to.within(training));
  }

  /** Settings or operands that no op takes: the model's error, unless Nacre may be what is narrow. */
  private List<Operand> refused(LayerConfig layer, LayerDraft made, Owner owner, Arguments arguments, int read,
      String reason) {
    if (arguments.operands().stream().anyMatch(this::isOpaque)) {
      return opaque(layer, made, owner, arguments, read, OpaqueOp.DOWNSTREAM);
    }
    if (arguments.operands().stream().allMatch(this::isBeyondDoubt)) {
      throw new InvalidModelException("layer `" + layer.name() + "` (" + layer.kind() + "): " + reason);
    }
    return opaque(layer, made, owner, arguments, read, reason);
  }

  private boolean isOpaque(Operand operand) {
    return draft.builder().type(operand).filter(Type.OPAQUE::equals).isPresent();
  }

  /** Whether all extents but the batch's are known. */
  private boolean isBeyondDoubt(Operand operand) {
    return draft.builder().type(operand).orElseThrow() instanceof TensorType type && type.isRanked()
        && type.dtype() == DType.F32
        && type.dims().stream().skip(1).allMatch(dim -> dim instanceof Dim.Known);
  }

  /** Applies a layer that is not known. */
  List<Operand> unknown(LayerConfig layer, int index, int read, Owner owner, Arguments arguments, String reason) {
    LayerDraft made = draft.layer(owner.path(), new Location.Model(draft.file(), owner.path(), index));
    return opaque(layer, made, owner, arguments, read, reason);
  }

  private List<Operand> opaque(LayerConfig layer, LayerDraft made, Owner owner, Arguments arguments, int read,
      String reason) {
    made.abandon();
    owner.opens();
    SequencedMap<String, Attr> attributes = new LinkedHashMap<>();
    attributes.put(OpaqueOp.REASON, new Attr.Text(reason));
    if (layer.value().isObject()) {
      layer.config().keys().stream().limit(MOST_ATTRIBUTES).forEach(key -> layer.config().optional(key)
          .flatMap(Attributes::of).ifPresent(attr -> attributes.putIfAbsent(key, attr)));
    }
    OpaqueOp op = new OpaqueOp("keras", layer.kind(), Math.clamp(era.major(), 1, 1000), attributes, List.of(), read);
    return made.main(op, arguments.operands());
  }

  /** An extent that the model leaves open. */
  Dim symbol(String name) {
    return draft.symbol(name);
  }
}
