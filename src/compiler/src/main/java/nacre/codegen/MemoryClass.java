package nacre.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import nacre.kernels.call.Extent;
import nacre.kernels.run.Fill;
import nacre.kernels.run.Halo;
import nacre.kernels.run.Space;
import nacre.kernels.run.Workspace;

/** Emits the memory of a network: its ports, its slots, and how large it is. */
final class MemoryClass {
  /** More slots are set up by methods of their own, as no method may grow long. */
  private static final int MOST_INITIALISERS = 100;

  private final Plan plan;
  private final MemoryNames names;

  MemoryClass(Plan plan, MemoryNames names) {
    this.plan = plan;
    this.names = names;
  }

  TypeSpec emit() {
    String what = plan.batch().isPresent() ? "Memory for up to {@code capacity} images" : "Memory for one run";
    TypeSpec.Builder type =
        TypeSpec.classBuilder("Memory").addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .superclass(Workspace.class).addJavadoc(what + "; one per concurrent call.\n");
    boolean large = names.fields().size() > MOST_INITIALISERS;
    MethodSpec.Builder constructor = constructor();
    plan.batch().filter(batch -> batch.bound().isPresent()).ifPresent(batch -> type.addMethod(checked(batch)));
    if (large) {
      declare(type, constructor);
    } else {
      names.fields()
          .forEach(field -> type.addField(declaration(field, Modifier.FINAL).initializer(slot(field)).build()));
    }
    for (Port port : plan.ports()) {
      FieldSpec.Builder field = FieldSpec.builder(portType(port), names.port(port), Modifier.PUBLIC, Modifier.FINAL)
          .addJavadoc("$L\n", documentation(port));
      type.addField(large ? field.build() : field.initializer(port(port)).build());
    }
    if (large) {
      plan.ports().forEach(port -> constructor.addStatement("$N = $L", names.port(port), port(port)));
    }
    return type.addMethod(constructor.build()).build();
  }

  private void declare(TypeSpec.Builder type, MethodSpec.Builder constructor) {
    List<MemoryNames.Field> fields = names.fields();
    for (int from = 0; from < fields.size(); from += MOST_INITIALISERS) {
      String method = "slots" + from / MOST_INITIALISERS;
      MethodSpec.Builder part = MethodSpec.methodBuilder(method).addModifiers(Modifier.PRIVATE);
      for (MemoryNames.Field field : fields.subList(from, Math.min(from + MOST_INITIALISERS, fields.size()))) {
        type.addField(declaration(field).build());
        part.addStatement("$N = $L", field.name(), slot(field));
      }
      type.addMethod(part.build());
      constructor.addStatement("$N()", method);
    }
  }

  private MethodSpec.Builder constructor() {
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(Modifier.PUBLIC);
    Map<Space, Extent> arenas = plan.arenas();
    Extent floats = arenas.getOrDefault(Space.F32, Extent.NONE);
    Extent ints = arenas.getOrDefault(Space.I32, Extent.NONE);
    CodeBlock capacity = CodeBlock.of("1");
    if (plan.batch().isPresent()) {
      constructor.addParameter(int.class, "capacity");
      capacity = CodeBlock.of(plan.batch().get().bound().isPresent() ? "checked(capacity)" : "capacity");
    }
    boolean simple = floats.fixed() == 0 && ints.equals(Extent.NONE);
    return simple
        ? constructor.addStatement("super($L, $L)", capacity, CallText.number(floats.perImage()))
        : constructor.addStatement("super($L, $L, $L)", capacity, CallText.of(floats), CallText.of(ints));
  }

  /** The capacity, if the model allows so many images. */
  private static MethodSpec checked(Plan.Batch batch) {
    long bound = batch.bound().orElseThrow();
    return MethodSpec.methodBuilder("checked").addModifiers(Modifier.PRIVATE, Modifier.STATIC).returns(int.class)
        .addParameter(int.class, "capacity").beginControlFlow("if (capacity > $LL)", bound)
        .addStatement("throw new $T($S + capacity)", IllegalArgumentException.class,
            "this model takes at most " + bound + " images, found ")
        .endControlFlow().addStatement("return capacity").build();
  }

  private static FieldSpec.Builder declaration(MemoryNames.Field field, Modifier... modifiers) {
    return FieldSpec.builder(nacre.kernels.run.Slot.class, field.name(), modifiers);
  }

  private CodeBlock slot(MemoryNames.Field field) {
    MemoryNames.Key key = field.key();
    if (!key.isWhole() && !key.isRelabelled()) {
      return CodeBlock.of("$N.channels($L, $L)", names.field(key.whole()), key.from(), key.seen().dims().getFirst());
    }
    CodeBlock.Builder text = CodeBlock.builder().add(key.space() == Space.F32 ? "f32(" : "i32(");
    Geometry geometry = key.seen();
    boolean perImage = key.at().fixed() == 0 && geometry.images().equals(Extent.IMAGES);
    List<CodeBlock> arguments = new ArrayList<>();
    if (perImage) {
      arguments.add(CodeBlock.of(CallText.number(key.at().perImage())));
    } else {
      arguments.add(CallText.of(key.at()));
      arguments.add(CallText.of(geometry.images()));
    }
    geometry.dims().forEach(dim -> arguments.add(CodeBlock.of(CallText.number(dim))));
    return text.add(CodeBlock.join(arguments, ", ")).add(")").add(halo(geometry.halo())).build();
  }

  private static CodeBlock halo(Halo halo) {
    if (halo.isEmpty()) {
      return CodeBlock.of("");
    }
    if (halo.equals(Halo.of(halo.top()))) {
      return CodeBlock.of(".halo($L)", halo.top());
    }
    return CodeBlock.of(".halo($L, $L, $L, $L, $T.$L)", halo.top(), halo.left(), halo.bottom(), halo.right(),
        Fill.class,
        halo.fill());
  }

  static ClassName portType(Port port) {
    return Numbers.port(port.outside().dtype(), port.way());
  }

  private CodeBlock port(Port port) {
    String method = Numbers.portMethod(port.outside().dtype(), port.way());
    return CodeBlock.of("$L($L, $N)", method, JavaText.literal(port.name()), names.field(port.inside()));
  }

  private static String documentation(Port port) {
    String type = JavaText.javadoc(port.outside().toString());
    String name = port.name().matches("[A-Za-z0-9_]+") ? "" : " " + JavaText.javadoc(port.name());
    String kind = port.way() == Port.Way.IN ? "Input" : "Output";
    String narrowed = port.outside().dtype().bytes() == Long.BYTES ? ", kept in 32 bits" : "";
    return kind + name + ", " + type + narrowed + ", in row-major order.";
  }
}
