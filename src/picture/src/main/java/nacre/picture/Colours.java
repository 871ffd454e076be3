package nacre.picture;

import nacre.source.Severity;

/** How looks and findings are told apart. */
final class Colours {
  private Colours() {}

  static String fill(Picture.Look look) {
    return switch (look) {
      case INPUT, OUTPUT -> "#2f4b66";
      case LAYER -> "#cfe3f7";
      case PLAIN, LINK -> "#ffffff";
      case FUSED, LOOP -> "#d5efd3";
      case FOLDED, TAKER -> "#fdf0c4";
      case REMOVED -> "#eeeeee";
      case BLOCK -> "#e7dcf3";
    };
  }

  static String text(Picture.Look look) {
    return switch (look) {
      case INPUT, OUTPUT -> "#ffffff";
      case REMOVED -> "#888888";
      case LAYER, PLAIN, FUSED, LOOP, FOLDED, TAKER, BLOCK, LINK -> "#000000";
    };
  }

  /** Attributes of a node in DOT. */
  static String attributes(Picture.Look look) {
    String style = switch (look) {
      case FOLDED -> ", style=\"filled,rounded,dashed\"";
      case REMOVED -> ", style=\"filled,rounded,dotted\"";
      case BLOCK -> ", shape=box3d, style=filled";
      case LINK -> ", shape=circle, style=filled, width=0.3, fixedsize=true";
      case INPUT, OUTPUT, LAYER, PLAIN, FUSED, LOOP, TAKER -> "";
    };
    return "fillcolor=\"" + fill(look) + "\", fontcolor=\"" + text(look) + "\"" + style;
  }

  static String of(Severity severity) {
    return switch (severity) {
      case ERROR -> "#c81e1e";
      case WARNING -> "#e07b00";
      case INFO, STYLE -> "#3b82c4";
    };
  }
}
