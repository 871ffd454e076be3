package nacre.conformance;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import nacre.caffe.CaffeFile;
import nacre.driver.ImportedModel;
import nacre.ir.TensorType;
import nacre.syntax.resolve.ResolveOptions;

/** Reads a network of Caffe for the shapes of its inputs, as Caffe takes others than the text says. */
record CaffeReader(Path model) implements LayeredSubject.Reader {
  @Override
  public ImportedModel read(ResolveOptions options, Map<String, TensorType> types) {
    return new CaffeFile(model).read(options, types);
  }

  @Override
  public Collection<String> layers(ImportedModel read) {
    return new CaffeFile(model).layerTypes(ResolveOptions.none());
  }
}
