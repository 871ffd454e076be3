package nacre.syntax.resolve;

import java.util.List;
import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.source.Span;

/** What is known while a model is expanded, as attributes. */
final class Attrs {
  private Attrs() {}

  static Attr of(Datum value, Span at) {
    return switch (value) {
      case Datum.Int(long number) -> Attr.of(number);
      case Datum.Real(double number) -> Attr.of(number);
      case Datum.Bool(boolean truth) -> Attr.of(truth);
      case Datum.Text(String text) -> new Attr.Text(text);
      case Datum.Word(String word, _) -> new Attr.Word(word);
      case Datum.Many(List<Datum> items) -> new Attr.Many(items.stream().map(item -> of(item, at)).toList());
      case Datum.Tuple(List<Datum> items) -> new Attr.Many(items.stream().map(item -> of(item, at)).toList());
      case Datum.Size(Dim dim) -> new Attr.Size(dim);
      case Datum.Made(Attr attr) -> attr;
      case Datum.None _ -> Attr.NONE;
      case Datum.Poison _ -> throw Failure.silent();
      case Datum.Tensor _ -> throw Failure.of(ErrorKind.NOT_STATIC, at,
          "found " + value.describe() + ", required a value that is known while the model is unrolled");
      case Datum.Part _, Datum.Nothing _ -> throw Failure.of(ErrorKind.TYPE_ERROR, at,
          "found " + value.describe() + ", required a number, a word, a text or a list of such");
    };
  }
}
