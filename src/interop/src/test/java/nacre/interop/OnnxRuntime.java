package nacre.interop;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import nacre.ir.DType;
import nacre.ir.Tensor;

/**
 * A model as ONNX Runtime computes it, on two threads of the processor. It says nothing on its own: what it refuses is an
 * {@link OrtException}. Close it, since what it holds is outside of the heap.
 */
final class OnnxRuntime implements AutoCloseable {
  private static final OrtEnvironment ENVIRONMENT =
      OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "nacre");

  private final OrtSession session;

  private OnnxRuntime(OrtSession session) {
    this.session = session;
  }

  /** A model in a file, whose other files lie beside it. */
  static OnnxRuntime of(Path model) throws OrtException {
    try (OrtSession.SessionOptions options = options()) {
      return new OnnxRuntime(ENVIRONMENT.createSession(model.toString(), options));
    }
  }

  /** A model in memory. */
  static OnnxRuntime of(byte[] model) throws OrtException {
    try (OrtSession.SessionOptions options = options()) {
      return new OnnxRuntime(ENVIRONMENT.createSession(model, options));
    }
  }

  private static OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(2);
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    return options;
  }

  /** All outputs for all inputs, by name. */
  SequencedMap<String, Tensor> run(Map<String, Tensor> inputs) throws OrtException {
    Map<String, OnnxTensor> given = new LinkedHashMap<>();
    try {
      for (var input : inputs.entrySet()) {
        given.put(input.getKey(), foreign(input.getValue()));
      }
      SequencedMap<String, Tensor> outputs = new LinkedHashMap<>();
      try (OrtSession.Result results = session.run(given)) {
        for (var result : results) {
          outputs.put(result.getKey(), own((OnnxTensor) result.getValue()));
        }
      }
      return outputs;
    } finally {
      given.values().forEach(OnnxTensor::close);
    }
  }

  /** The names of the inputs, in order. */
  List<String> inputs() {
    return List.copyOf(session.getInputNames());
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }

  private static OnnxTensor foreign(Tensor tensor) throws OrtException {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Math.multiplyExact(tensor.elements(), tensor.dtype().bytes()))
            .order(ByteOrder.nativeOrder());
    for (int i = 0; i < tensor.elements(); i++) {
      put(bytes, tensor, i);
    }
    long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
    return OnnxTensor.createTensor(ENVIRONMENT, bytes.flip(), shape, type(tensor.dtype()));
  }

  private static void put(ByteBuffer bytes, Tensor tensor, int i) {
    switch (tensor.dtype()) {
      case F32 -> bytes.putFloat((float) tensor.real(i));
      case F64 -> bytes.putDouble(tensor.real(i));
      case F16 -> bytes.putShort(Float.floatToFloat16((float) tensor.real(i)));
      case BF16 -> bytes.putShort((short) (Float.floatToRawIntBits((float) tensor.real(i)) >>> 16));
      case I8, U8, BOOL -> bytes.put((byte) tensor.integer(i));
      case I16, U16 -> bytes.putShort((short) tensor.integer(i));
      case I32, U32 -> bytes.putInt((int) tensor.integer(i));
      case I64, U64 -> bytes.putLong(tensor.integer(i));
    }
  }

  private static Tensor own(OnnxTensor tensor) {
    ByteBuffer bytes = tensor.getByteBuffer().order(ByteOrder.nativeOrder());
    DType dtype = dtype(tensor.getInfo());
    int[] shape = Arrays.stream(tensor.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
    return dtype.isReal()
        ? Tensor.reals(dtype, shape, i -> real(bytes, dtype, i))
        : Tensor.integers(dtype, shape, i -> integer(bytes, dtype, i));
  }

  private static double real(ByteBuffer bytes, DType dtype, int i) {
    return switch (dtype) {
      case F64 -> bytes.getDouble(8 * i);
      case F16 -> Float.float16ToFloat(bytes.getShort(2 * i));
      case BF16 -> Float.intBitsToFloat(bytes.getShort(2 * i) << 16);
      default -> bytes.getFloat(4 * i);
    };
  }

  private static long integer(ByteBuffer bytes, DType dtype, int i) {
    return dtype.wrapped(switch (dtype.bytes()) {
      case 1 -> bytes.get(i);
      case 2 -> bytes.getShort(2 * i);
      case 4 -> bytes.getInt(4 * i);
      default -> bytes.getLong(8 * i);
    });
  }

  /** What its Java interface calls a type; it has no unsigned inputs beyond 8 bits. */
  private static OnnxJavaType type(DType dtype) {
    return switch (dtype) {
      case F32 -> OnnxJavaType.FLOAT;
      case F64 -> OnnxJavaType.DOUBLE;
      case F16 -> OnnxJavaType.FLOAT16;
      case BF16 -> OnnxJavaType.BFLOAT16;
      case I8 -> OnnxJavaType.INT8;
      case I16 -> OnnxJavaType.INT16;
      case I32 -> OnnxJavaType.INT32;
      case I64 -> OnnxJavaType.INT64;
      case U8 -> OnnxJavaType.UINT8;
      case BOOL -> OnnxJavaType.BOOL;
      case U16, U32, U64 -> throw new IllegalArgumentException("ONNX Runtime's Java interface takes no " + dtype);
    };
  }

  private static DType dtype(TensorInfo info) {
    return switch (info.onnxType) {
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> DType.F32;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE -> DType.F64;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> DType.F16;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16 -> DType.BF16;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 -> DType.I8;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16 -> DType.I16;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> DType.I32;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 -> DType.I64;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> DType.U8;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16 -> DType.U16;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32 -> DType.U32;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64 -> DType.U64;
      case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL -> DType.BOOL;
      default -> throw new IllegalArgumentException("Nacre has no " + info);
    };
  }
}
