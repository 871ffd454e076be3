package nacre.caffe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import nacre.importers.MappedFiles;
import nacre.importers.wire.MalformedException;
import nacre.importers.wire.Message;
import nacre.source.InputException;

/**
 * What a {@code .caffemodel} holds: the blobs of each layer, by its name.
 *
 * @param layers those that have blobs, in their order
 */
record BlobFile(Path file, SequencedMap<String, List<Blob>> layers) {
  private static final int MOST_BLOBS = 1 << 18;

  /** Where a record of one age has the layer's name and its blobs. */
  private record Age(int name, int blobs) {}

  private static final int OLD_LAYERS = 2;
  private static final int LAYER = 100;
  /** The field of a record of 2013 and 2014 that is a record of the time before. */
  private static final int OLDEST = 1;
  private static final Age TODAY = new Age(1, 7);
  private static final Age FORMER = new Age(4, 6);
  private static final Age FIRST = new Age(1, 50);

  BlobFile {
    layers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(layers));
  }

  /** @throws InputException if it is no such file */
  static BlobFile read(Path file) {
    try {
      Reading reading = new Reading();
      Message net = Message.of(MappedFiles.map(file));
      while (net.next()) {
        if (net.field() == LAYER) {
          reading.layer(net.message(), TODAY);
        } else if (net.field() == OLD_LAYERS) {
          reading.layer(net.message(), FORMER);
        } else {
          net.skip();
        }
      }
      return new BlobFile(file, reading.layers);
    } catch (MalformedException e) {
      throw new InputException(file + ": these are no weights of Caffe: " + e.text(), e);
    }
  }

  /** One pass over a file. */
  private static final class Reading {
    private final SequencedMap<String, List<Blob>> layers = new LinkedHashMap<>();
    private int count;

    private void layer(Message layer, Age age) {
      String name = "";
      List<Blob> blobs = new ArrayList<>();
      while (layer.next()) {
        if (layer.field() == age.name()) {
          name = layer.text();
        } else if (layer.field() == age.blobs()) {
          if (++count > MOST_BLOBS) {
            throw layer.problem("found more than " + MOST_BLOBS + " blobs");
          }
          blobs.add(Blob.of(layer));
        } else if (layer.field() == OLDEST && age.equals(FORMER)) {
          layer(layer.message(), FIRST);
        } else {
          layer.skip();
        }
      }
      if (!blobs.isEmpty()) {
        layers.putIfAbsent(name, blobs);
      }
    }
  }
}
