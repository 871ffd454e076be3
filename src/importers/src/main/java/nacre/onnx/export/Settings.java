package nacre.onnx.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import nacre.ir.Tensor;
import nacre.onnx.NodeSettings;

/** The attributes of an operator. They remember whether a reader finds each number again as it was. */
public final class Settings {
  private final SequencedMap<String, SettingValue> all = new LinkedHashMap<>();
  private boolean exact = true;

  public static Settings none() {
    return new Settings();
  }

  public Settings whole(String name, long value) {
    all.put(name, new SettingValue.Whole(value));
    return this;
  }

  public Settings flag(String name, boolean value) {
    return whole(name, value ? 1 : 0);
  }

  /** A number that ONNX keeps with 32 bits. */
  public Settings real(String name, double value) {
    all.put(name, new SettingValue.Real((float) value));
    exact &= NodeSettings.shortest((float) value) == value;
    return this;
  }

  /** The same, left out where it is what holds if nothing is said. */
  public Settings real(String name, double value, double fallback) {
    return value == fallback ? this : real(name, value);
  }

  public Settings word(String name, String word) {
    all.put(name, new SettingValue.Word(word));
    return this;
  }

  public Settings wholes(String name, List<Integer> values) {
    all.put(name, new SettingValue.Wholes(values.stream().map(Integer::longValue).toList()));
    return this;
  }

  public Settings words(String name, List<String> words) {
    all.put(name, new SettingValue.Words(words));
    return this;
  }

  /** A number that is known to have 32 bits. */
  Settings exactly(String name, float value) {
    all.put(name, new SettingValue.Real(value));
    return this;
  }

  Settings longs(String name, List<Long> values) {
    all.put(name, new SettingValue.Wholes(values));
    return this;
  }

  Settings reals(String name, List<Float> values) {
    all.put(name, new SettingValue.Reals(values));
    return this;
  }

  Settings stored(String name, Tensor contents) {
    all.put(name, new SettingValue.Stored(contents));
    return this;
  }

  SequencedMap<String, SettingValue> all() {
    return all;
  }

  boolean isExact() {
    return exact;
  }
}
