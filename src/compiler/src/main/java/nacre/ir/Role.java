package nacre.ir;

import java.util.List;

/** What a parameter means to the layer that owns it. Statistics are not trained. */
public enum Role {
  WEIGHT, BIAS, GAMMA, BETA, RUNNING_MEAN, RUNNING_VARIANCE, SLOPE, OWN;

  /** True for what a training step counts instead of learns. */
  public boolean isStatistic() {
    return this == RUNNING_MEAN || this == RUNNING_VARIANCE;
  }

  /** What Nacre, PyTorch, Keras and Caffe call such a parameter, where its contents are laid out as here. */
  public List<String> words() {
    return switch (this) {
      case WEIGHT -> List.of("weight");
      case BIAS -> List.of("bias");
      case GAMMA -> List.of("gamma", "weight", "scale");
      case BETA -> List.of("beta", "bias", "shift");
      case RUNNING_MEAN -> List.of("running_mean", "moving_mean");
      case RUNNING_VARIANCE -> List.of("running_variance", "running_var", "moving_variance");
      case SLOPE -> List.of("slope", "weight", "alpha");
      case OWN -> List.of();
    };
  }
}
