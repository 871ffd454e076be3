package nacre.onnx.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import nacre.ir.Tensor;
import nacre.onnx.Contents;
import nacre.onnx.proto.Facts;
import nacre.reference.ParamValues;

/**
 * A model as a file. Tensors and nodes are written one after the other, so that only one of them is in memory at a time.
 *
 * @param tensors parameters in the order of the graph, then what operators need beside
 */
record ModelFile(String name, List<OnnxNode> nodes, List<Stored> tensors, List<Wire> inputs, List<Wire> outputs,
    List<Wire> functions, SortedMap<String, Integer> opsets, SortedMap<String, String> facts) {
  /** The version of the file format. */
  private static final int IR = 10;
  private static final int CHUNK = 1 << 20;
  /** Where external contents begin, so that they can be mapped. */
  private static final int ALIGNMENT = 4096;
  /** Tensors below this stay in the file itself. */
  private static final long LEAST_EXTERNAL = 1024;

  /** How many bytes the contents of stored tensors have; they may lie elsewhere. */
  long bytes() {
    return tensors.stream().mapToLong(Stored::bytes).sum();
  }

  /** How many bytes the file itself has at least: constants of nodes, functions, and what is said of the model. */
  long fixedBytes() {
    return nodes.stream().mapToLong(OnnxNode::bytes).sum() + functions.stream().mapToLong(Wire::size).sum()
        + facts.values().stream().mapToLong(String::length).sum();
  }

  /** Writes everything into one file. */
  void write(Path file, ParamValues values) throws IOException {
    List<Wire> heads = tensors.stream().map(stored -> stored.head().head(9, stored.bytes())).toList();
    try (FileChannel out = open(file)) {
      long size = 0;
      for (int i = 0; i < heads.size(); i++) {
        size += framed(5, heads.get(i).size() + tensors.get(i).bytes());
      }
      before(out, size);
      for (int i = 0; i < heads.size(); i++) {
        Stored stored = tensors.get(i);
        put(out, new Wire().head(5, heads.get(i).size() + stored.bytes()).raw(heads.get(i).toArray()));
        contents(out, stored.contents(values));
      }
      after(out);
    }
  }

  /** Writes the contents of large tensors into a second file, which the first one calls {@code dataName}. */
  void write(Path file, Path data, String dataName, ParamValues values) throws IOException {
    try (FileChannel out = open(file); FileChannel beside = open(data)) {
      List<Wire> encoded = new ArrayList<>();
      for (Stored stored : tensors) {
        if (stored.bytes() < LEAST_EXTERNAL) {
          encoded.add(stored.head().bytes(9, Contents.bytes(stored.contents(values))));
          continue;
        }
        long at = Math.ceilDiv(beside.position(), ALIGNMENT) * ALIGNMENT;
        beside.position(at);
        contents(beside, stored.contents(values));
        encoded.add(stored.head().entry(13, "location", dataName).entry(13, "offset", Long.toString(at))
            .entry(13, "length", Long.toString(stored.bytes())).number(14, 1));
      }
      before(out, encoded.stream().mapToLong(tensor -> framed(5, tensor.size())).sum());
      for (Wire tensor : encoded) {
        put(out, new Wire().message(5, tensor));
      }
      after(out);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** How many bytes a field has whose content has so many. */
  private static long framed(int field, long content) {
    return new Wire().head(field, content).size() + content;
  }

  /** All up to the tensors, which take so many bytes. */
  private void before(FileChannel out, long tensorBytes) throws IOException {
    Wire model = new Wire().number(1, IR).text(2, Facts.DOMAIN);
    opsets.forEach((domain, version) -> model.message(8, new Wire().text(1, domain).number(2, version)));
    Wire title = new Wire().text(2, name);
    long nodeBytes = nodes.stream().mapToLong(node -> framed(1, node.encoded().size())).sum();
    put(out, model.head(7, nodeBytes + title.size() + tensorBytes + back().size()));
    for (OnnxNode node : nodes) {
      put(out, new Wire().message(1, node.encoded()));
    }
    put(out, title);
  }

  private Wire back() {
    Wire graph = new Wire();
    inputs.forEach(input -> graph.message(11, input));
    outputs.forEach(output -> graph.message(12, output));
    return graph;
  }

  private void after(FileChannel out) throws IOException {
    Wire rest = back();
    functions.forEach(function -> rest.message(25, function));
    facts.forEach((key, value) -> rest.entry(14, key, value));
    put(out, rest);
  }

  private static void contents(FileChannel out, Tensor tensor) throws IOException {
    int width = tensor.dtype().bytes();
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < tensor.elements(); from += CHUNK / width) {
      Contents.put(tensor, from, (int) Math.min((long) from + CHUNK / width, tensor.elements()), bytes.clear());
      put(out, bytes.flip());
    }
  }

  private static void put(FileChannel out, Wire wire) throws IOException {
    put(out, ByteBuffer.wrap(wire.toArray()));
  }

  private static void put(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
