package nacre;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class of a model while the annotated package or class is compiled; the annotation processor {@code nacre-processor}
 * does it, and says what is wrong with the model as errors and warnings of this compilation.
 *
 * {@snippet :
 * @NacreModel("ResNet50.nacre")
 * package app;
 * }
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.PACKAGE, ElementType.TYPE})
@Repeatable(NacreModel.List.class)
public @interface NacreModel {
  /**
   * The model file: a {@code .nacre} text or another model that Nacre reads. It is looked for in the folder of the annotated
   * source; in the folder of models, there in the folders of the package and then without them; last where the compiler finds
   * resources. The folder of models is what {@code -Anacre.sourceDirectory} says, or else {@code nacre} beside the root of
   * the sources, as in {@code src/main/nacre} beside {@code src/main/java}.
   */
  String value();

  /** The package of the class, if it is not that of the annotated element. */
  String packageName() default "";

  /** Several models. */
  @Documented
  @Retention(RetentionPolicy.SOURCE)
  @Target({ElementType.PACKAGE, ElementType.TYPE})
  @interface List {
    NacreModel[] value();
  }
}
