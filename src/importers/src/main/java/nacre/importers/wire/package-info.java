/** Protobuf's encoding, read without copies. */
@org.jspecify.annotations.NullMarked
package nacre.importers.wire;
