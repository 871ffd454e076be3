package nacre.caffe.layers;

import java.util.List;
import java.util.stream.Stream;
import nacre.caffe.LayerType;
import nacre.caffe.LayerType.Use;

/** Where networks begin and end: data, losses, measures. None of them becomes a node. */
final class Ends {
  static final List<LayerType> ALL = Stream.of(
      Stream.of("Input", "Data", "ImageData", "HDF5Data", "MemoryData", "DummyData", "WindowData", "AnnotatedData")
          .map(name -> LayerType.without(name, new Use.Gives())),
      Stream.of(
          loss("SoftmaxWithLoss", 1, "sparse_categorical_crossentropy", true),
          loss("MultinomialLogisticLoss", 1, "sparse_categorical_crossentropy", false),
          loss("SigmoidCrossEntropyLoss", 1, "binary_crossentropy", true),
          loss("EuclideanLoss", 1, "mse", false),
          loss("HingeLoss", 1, "hinge", false),
          loss("SmoothL1Loss", 1, "smooth_l1", false),
          loss("ContrastiveLoss", 2, "contrastive", false),
          loss("InfogainLoss", 1, "custom", false),
          loss("MultiBoxLoss", 2, "custom", false),
          LayerType.without("Accuracy", new Use.Measures(1)),
          LayerType.without("DetectionEvaluate", new Use.Measures(1)),
          LayerType.without("HDF5Output", new Use.Keeps()),
          LayerType.without("Silence", new Use.Drops())))
      .flatMap(types -> types).toList();

  private Ends() {}

  private static LayerType loss(String name, int predictions, String loss, boolean fromLogits) {
    return LayerType.without(name, new Use.Trains(predictions, loss, fromLogits));
  }
}
