package nacre.syntax.resolve;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nacre.ir.Dim;
import nacre.ir.Preprocessing;
import nacre.ir.Preprocessing.Channels;
import nacre.ir.Preprocessing.Resize;
import nacre.ir.TensorType;

/** The settings of an input that say how a picture becomes it, checked against its shape. */
final class PictureSettings {
  static final List<String> KNOWN = List.of("size", "channels", "resize", "scale", "mean", "std", "invert");

  private final SettingValues settings;
  private final TensorType type;
  private final int channelAxis;

  private PictureSettings(SettingValues settings, TensorType type, boolean channelsLast) {
    this.settings = settings;
    this.type = type;
    this.channelAxis = channelsLast ? 3 : 1;
  }

  /** Empty without settings. */
  static Optional<Preprocessing> read(SettingValues settings, TensorType type, boolean channelsLast) {
    return settings.isEmpty() ? Optional.empty()
        : Optional.of(new PictureSettings(settings, type, channelsLast).read());
  }

  private Preprocessing read() {
    if (type.rank() != 4) {
      String first = settings.all().keySet().iterator().next();
      throw settings.failure(first, "found it on an input " + type + ", required a picture of rank 4");
    }
    Channels channels = channels();
    List<Integer> size = size();
    Resize resize =
        settings.word("resize", List.of("nearest", "linear")).map(word -> Resize.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Resize.LINEAR);
    List<Double> deviation = perChannel("std", channels);
    deviation.forEach(number -> requireFactor("std", number));
    double scale = settings.number("scale").orElse(1.0);
    requireFactor("scale", scale);
    return new Preprocessing(size.getFirst(), size.getLast(), channels, resize, settings.truth("invert").orElse(false),
        scale, perChannel("mean", channels), deviation);
  }

  /** What samples are multiplied or divided by. */
  private void requireFactor(String name, double number) {
    float rounded = (float) number;
    if (rounded == 0 || Float.isInfinite(rounded)) {
      String found = number == 0 ? "0" : String.valueOf(number);
      throw settings.failure(name, "found " + found + ", required a number other than 0 that 32 bits can hold");
    }
  }

  private Channels channels() {
    Dim extent = type.dim(channelAxis);
    Optional<String> word = settings.word("channels", List.of("rgb", "bgr", "gray"));
    if (word.isEmpty()) {
      return extent.is(1) ? Channels.GRAY : Channels.RGB;
    }
    Channels channels = Channels.valueOf(word.get().toUpperCase(Locale.ROOT));
    if (extent.known().isPresent() && !extent.is(channels.count())) {
      throw settings.failure("channels", "found `" + word.get() + "`, which is "
          + (channels.count() == 1 ? "1 channel" : channels.count() + " channels") + ", but "
          + type + " has " + extent);
    }
    return channels;
  }

  private List<Integer> size() {
    int rows = channelAxis == 1 ? 2 : 1;
    List<Dim> own = List.of(type.dim(rows), type.dim(rows + 1));
    Optional<List<Double>> said = settings.numbers("size");
    if (said.isEmpty()) {
      if (own.stream().anyMatch(dim -> dim.known().isEmpty())) {
        String first = settings.all().keySet().iterator().next();
        throw settings.failure(first,
            "a picture becomes " + type + " only with `size = [height, width]`, or with --dim");
      }
      return own.stream().map(dim -> (int) dim.known().orElseThrow()).toList();
    }
    List<Integer> size = said.get().stream().map(Double::intValue).toList();
    boolean sizes = size.size() == 2 && said.get().stream().allMatch(x -> x == Math.rint(x) && x >= 1 && x <= 1 << 16);
    if (!sizes) {
      throw settings.failure("size", "found " + said.get() + ", required `[height, width]`, each 1 to " + (1 << 16));
    }
    for (int i = 0; i < 2; i++) {
      if (own.get(i).known().isPresent() && !own.get(i).is(size.get(i))) {
        throw settings.failure("size",
            "found " + size + ", but " + type + " is " + own.getFirst() + " by " + own.getLast());
      }
    }
    return size;
  }

  private List<Double> perChannel(String name, Channels channels) {
    List<Double> numbers = settings.numbers(name).orElse(List.of());
    boolean one = settings.span(name).isPresent() && numbers.size() == 1;
    if (!numbers.isEmpty() && !one && numbers.size() != channels.count()) {
      throw settings.failure(name,
          "found " + numbers.size() + " numbers, required " + channels.count() + ", one per channel of `"
              + channels.name().toLowerCase(Locale.ROOT) + "`");
    }
    return one ? Collections.nCopies(channels.count(), numbers.getFirst()) : numbers;
  }
}
