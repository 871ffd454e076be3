/** What files of Keras hold: a model's config as a tree, and arrays by layer. It knows nothing of what layers compute. */
@org.jspecify.annotations.NullMarked
package nacre.keras.file;
