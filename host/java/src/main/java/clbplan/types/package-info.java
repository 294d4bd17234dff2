// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.

/**
 * The types of requests and answers.
 *
 * <p>Members that an answer does not have are {@code null}, or an empty list. A later minor version of the format may add
 * members, which are passed over, and words, which are {@code UNKNOWN_WORD}.
 */
package clbplan.types;
