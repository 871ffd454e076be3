package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Location;
import nacre.ir.Operand;
import nacre.ir.Param;
import nacre.ir.Role;
import nacre.ir.TensorType;
import nacre.ir.TypeError;
import nacre.ir.op.Initializers;
import nacre.source.Span;
import nacre.syntax.Expr;
import nacre.syntax.Statement;
import nacre.syntax.Syntax;
import nacre.syntax.TypeSyntax;

/** {@code param w: f32[8, 64] = normal(0.02)}; without an initialiser it starts as Glorot & Bengio (2010). */
final class ParamStatement {
  private static final Init FALLBACK = new Init.GlorotUniform();

  private final Expansion expansion;

  ParamStatement(Expansion expansion) {
    this.expansion = expansion;
  }

  void declare(Statement.ParamDecl statement, Scope scope) {
    Instance instance = scope.instance();
    if (!(statement.type() instanceof TypeSyntax.TensorOf written)) {
      throw Failure.silent();
    }
    TensorType type = type(written, scope);
    Location location = new Location.Text(statement.span(), new LinkedHashMap<>(), instance.frame());
    Param param = new Param(instance.layer(statement.name().text()), type, Role.OWN, true,
        init(statement, scope), location);
    Operand.ParamRef ref = expansion.layers.own(param, statement.name().span(), instance);
    scope.declare(statement.name().text(), new Datum.Tensor(ref, type));
  }

  private TensorType type(TypeSyntax.TensorOf written, Scope scope) {
    DType dtype = ElementTypes.read(written.dtype());
    List<Dim> dims = new ArrayList<>();
    for (Syntax.DimSyntax dim : written.dims()) {
      Datum size = expansion.evaluator.value(dim.size(), Expect.VALUE, scope);
      if (dim.bound().isPresent()) {
        throw Failure.of(ErrorKind.TYPE_ERROR, dim.span(), "found a bound, required the size of a parameter");
      }
      dims.add(size(size, dim.size().span()));
    }
    written.layout().ifPresent(layout -> {
      throw Failure.of(ErrorKind.TYPE_ERROR, layout.span(),
          "a parameter has no layout; leave `" + layout.text() + "` out");
    });
    return TensorType.of(dtype, dims);
  }

  private static Dim size(Datum size, Span at) {
    return switch (size) {
      case Datum.Int(long number) when number > 0 -> Dim.of(number);
      case Datum.Poison _ -> throw Failure.silent();
      case Datum.Size _ -> throw Failure.of(ErrorKind.NOT_STATIC, at,
          "found " + size.describe() + ", required the size of a parameter, which is one for every call of the model");
      default ->
          throw Failure.of(ErrorKind.TYPE_ERROR, at, "found " + size.describe() + ", required a size, 1 or more");
    };
  }

  private Init init(Statement.ParamDecl statement, Scope scope) {
    if (statement.init().isEmpty()) {
      return FALLBACK;
    }
    Expr written = statement.init().get();
    Attr attr = Attrs.of(expansion.evaluator.value(written, Expect.INITIALISER, scope), written.span());
    try {
      return Initializers.of(attr);
    } catch (TypeError e) {
      throw Failure.of(ErrorKind.INVALID_ARGUMENT, written.span(), e.text());
    }
  }
}
