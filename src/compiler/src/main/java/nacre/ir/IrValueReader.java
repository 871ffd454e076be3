package nacre.ir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import nacre.ir.IrLexer.Kind;
import nacre.ir.IrLexer.Token;

/** Reads extents, types and settings. */
final class IrValueReader {
  private final IrReader in;

  IrValueReader(IrReader in) {
    this.in = in;
  }

  Type type() {
    if (in.accept("opaque")) {
      return Type.OPAQUE;
    }
    return in.accept("poison") ? Type.POISON : tensorType();
  }

  TensorType tensorType() {
    Token first = in.peek();
    DType dtype = DType.named(in.name("a type")).orElseThrow(() -> in.error(first, "found " + first.shown()
        + ", required a type, for instance `f32[N, 3]`"));
    in.expect("[");
    if (in.accept("*")) {
      in.expect("]");
      return new TensorType(dtype, new Shape.Unranked());
    }
    return TensorType.of(dtype, in.list("]", this::dim));
  }

  Dim dim() {
    if (in.accept("?")) {
      return Dim.UNKNOWN;
    }
    Token first = in.peek();
    return in.checked(first, () -> Dim.of(sum()));
  }

  private Polynomial sum() {
    Polynomial sum = in.accept("-") ? negative(product()) : product();
    while (in.at("+") || in.at("-")) {
      sum = in.take().is("-") ? sum.plus(negative(product())) : sum.plus(product());
    }
    return sum;
  }

  private static Polynomial negative(Polynomial polynomial) {
    return polynomial.times(Polynomial.of(-1));
  }

  private Polynomial product() {
    Polynomial product = factor();
    while (in.at("*") || in.at("//")) {
      product = in.take().is("*") ? product.times(factor()) : product.floorDiv(in.integer("a divisor"));
    }
    return product;
  }

  private Polynomial factor() {
    if (in.accept("(")) {
      Polynomial inner = in.nested(this::sum);
      in.expect(")");
      return inner;
    }
    return in.at(Kind.NUMBER)
        ? Polynomial.of(in.integer("an extent"))
        : Polynomial.of(in.name("a number, a symbol or `(`"));
  }

  /** A list of extents, as a shape attribute holds it. */
  Attr extents() {
    in.expect("[");
    return new Attr.Many(in.list("]", () -> extent(dim())));
  }

  private static Attr extent(Dim dim) {
    return dim instanceof Dim.Known(long size) ? Attr.of(size) : new Attr.Size(dim);
  }

  Attr attr() {
    return switch (in.peek().kind()) {
      case TEXT -> new Attr.Text(in.take().text());
      case NUMBER -> number("");
      case NAME -> named();
      case MARK, END -> marked();
    };
  }

  private Attr marked() {
    if (in.accept("-")) {
      return in.accept("Infinity") ? Attr.of(Double.NEGATIVE_INFINITY) : number("-");
    }
    if (in.accept("[")) {
      return new Attr.Many(in.nested(() -> in.list("]", this::attr)));
    }
    if (in.accept("<")) {
      Dim dim = dim();
      in.expect(">");
      return new Attr.Size(dim);
    }
    if (in.accept("`")) {
      return called(in.text("a word in quotes"));
    }
    throw in.unexpected("a setting");
  }

  private Attr named() {
    String word = in.take().text();
    return switch (word) {
      case "true", "false" -> Attr.of(word.equals("true"));
      case "none" -> Attr.NONE;
      case "NaN" -> Attr.of(Double.NaN);
      case "Infinity" -> Attr.of(Double.POSITIVE_INFINITY);
      default -> called(word);
    };
  }

  private Attr called(String word) {
    if (!in.accept("(")) {
      return new Attr.Word(word);
    }
    return in.nested(() -> arguments(word));
  }

  /** Positional arguments, then named ones. */
  private Attr arguments(String word) {
    List<Attr> positional = new ArrayList<>();
    SequencedMap<String, Attr> named = new LinkedHashMap<>();
    in.list(")", () -> {
      Attr attr = attr();
      if (attr instanceof Attr.Word(String name) && in.accept("=")) {
        named.put(name, attr());
      } else {
        positional.add(attr);
      }
      return attr;
    });
    return new Attr.Made(word, positional, named);
  }

  /** Settings by name up to the closing mark; the opening one is taken already. */
  SequencedMap<String, Attr> settings(String close) {
    SequencedMap<String, Attr> settings = new LinkedHashMap<>();
    in.list(close, () -> {
      String name = key();
      in.expect("=");
      settings.put(name, attr());
      return name;
    });
    return settings;
  }

  /** The name of a setting or argument. */
  String key() {
    return in.accept("`") ? in.text("a word in quotes") : in.name("a name");
  }

  private Attr number(String sign) {
    Token first = in.peek();
    if (!in.at(Kind.NUMBER)) {
      throw in.unexpected("a number");
    }
    String text = in.peek().text();
    return in.checked(first, () -> {
      boolean real = text.contains(".") || text.contains("E") || text.contains("e");
      in.take();
      return real ? Attr.of(Double.parseDouble(sign + text)) : Attr.of(Long.parseLong(sign + text));
    });
  }

  /** One element of a constant. */
  double real() {
    Token first = in.peek();
    return switch (attr()) {
      case Attr.Real(double value) -> value;
      case Attr.Int(long value) -> value;
      default -> throw in.error(first, "found " + first.shown() + ", required a number");
    };
  }
}
