package nacre.driver;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import nacre.codegen.CodeGenerator;
import nacre.codegen.JavaEmitter;
import nacre.codegen.JavaSource;
import nacre.codegen.Plan;
import nacre.codegen.PreparedWeights;
import nacre.ir.Tensor;
import nacre.ir.Value;
import nacre.reference.ParamValues;

/**
 * A model as its users get it: the emitted class, compiled and loaded, with its weights. Everything goes through the class's
 * own methods by reflection, so a model may also run on kernels that are loaded a second time with another provider.
 */
public final class EmittedModel {
  private final CodeGenerator.Planned planned;
  private final JavaSource source;
  private final EmittedClass compiled;
  private final List<nacre.kernels.weights.Tensor> weights;
  private final Reflected type;
  private final Object instance;

  private EmittedModel(CodeGenerator.Planned planned, JavaSource source, EmittedClass compiled,
      List<nacre.kernels.weights.Tensor> weights, Class<?> type) {
    this.planned = planned;
    this.source = source;
    this.compiled = compiled;
    this.weights = List.copyOf(weights);
    this.type = new Reflected(type);
    this.instance = load(type);
  }

  /**
   * Emits, compiles and loads a plan, on the kernels that this virtual machine uses.
   *
   * @param params the contents of the graph's parameters
   */
  public static EmittedModel of(CodeGenerator.Planned planned, String packageName, ParamValues params) {
    Room.weights(planned).require();
    List<nacre.kernels.weights.Tensor> weights = PreparedWeights.of(planned, params);
    JavaSource source = JavaEmitter.emit(planned.plan(), packageName);
    EmittedClass compiled = EmittedClass.compile(source);
    return new EmittedModel(planned, source, compiled, weights, compiled.load());
  }

  /**
   * The same class and weights, on kernels of their own.
   *
   * @param provider {@code scalar}, {@code vector-128}, {@code vector-256} or {@code vector-512}
   */
  public EmittedModel on(String provider) {
    return new EmittedModel(planned, source, compiled, weights, compiled.load(provider));
  }

  public Plan plan() {
    return planned.plan();
  }

  public JavaSource source() {
    return source;
  }

  public List<nacre.kernels.weights.Tensor> weights() {
    return weights;
  }

  /** The class files by name, nested classes included. */
  public Map<String, byte[]> classFiles() {
    return compiled.classes();
  }

  /** Memory for up to {@code capacity} images; a model without a batch symbol has room for one run, whatever is asked. */
  public Session session(int capacity) {
    Room.workspace(planned, capacity).require();
    return new Session(planned, type, instance, capacity);
  }

  /** Memory in which everything that holds nothing is not a number, so that whoever reads it is seen in the result. */
  public Session poisonedSession(int capacity) {
    return SystemProperty.with("nacre.debug", "true", () -> session(capacity));
  }

  /** The outputs for inputs whose extents say how many images there are. */
  public SequencedMap<String, Tensor> run(Map<String, Tensor> inputs) {
    int images = Session.images(planned, inputs);
    Session session = session(Math.max(1, images));
    session.set(inputs);
    session.run(images);
    return session.outputs();
  }

  /**
   * What one run computed.
   *
   * @param values every value of the graph that has a place, right after the step that completed it, without the inputs
   */
  public record Observation(Map<Value, Tensor> values, SequencedMap<String, Tensor> outputs) {}

  /** Runs once and takes everything down. */
  public Observation observe(Map<String, Tensor> inputs) {
    int images = Session.images(planned, inputs);
    Session session = session(Math.max(1, images));
    session.set(inputs);
    return new Observation(session.observe(images), session.outputs());
  }

  private Object load(Class<?> loaded) {
    try {
      if (plan().constants().isEmpty()) {
        return type.callStatic("load");
      }
      Reflected weightsType = type.sibling("nacre.kernels.weights.Weights");
      Constructor<?> constructor = loaded.getDeclaredConstructor(weightsType.type());
      constructor.setAccessible(true);
      return constructor.newInstance(weightsType.callStatic("of", tensors()));
    } catch (InvocationTargetException e) {
      throw Reflected.unwrapped(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The weights as the model's own kernels know them. */
  private Object tensors() {
    Reflected tensor = type.sibling("nacre.kernels.weights.Tensor");
    Reflected dtype = type.sibling("nacre.kernels.weights.DType");
    List<Object> all = new ArrayList<>();
    for (nacre.kernels.weights.Tensor weight : weights) {
      Object kind = dtype.callStatic("valueOf", weight.dtype().name());
      all.add(tensor.create(weight.name(), kind, weight.shape(), weight.data()));
    }
    return type.sibling("nacre.kernels.weights.Safetensors").callStatic("of", plan().name(), all);
  }
}
