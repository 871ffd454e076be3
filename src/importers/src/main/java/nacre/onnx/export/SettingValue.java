package nacre.onnx.export;

import java.util.List;
import nacre.ir.Tensor;

/** A static setting of an operator. */
sealed interface SettingValue {
  record Whole(long value) implements SettingValue {}

  record Real(float value) implements SettingValue {}

  record Word(String word) implements SettingValue {}

  record Wholes(List<Long> values) implements SettingValue {
    public Wholes {
      values = List.copyOf(values);
    }
  }

  record Reals(List<Float> values) implements SettingValue {
    public Reals {
      values = List.copyOf(values);
    }
  }

  record Words(List<String> words) implements SettingValue {
    public Words {
      words = List.copyOf(words);
    }
  }

  record Stored(Tensor contents) implements SettingValue {}
}
