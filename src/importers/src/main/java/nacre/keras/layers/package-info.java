/** What each layer of Keras is in Nacre, one file for a family of layers. */
@org.jspecify.annotations.NullMarked
package nacre.keras.layers;
