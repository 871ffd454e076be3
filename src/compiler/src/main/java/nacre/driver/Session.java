package nacre.driver;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.concurrent.Executor;
import java.util.function.ObjIntConsumer;

import nacre.codegen.CodeGenerator;
import nacre.codegen.Live;
import nacre.codegen.Observed;
import nacre.codegen.Plan;
import nacre.codegen.Port;
import nacre.codegen.Slot;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.kernels.run.Space;
import nacre.kernels.run.WholeNumberException;
import nacre.source.InputException;

/** One memory of an emitted model: inputs are set, the model runs, outputs are read. For one call at a time. */
public final class Session {
  private final Plan plan;
  private final Reflected type;
  private final Object model;
  private final Object memory;
  private final int capacity;
  private final Map<Port, Object> ports = new HashMap<>();
  private int images;

  Session(CodeGenerator.Planned planned, Reflected type, Object model, int capacity) {
    this.plan = planned.plan();
    this.type = type;
    this.model = model;
    this.capacity = plan.batch().isPresent() ? capacity : 1;
    Reflected memoryType = type.sibling(type.type().getName() + "$Memory");
    this.memory = plan.batch().isPresent() ? memoryType.create(capacity) : memoryType.create();
    for (Field field : memory.getClass().getFields()) {
      for (Port.Way way : Port.Way.values()) {
        boolean own = field.getType().getSimpleName().endsWith(way == Port.Way.IN ? "In" : "Out");
        if (own) {
          Object port = Reflected.field(memory, field);
          ports.put(port((String) Reflected.call(port, "name"), way), port);
        }
      }
    }
  }

  /**
   * How many images inputs hold.
   *
   * @throws InputException if an input is missing, unknown, of another type, or not of the shape that the others imply
   */
  static int images(CodeGenerator.Planned planned, Map<String, Tensor> inputs) {
    return InputShapes.images(planned.plan(), inputs);
  }

  /** Sets all inputs. */
  public void set(Map<String, Tensor> inputs) {
    InputShapes.images(plan, inputs);
    ports.forEach((port, field) -> {
      if (port.way() == Port.Way.IN) {
        Tensor tensor = Objects.requireNonNull(inputs.get(port.name()));
        requireNarrow(port, tensor);
        Reflected.call(field, "set", PortArrays.of(tensor));
      }
    });
  }

  /** Sets one input from an array of its own element type in Java, in row-major order. */
  public void set(String input, Object array) {
    Reflected.call(field(port(input, Port.Way.IN)), "set", array);
  }

  /** Compiled code keeps whole numbers in 32 bits; the port would refuse what does not fit, as a fault of its caller. */
  private static void requireNarrow(Port port, Tensor tensor) {
    boolean wide = tensor.dtype() == DType.I64 || tensor.dtype() == DType.U64;
    for (int i = 0; wide && i < tensor.elements(); i++) {
      if (tensor.integer(i) != (int) tensor.integer(i)) {
        throw new InputException("input `" + port.name() + "`: found the element " + tensor.integer(i) + ", required "
            + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE + ": compiled code keeps whole numbers in 32 bits");
      }
    }
  }

  /** Runs some images on the calling thread. */
  public void run(int newImages) {
    run(newImages, type.sibling("nacre.kernels.run.Team").callStatic("alone"));
  }

  /** Runs some images on the calling thread and helpers. */
  public void run(int newImages, Executor executor, int helpers) {
    run(newImages, type.sibling("nacre.kernels.run.Team").callStatic("of", executor, helpers));
  }

  private void run(int newImages, Object team) {
    images = newImages;
    try {
      Reflected.call(model, "run", arguments(newImages, team));
    } catch (ArithmeticException e) {
      // by its name: the model's kernels may have been loaded a second time
      if (e.getClass().getName().equals(WholeNumberException.class.getName())) {
        throw new InputException("`" + plan.name() + "` cannot be run on these inputs: " + e.getMessage(), e);
      }
      throw e;
    }
  }

  private Object[] arguments(int newImages, Object team) {
    return plan.batch().isPresent() ? new Object[] {memory, newImages, team} : new Object[] {memory, team};
  }

  /** Something that runs some images on the calling thread, again and again, without allocating. */
  public Runnable runner(int newImages) {
    return runner(newImages, type.sibling("nacre.kernels.run.Team").callStatic("alone"));
  }

  /** Something that runs some images on the calling thread and helpers, again and again, without allocating. */
  public Runnable runner(int newImages, Executor executor, int helpers) {
    return runner(newImages, type.sibling("nacre.kernels.run.Team").callStatic("of", executor, helpers));
  }

  private Runnable runner(int newImages, Object team) {
    images = newImages;
    MethodHandle handle = Reflected.bound(model, "run", arguments(newImages, team));
    return () -> {
      try {
        handle.invokeExact();
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    };
  }

  /** All outputs of the last run. */
  public SequencedMap<String, Tensor> outputs() {
    SequencedMap<String, Tensor> outputs = new LinkedHashMap<>();
    for (Port port : plan.ports()) {
      if (port.way() == Port.Way.OUT) {
        outputs.put(port.name(), output(port));
      }
    }
    return outputs;
  }

  private Tensor output(Port port) {
    int[] shape = shape(port.outside());
    Object values = PortArrays.empty(port.outside().dtype(), Tensor.elements(shape));
    Reflected.call(field(port), "get", values);
    return PortArrays.tensor(port.outside().dtype(), shape, values);
  }

  private Object field(Port port) {
    return Objects.requireNonNull(ports.get(port));
  }

  private int[] shape(TensorType outside) {
    return outside.dims().stream().mapToInt(this::extent).toArray();
  }

  private int extent(Dim dim) {
    Map<String, Long> symbols =
        plan.batch().<Map<String, Long>>map(batch -> Map.of(batch.symbol(), (long) images)).orElse(Map.of());
    return Math.toIntExact(dim.at(symbols));
  }

  private Port port(String name, Port.Way way) {
    return plan.ports().stream().filter(port -> port.way() == way && port.name().equals(name)).findFirst()
        .orElseThrow(
            () -> new InputException("`" + plan.name() + "` has no " + (way == Port.Way.IN ? "input" : "output") + " `"
                + name + "`"));
  }

  /** Runs some images and takes down every value that has a place, right after the step that completed it. */
  public Map<Value, Tensor> observe(int newImages) {
    images = newImages;
    Map<Integer, List<Observed>> byStep = new HashMap<>();
    plan.observed().stream().filter(observed -> observed.step() != Live.BEFORE)
        .forEach(observed -> byStep.computeIfAbsent(observed.step(), _ -> new ArrayList<>()).add(observed));
    Map<Value, Tensor> seen = new HashMap<>();
    ObjIntConsumer<Object> watcher = (slot, call) -> byStep.getOrDefault(call, List.of())
        .forEach(observed -> seen.put(observed.value(), contents(observed, slot)));
    run(newImages, type.sibling("nacre.kernels.run.Team").callStatic("watched", watcher));
    return seen;
  }

  /** @param written the slot that the step wrote; its array holds the value too */
  private Tensor contents(Observed observed, Object written) {
    int[] shape = shape(observed.type());
    Slot slot = plan.slot(observed.view());
    int first = slot.at().at(capacity) + observed.view().from() * slot.geometry().layout().planeStride()
        + slot.geometry().layout().interior();
    int[] strides = observed.strides().stream().mapToInt(stride -> stride.at(images)).toArray();
    if (slot.space() == Space.F32) {
      float[] floats = (float[]) Reflected.call(written, "floats");
      return Tensor.reals(observed.type().dtype(), shape, i -> floats[first + offset(i, shape, strides)]);
    }
    int[] ints = (int[]) Reflected.call(written, "ints");
    DType dtype = observed.type().dtype();
    return Tensor.integers(dtype, shape, i -> dtype.wrapped(ints[first + offset(i, shape, strides)]));
  }

  private static int offset(int index, int[] shape, int[] strides) {
    int rest = index;
    int offset = 0;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      offset += rest % shape[axis] * strides[axis];
      rest /= shape[axis];
    }
    return offset;
  }

  /** The images of the last run; empty before the first. */
  public OptionalInt images() {
    return images == 0 ? OptionalInt.empty() : OptionalInt.of(images);
  }
}
