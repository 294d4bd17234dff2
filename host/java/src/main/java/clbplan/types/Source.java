// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;
import java.util.Map;

/**
 * YAML or JSON text with any number of documents (also kind: List), named files of such text, an object, or
 * objects.
 */
public sealed interface Source {
    /**
     * A text.
     *
     * @param text the value
     */
    record Text(String text) implements Source {}

    /**
     * A text.
     *
     * @param text the value
     * @return the value as one of the forms
     */
    static Source text(String text) {
        return new Text(text);
    }

    /**
     * An object, whose values are maps, lists, texts, numbers, booleans and null.
     *
     * @param json the value
     */
    record Json(Map<String, Object> json) implements Source {}

    /**
     * An object, whose values are maps, lists, texts, numbers, booleans and null.
     *
     * @param json the value
     * @return the value as one of the forms
     */
    static Source json(Map<String, Object> json) {
        return new Json(json);
    }

    /**
     * A list.
     *
     * @param namedFiles the value
     */
    record NamedFiles(List<NamedFile> namedFiles) implements Source {}

    /**
     * A list.
     *
     * @param namedFiles the value
     * @return the value as one of the forms
     */
    static Source namedFiles(List<NamedFile> namedFiles) {
        return new NamedFiles(namedFiles);
    }

    /**
     * Objects, whose values are maps, lists, texts, numbers, booleans and null.
     *
     * @param objects the value
     */
    record Objects(List<Map<String, Object>> objects) implements Source {}

    /**
     * Objects, whose values are maps, lists, texts, numbers, booleans and null.
     *
     * @param objects the value
     * @return the value as one of the forms
     */
    static Source objects(List<Map<String, Object>> objects) {
        return new Objects(objects);
    }
}
