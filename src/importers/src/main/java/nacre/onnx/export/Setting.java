package nacre.onnx.export;

import java.util.List;
import nacre.ir.Tensor;

/** A static setting of an operator. */
sealed interface Setting {
  record Whole(long value) implements Setting {}

  record Real(float value) implements Setting {}

  record Word(String word) implements Setting {}

  record Wholes(List<Long> values) implements Setting {
    public Wholes {
      values = List.copyOf(values);
    }
  }

  record Reals(List<Float> values) implements Setting {
    public Reals {
      values = List.copyOf(values);
    }
  }

  record Words(List<String> words) implements Setting {
    public Words {
      words = List.copyOf(words);
    }
  }

  record Stored(Tensor contents) implements Setting {}
}
