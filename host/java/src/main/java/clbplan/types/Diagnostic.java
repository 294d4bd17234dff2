// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/**
 * A finding.
 *
 * @param basis Whether it is documented or inferred; absent for facts about the text itself.
 * @param code Name of the finding, {@code annotation/unknown-name}; stable. Each has a reference page.
 * @param detail The detail text of kube-apiserver.
 * @param effect Its effect on the result.
 * @param event The event code of TKE's Service controller.
 * @param existing True when the live object has it as well: the request does not bring it.
 * @param fixes Changes of the text that fix it.
 * @param group Findings of the same number are equal but for their objects; the lower one is the more dangerous.
 *     Absent of violations of a policy.
 * @param help What to do about it.
 * @param layer The reader that raises it.
 * @param message The problem.
 * @param object The object it is about.
 * @param path The path of the field, as Kubernetes prints it.
 * @param related Other locations that explain it.
 * @param severity How severe it is.
 * @param source Its location in {@code manifests}, when that was text.
 * @param type The error type of kube-apiserver.
 * @param url The page that states it, or from which it is inferred.
 * @param why Why it matters.
 */
public record Diagnostic(
        Basis basis,
        String code,
        String detail,
        Effect effect,
        String event,
        Boolean existing,
        List<Fix> fixes,
        Integer group,
        String help,
        Layer layer,
        String message,
        ObjectRef object,
        String path,
        List<Related> related,
        Severity severity,
        SourceRange source,
        FieldErrorType type,
        String url,
        String why) {}
