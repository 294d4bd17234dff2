// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

/**
 * A text with a name.
 *
 * @param name Name of the file, such as its path: {@code source.file} of a finding.
 * @param text YAML or JSON with any number of documents.
 */
public record NamedFile(
        String name,
        String text) {
    /**
     * Makes a value with the members that are required.
     *
     * @param name Name of the file, such as its path: {@code source.file} of a finding.
     * @param text YAML or JSON with any number of documents.
     * @return the value
     */
    public static NamedFile of(String name, String text) {
        return new NamedFile(name, text);
    }
}
