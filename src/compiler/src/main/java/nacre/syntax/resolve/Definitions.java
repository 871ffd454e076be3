package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nacre.ir.DType;
import nacre.source.Diagnostic;
import nacre.source.Nearest;
import nacre.source.Reporter;
import nacre.source.Span;
import nacre.syntax.Expr;
import nacre.syntax.Syntax;
import nacre.syntax.TypeSyntax;

/** Reads what the blocks and models of a text are called and take. */
final class Definitions {
  private static final List<String> TYPES = List.of("int", "float", "bool", "string", "tensor", "block");

  private final FileUnit unit;
  private final Reporter reporter;

  Definitions(FileUnit unit, Reporter reporter) {
    this.unit = unit;
    this.reporter = reporter;
  }

  /** Fills the unit's blocks and models; of two with one name the first counts. */
  void read() {
    for (Syntax.Item item : unit.file().items()) {
      if (item instanceof Syntax.Definition definition) {
        read(definition);
      }
    }
  }

  private void read(Syntax.Definition definition) {
    Syntax.Name name = definition.name();
    Optional<BlockDef> before = Optional.ofNullable(unit.blocks().get(name.text()))
        .or(() -> Optional.ofNullable(unit.models().get(name.text())));
    if (before.isPresent()) {
      reporter.report(Diagnostic
          .error(ErrorKind.DUPLICATE_NAME.id(), name.span(), "`" + name.text() + "` is defined twice; rename one")
          .withNote(before.get().syntax().name().span(), "the first one"));
      return;
    }
    BlockDef def = new BlockDef(definition, unit, params(definition), definition.broken());
    (definition instanceof Syntax.Model ? unit.models() : unit.blocks()).put(name.text(), def);
  }

  private List<Parameter> params(Syntax.Definition definition) {
    List<Parameter> params = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Syntax.Param param : definition.params()) {
      String name = param.name().text();
      if (!names.add(name)) {
        error(ErrorKind.DUPLICATE_NAME, param.name().span(), "`" + name + "` is declared twice; rename one");
        continue;
      }
      ParamType type = type(param, definition);
      params.add(new Parameter(name, type, param.fallback(), param.span()));
    }
    return params;
  }

  private ParamType type(Syntax.Param param, Syntax.Definition definition) {
    ParamType type = param.type().map(this::read).orElse(ParamType.TENSOR);
    String name = param.name().text();
    if (type.expect().words().contains(name)) {
      error(ErrorKind.DUPLICATE_NAME, param.name().span(),
          "the parameter `" + name + "` has the name of one of its own values; rename it");
    }
    if (definition instanceof Syntax.Model && holdsTensor(type)) {
      error(ErrorKind.TYPE_ERROR, param.span(), "`" + name + "`: found a tensor as a parameter of a model, required an "
          + "`input` statement in its body");
      return ParamType.BROKEN;
    }
    return type;
  }

  private static boolean holdsTensor(ParamType type) {
    return type.isTensor() || type instanceof ParamType.ListOf(ParamType element) && holdsTensor(element);
  }

  private ParamType read(TypeSyntax type) {
    return switch (type) {
      case TypeSyntax.Named(Syntax.Name name) -> named(name);
      case TypeSyntax.Choice choice -> new ParamType.Choice(choice.words().stream().map(Syntax.Name::text).toList());
      case TypeSyntax.TensorOf tensor -> tensor(tensor);
      case TypeSyntax.ListOf list -> new ParamType.ListOf(read(list.element()));
      case TypeSyntax.OptionalOf optional -> new ParamType.OptionalOf(read(optional.type()));
      case TypeSyntax.Invalid _ -> ParamType.BROKEN;
    };
  }

  private ParamType named(Syntax.Name name) {
    return switch (name.text()) {
      case "int" -> ParamType.Plain.INT;
      case "float" -> ParamType.Plain.FLOAT;
      case "bool" -> ParamType.Plain.BOOL;
      case "string" -> ParamType.Plain.STRING;
      case "tensor" -> ParamType.TENSOR;
      case "block" -> ParamType.BLOCK;
      default -> {
        String hint = DType.named(name.text()).isPresent()
            ? "; a shaped tensor is written `" + name.text() + "[N, C]`, any tensor `tensor`"
            : Nearest.hint(name.text(), TYPES);
        error(ErrorKind.UNKNOWN_NAME, name.span(),
            "found the type `" + name.text() + "`, required one of " + String.join(", ", TYPES) + hint);
        yield ParamType.BROKEN;
      }
    };
  }

  private ParamType tensor(TypeSyntax.TensorOf tensor) {
    if (DType.named(tensor.dtype().text()).isEmpty()) {
      ElementTypes.unknown(tensor.dtype()).diagnostic().ifPresent(reporter::report);
      return ParamType.BROKEN;
    }
    checkLayout(tensor);
    boolean invalid = tensor.dims().stream().anyMatch(dim -> dim.size() instanceof Expr.Invalid);
    return invalid ? ParamType.BROKEN : new ParamType.Shaped(tensor);
  }

  private void checkLayout(TypeSyntax.TensorOf tensor) {
    tensor.layout().ifPresent(layout -> {
      if (!Layouts.isLayout(layout.text())) {
        error(ErrorKind.UNKNOWN_NAME, layout.span(), Layouts.unknown(layout.text()));
      }
    });
  }

  private void error(ErrorKind kind, Span span, String message) {
    reporter.error(kind.id(), span, message);
  }
}
