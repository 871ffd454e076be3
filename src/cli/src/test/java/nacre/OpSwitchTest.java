package nacre;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nacre.ir.op.Op;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What depends on the kind of an op is asked of the op; so adding one touches one file. */
class OpSwitchTest {
  /** More ops than this told apart in one method is a table of ops in disguise. */
  private static final int MOST = 4;

  private static final Set<String> OPS =
      Stream.of(Op.class.getPermittedSubclasses()).map(Class::getName).collect(Collectors.toSet());

  @Test
  @DisplayName("no method outside the ops' package tells many ops apart")
  void asksTheOp() throws IOException {
    Map<String, Set<String>> tables = new TreeMap<>();
    for (JavaClass type : new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("nacre")) {
      if (!type.getPackageName().equals(Op.class.getPackageName())) {
        parse(type).methods().forEach(method -> {
          Set<String> ops = toldApart(method);
          if (ops.size() > MOST) { tables.put(type.getName() + "." + method.methodName().stringValue(), ops); }
        });
      }
    }
    assertThat(tables).as("ask the op, or a capability that it implements").isEmpty();
  }

  private static ClassModel parse(JavaClass type) throws IOException {
    try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return ClassFile.of().parse(in.readAllBytes());
    }
  }

  private static Set<String> toldApart(MethodModel method) {
    return method.code().stream().flatMap(code -> code.elementStream()).flatMap(OpSwitchTest::tested)
        .map(type -> type.packageName() + "." + type.displayName()).filter(OPS::contains).collect(Collectors.toSet());
  }

  /** The classes that an instruction tests for: those of an {@code instanceof} or of a pattern switch. */
  private static Stream<ClassDesc> tested(CodeElement element) {
    return switch (element) {
      case TypeCheckInstruction check -> Stream.of(check.type().asSymbol());
      case InvokeDynamicInstruction call when call.name().equalsString("typeSwitch") ->
          call.invokedynamic().bootstrap().arguments().stream()
              .flatMap(argument -> argument instanceof ClassEntry type ? Stream.of(type.asSymbol()) : Stream.empty());
      default -> Stream.empty();
    };
  }
}
