package nacre.ir;

/**
 * How a parameter starts out where no weights are bound. Fans count as in Glorot & Bengio (2010): {@code fan_in} =
 * elements per output of the weight, {@code fan_out} = outputs times window.
 */
public sealed interface Init {
  /** Every element is {@code value}. */
  record Constant(double value) implements Init {}

  /** Normal with mean 0 and the given standard deviation. */
  record Normal(double deviation) implements Init {}

  /** Uniform in {@code [low, high)}. */
  record Uniform(double low, double high) implements Init {}

  /** Uniform in ±√(6 / fan_in), He et al. (2015). */
  record HeUniform() implements Init {}

  /** Normal with deviation √(2 / fan_in), He et al. (2015). */
  record HeNormal() implements Init {}

  /** Uniform in ±√(6 / (fan_in + fan_out)), Glorot & Bengio (2010). */
  record GlorotUniform() implements Init {}

  /** Normal with deviation √(2 / (fan_in + fan_out)), Glorot & Bengio (2010). */
  record GlorotNormal() implements Init {}

  Init ZEROS = new Constant(0);
  Init ONES = new Constant(1);
}
