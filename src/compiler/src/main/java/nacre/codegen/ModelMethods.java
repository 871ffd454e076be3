package nacre.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.lang.model.element.Modifier;
import nacre.kernels.run.Team;
import nacre.kernels.weights.Weights;

/** Emits what users of a model call: loading, running, and the short way for one input and one output. */
final class ModelMethods {
  private final Plan plan;
  private final ClassName model;
  private final ClassName memory;
  private final MemoryNames names;

  ModelMethods(Plan plan, ClassName model, MemoryNames names) {
    this.plan = plan;
    this.model = model;
    this.memory = model.nestedClass("Memory");
    this.names = names;
  }

  void addTo(TypeSpec.Builder type) {
    if (plan.constants().isEmpty()) {
      type.addMethod(load("The model.").addStatement("return new $T()", model).build());
    } else {
      type.addMethod(load("The model with the weights beside this class.")
          .addStatement("return new $T($T.resource($T.class, $S))", model, Weights.class, model,
              model.simpleName() + ".safetensors")
          .build());
      type.addMethod(load("The model with the weights of a file.").addParameter(Path.class, "file")
          .addStatement("return new $T($T.map(file))", model, Weights.class).build());
    }
    List<Port> in = plan.ports().stream().filter(port -> port.way() == Port.Way.IN).toList();
    List<Port> out = plan.ports().stream().filter(port -> port.way() == Port.Way.OUT).toList();
    if (in.size() == 1 && out.size() == 1) {
      type.addField(
          FieldSpec.builder(ParameterizedTypeName.get(ClassName.get(Queue.class), memory), "idle", Modifier.PRIVATE,
              Modifier.FINAL).initializer("new $T<>()", ConcurrentLinkedQueue.class).build());
      type.addMethod(predict(in.getFirst(), out.getFirst()));
    }
    type.addMethod(run());
  }

  private MethodSpec.Builder load(String documentation) {
    return MethodSpec.methodBuilder("load").addModifiers(Modifier.PUBLIC, Modifier.STATIC).returns(model)
        .addJavadoc("$L\n", documentation);
  }

  private MethodSpec run() {
    MethodSpec.Builder run = MethodSpec.methodBuilder("run").addModifiers(Modifier.PUBLIC).addParameter(memory, "m");
    if (plan.batch().isPresent()) {
      return run.addJavadoc("Runs the first {@code images} images of {@code m}; allocates nothing.\n\n"
          + "@param team the caller alone, or the caller and an executor's helpers\n")
          .addParameter(int.class, "images").addParameter(Team.class, "team").addStatement("team.run(m, images, body)")
          .build();
    }
    return run.addJavadoc("Runs {@code m}; allocates nothing.\n\n@param team the caller alone, or the caller and an "
        + "executor's helpers\n").addParameter(Team.class, "team").addStatement("team.run(m, 1, body)").build();
  }

  private MethodSpec predict(Port in, Port out) {
    String argument = new JavaNames("m", "result").member(in.name());
    TypeName element = element(out);
    boolean batch = plan.batch().isPresent();
    MethodSpec.Builder predict = MethodSpec.methodBuilder("predict").addModifiers(Modifier.PUBLIC)
        .addJavadoc("$L\n", batch ? "The result for one image, with memory that is kept for the next call."
            : "The result, with memory that is kept for the next call.")
        .returns(ArrayTypeName.of(element)).addParameter(ArrayTypeName.of(element(in)), argument);
    predict.addStatement("$T m = idle.poll()", memory).beginControlFlow("if (m == null)")
        .addStatement(batch ? "m = new $T(1)" : "m = new $T()", memory).endControlFlow();
    predict.addStatement("m.$N.set($N)", names.port(in), argument);
    predict.addStatement(batch ? "run(m, 1, $T.alone())" : "run(m, $T.alone())", Team.class);
    predict.addStatement("$T[] result = new $T[$L]", element, element, CallText.number(elements(out)));
    predict.addStatement("m.$N.get(result)", names.port(out));
    return predict.addStatement("idle.add(m)").addStatement("return result").build();
  }

  private static int elements(Port port) {
    Geometry geometry = port.inside().geometry();
    return Math.multiplyExact(geometry.images().at(1), geometry.layout().volume());
  }

  private static TypeName element(Port port) {
    return Numbers.element(port.outside().dtype());
  }
}
