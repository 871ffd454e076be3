package nacre.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nacre.kernels.call.Axis;
import nacre.kernels.call.Call;
import nacre.kernels.call.Cast;
import nacre.kernels.call.Chain;
import nacre.kernels.call.ChainReduce;
import nacre.kernels.call.Conv;
import nacre.kernels.call.Curve;
import nacre.kernels.call.Epilogue;
import nacre.kernels.call.Extent;
import nacre.kernels.call.Extreme;
import nacre.kernels.call.Fold;
import nacre.kernels.call.Gather;
import nacre.kernels.call.Gemm;
import nacre.kernels.call.Move;
import nacre.kernels.call.Normalise;
import nacre.kernels.call.Pointwise;
import nacre.kernels.call.Pool;
import nacre.kernels.call.Reduce;
import nacre.kernels.call.Scan;
import nacre.kernels.call.Scatter;
import nacre.kernels.call.Softmax;
import nacre.kernels.call.Top;

/** Calls and extents as Java expressions. */
final class CallText {
  /** The classes that a call's own text mentions. */
  private static final Map<String, ClassName> WORDS = Map.of("Axis", ClassName.get(Axis.class), "Curve",
      ClassName.get(Curve.class), "Epilogue", ClassName.get(Epilogue.class), "Extent", ClassName.get(Extent.class),
      "Fold", ClassName.get(Fold.class), "Function", ClassName.get(Pointwise.Function.class), "Meeting",
      ClassName.get(Scatter.Meeting.class), "Number", ClassName.get(Pointwise.Number.class));

  private static final Pattern WORD =
      Pattern.compile("\\b(Axis|Curve|Epilogue|Extent|Fold|Function|Meeting|Number)\\b");
  private static final Pattern BARE_EXTENT = Pattern.compile("(?<![.\\w])(fixed|perImage)\\(");

  private CallText() {}

  /** The expression that rebuilds a call. */
  static CodeBlock of(Call call) {
    String text = BARE_EXTENT.matcher(call.toJava()).replaceAll("Extent.$1(");
    List<Object> types = new ArrayList<>();
    Matcher words = WORD.matcher(text);
    String format = words.replaceAll(word -> {
      types.add(WORDS.get(word.group(1)));
      return Matcher.quoteReplacement("$T");
    });
    return CodeBlock.of(format, types.toArray());
  }

  /** The kernel's name, and that of the call's class. */
  static String kernel(Call call) {
    return switch (call) {
      case Cast _ -> "cast";
      case Chain _ -> "chain";
      case ChainReduce _ -> "chainReduce";
      case Conv _ -> "conv";
      case Gemm _ -> "gemm";
      case Pool _ -> "pool";
      case Pointwise _ -> "pointwise";
      case Softmax _ -> "softmax";
      case Normalise _ -> "normalise";
      case Move _ -> "move";
      case Reduce _ -> "reduce";
      case Extreme _ -> "extreme";
      case Top _ -> "top";
      case Scan _ -> "scan";
      case Gather _ -> "gather";
      case Scatter _ -> "scatter";
    };
  }

  static CodeBlock of(Extent extent) {
    if (extent.equals(Extent.NONE)) {
      return CodeBlock.of("$T.NONE", Extent.class);
    }
    if (extent.equals(Extent.IMAGES)) {
      return CodeBlock.of("$T.IMAGES", Extent.class);
    }
    if (extent.isFixed()) {
      return CodeBlock.of("$T.fixed($L)", Extent.class, number(extent.fixed()));
    }
    return extent.fixed() == 0
        ? CodeBlock.of("$T.perImage($L)", Extent.class, number(extent.perImage()))
        : CodeBlock.of("new $T($L, $L)", Extent.class, number(extent.fixed()), number(extent.perImage()));
  }

  /** An int with its thousands apart. */
  static String number(int value) {
    return value < 10_000 ? Integer.toString(value) : String.format(Locale.ROOT, "%,d", value).replace(',', '_');
  }
}
