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
import nacre.ir.Param;
import nacre.ir.Tensor;
import nacre.onnx.Contents;
import nacre.onnx.ElementTypes;
import nacre.onnx.proto.Facts;
import nacre.reference.ParamValues;

/**
 * A model as a file. Parameters are written one after the other, so that only one of them is in memory at a time.
 *
 * @param nodes     all nodes of the graph, encoded
 * @param params    what each parameter is called, in the order of the graph
 * @param constants stored tensors that are no parameters
 */
record ModelFile(String name, List<Wire> nodes, List<Stored> params, List<Wire> constants, List<Wire> inputs,
    List<Wire> outputs, List<Wire> functions, SortedMap<String, Integer> opsets, SortedMap<String, String> facts) {
  /** The version of the file format. */
  private static final int IR = 10;
  private static final int CHUNK = 1 << 20;
  /** Where external contents begin, so that they can be mapped. */
  private static final int ALIGNMENT = 4096;
  /** Parameters below this stay in the file itself. */
  private static final long LEAST_EXTERNAL = 1024;

  /** A parameter and the name that it has in the file. */
  record Stored(String name, Param param) {
    long bytes() {
      return Use.known(param.type().shape().elements()) * param.type().dtype().bytes();
    }
  }

  /** How many bytes the contents of the parameters have. */
  long bytes() {
    return params.stream().mapToLong(Stored::bytes).sum();
  }

  /** Writes everything into one file. */
  void write(Path file, ParamValues values) throws IOException {
    List<Wire> heads = params.stream().map(stored -> head(stored).head(9, stored.bytes())).toList();
    long size = params.stream().mapToLong(Stored::bytes).sum();
    try (FileChannel out = open(file)) {
      before(out, heads, size);
      for (int i = 0; i < heads.size(); i++) {
        put(out, new Wire().head(5, heads.get(i).size() + params.get(i).bytes()).raw(heads.get(i).toArray()));
        contents(out, values, i);
      }
      after(out);
    }
  }

  /** Writes the contents of large parameters into a second file, which the first one calls {@code dataName}. */
  void write(Path file, Path data, String dataName, ParamValues values) throws IOException {
    try (FileChannel out = open(file); FileChannel beside = open(data)) {
      List<Wire> tensors = new ArrayList<>();
      for (int i = 0; i < params.size(); i++) {
        Stored stored = params.get(i);
        if (stored.bytes() < LEAST_EXTERNAL) {
          tensors.add(head(stored).bytes(9, Contents.bytes(values.of(i, stored.param()))));
          continue;
        }
        long at = Math.ceilDiv(beside.position(), ALIGNMENT) * ALIGNMENT;
        beside.position(at);
        contents(beside, values, i);
        tensors.add(head(stored).entry(13, "location", dataName).entry(13, "offset", Long.toString(at))
            .entry(13, "length", Long.toString(stored.bytes())).number(14, 1));
      }
      before(out, tensors, 0);
      for (Wire tensor : tensors) {
        put(out, new Wire().message(5, tensor));
      }
      after(out);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static Wire head(Stored stored) {
    Wire wire = new Wire();
    stored.param().type().dims().forEach(dim -> wire.number(1, Use.known(dim)));
    return wire.number(2, ElementTypes.number(stored.param().type().dtype())).text(8, stored.name());
  }

  /** All up to the parameters, which have heads and so many bytes behind them. */
  private void before(FileChannel out, List<Wire> heads, long contents) throws IOException {
    Wire model = new Wire().number(1, IR).text(2, Facts.DOMAIN);
    opsets.forEach((domain, version) -> model.message(8, new Wire().text(1, domain).number(2, version)));
    long tensors = 0;
    for (int i = 0; i < heads.size(); i++) {
      long own = heads.get(i).size() + (contents == 0 ? 0 : params.get(i).bytes());
      tensors += new Wire().head(5, own).size() + own;
    }
    byte[] front = front().toArray();
    model.head(7, front.length + tensors + back().size());
    put(out, model.raw(front));
  }

  private Wire front() {
    Wire graph = new Wire();
    nodes.forEach(node -> graph.message(1, node));
    return graph.text(2, name);
  }

  private Wire back() {
    Wire graph = new Wire();
    constants.forEach(constant -> graph.message(5, constant));
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

  private void contents(FileChannel out, ParamValues values, int index) throws IOException {
    Param param = params.get(index).param();
    Tensor tensor = values.of(index, param);
    if (!tensor.type().equals(param.type())) {
      throw new IllegalStateException("found " + tensor + " for `" + param.path() + "`, required " + param.type());
    }
    int width = param.type().dtype().bytes();
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
