package nacre.syntax.resolve;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import nacre.syntax.Expr;
import nacre.syntax.Statement;
import nacre.syntax.Syntax;
import nacre.syntax.TypeSyntax;

/** The segments of every body that has been expanded. */
final class SegmentTables {
  private final Map<Syntax.Definition, Set<String>> staticNames = new IdentityHashMap<>();
  private final Map<Syntax.Body, Segments> byBody = new IdentityHashMap<>();

  Segments of(BlockDef def) {
    return byBody.computeIfAbsent(def.syntax().body(), body -> Segments.of(def, staticNames(def)));
  }

  Segments of(BlockDef def, Syntax.Body loop) {
    return byBody.computeIfAbsent(loop, body -> Segments.of(body, staticNames(def)));
  }

  private Set<String> staticNames(BlockDef def) {
    return staticNames.computeIfAbsent(def.syntax(), syntax -> find(def));
  }

  /** Attributes, dims and turns of loops: names that are never tensors, unless a statement binds them anew. */
  private static Set<String> find(BlockDef def) {
    Set<String> names = new HashSet<>();
    for (Parameter param : def.params()) {
      if (param.type().isStatic()) {
        names.add(param.name());
      } else if (param.type() instanceof ParamType.Shaped(TypeSyntax.TensorOf type)) {
        addDims(type, names);
      }
    }
    SyntaxWalk.visit(def.syntax().body(), part -> {
      switch (part) {
        case Statement.For loop -> loop.turn().ifPresent(turn -> names.add(turn.text()));
        case Statement.Repeat loop -> loop.turn().ifPresent(turn -> names.add(turn.text()));
        case Statement.Input input when input.type() instanceof TypeSyntax.TensorOf type -> addDims(type, names);
        default -> {
          // Binds no name that is never a tensor.
        }
      }
      return true;
    });
    names.removeAll(Assigned.in(def.syntax().body()));
    return names;
  }

  private static void addDims(TypeSyntax.TensorOf type, Set<String> names) {
    type.dims().forEach(dim -> {
      if (dim.size() instanceof Expr.Ref(Syntax.Name name)) {
        names.add(name.text());
      }
    });
  }
}
