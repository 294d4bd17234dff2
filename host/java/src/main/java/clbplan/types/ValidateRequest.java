// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.types;

import java.util.List;

/**
 * The request of {@code validateService}.
 *
 * @param context Facts about the cluster.
 * @param defaultNamespace Namespace of the objects that name none; without it they are assumed to be in {@code
 *     default}.
 * @param delete Services that are deleted first, so that their node ports and cluster IPs are free. The name
 *     {@code *} selects every live Service of its namespace.
 * @param ignore Codes of findings to suppress: warnings and infos, for all objects. The answer counts the
 *     suppressed ones.
 * @param live The objects currently in the cluster. A Service that is found here is validated as an update.
 * @param locale Language of the messages.
 * @param manifests The objects to validate.
 * @param positionEncoding How columns and offsets are counted.
 * @param recreate Services that are deleted and created again from {@code manifests}. The name {@code *} selects
 *     all of its namespace.
 * @param subresource Validates writes to this subresource instead of to the whole object.
 */
public record ValidateRequest(
        Context context,
        String defaultNamespace,
        List<ServiceName> delete,
        List<String> ignore,
        Source live,
        Locale locale,
        Source manifests,
        PositionEncoding positionEncoding,
        List<ServiceName> recreate,
        Subresource subresource) {
    /**
     * Makes a value with the members that are required.
     *
     * @param manifests The objects to validate.
     * @return the value
     */
    public static ValidateRequest of(Source manifests) {
        return new ValidateRequest(null, null, null, null, null, null, manifests, null, null, null);
    }

    /**
     * Returns a copy with another {@code context}.
     *
     * @param context Facts about the cluster.
     * @return the changed copy
     */
    public ValidateRequest withContext(Context context) {
        return new ValidateRequest(context, defaultNamespace, delete, ignore, live, locale, manifests, positionEncoding, recreate, subresource);
    }

    /**
     * Returns a copy with another {@code defaultNamespace}.
     *
     * @param defaultNamespace Namespace of the objects that name none; without it they are assumed to be in {@code
     *     default}.
     * @return the changed copy
     */
    public ValidateRequest withDefaultNamespace(String defaultNamespace) {
        return new ValidateRequest(context, defaultNamespace, delete, ignore, live, locale, manifests, positionEncoding, recreate, subresource);
    }

    /**
     * Returns a copy with another {@code delete}.
     *
     * @param delete Services that are deleted first, so that their node ports and cluster IPs are free. The name
     *     {@code *} selects every live Service of its namespace.
     * @return the changed copy
     */
    public ValidateRequest withDelete(List<ServiceName> delete) {
        return new ValidateRequest(context, defaultNamespace, delete, ignore, live, locale, manifests, positionEncoding, recreate, subresource);
    }

    /**
     * Returns a copy with another {@code ignore}.
     *
     * @param ignore Codes of findings to suppress: warnings and infos, for all objects. The answer counts the
     *     suppressed ones.
     * @return the changed copy
     */
    public ValidateRequest withIgnore(List<String> ignore) {
        return new ValidateRequest(context, defaultNamespace, delete, ignore, live, locale, manifests, positionEncoding, recreate, subresource);
    }

    /**
     * Returns a copy with another {@code live}.
     *
     * @param live The objects currently in the cluster. A Service that is found here is validated as an update.
     * @return the changed copy
     */
    public ValidateRequest withLive(Source live) {
        return new ValidateRequest(context, defaultNamespace, delete, ignore, live, locale, manifests, positionEncoding, recreate, subresource);
    }

    /**
     * Returns a copy with another {@code locale}.
     *
     * @param locale Language of the messages.
     * @return the changed copy
     */
    public ValidateRequest withLocale(Locale locale) {
        return new ValidateRequest(context, defaultNamespace, delete, ignore, live, locale, manifests, positionEncoding, recreate, subresource);
    }

    /**
     * Returns a copy with another {@code positionEncoding}.
     *
     * @param positionEncoding How columns and offsets are counted.
     * @return the changed copy
     */
    public ValidateRequest withPositionEncoding(PositionEncoding positionEncoding) {
        return new ValidateRequest(context, defaultNamespace, delete, ignore, live, locale, manifests, positionEncoding, recreate, subresource);
    }

    /**
     * Returns a copy with another {@code recreate}.
     *
     * @param recreate Services that are deleted and created again from {@code manifests}. The name {@code *} selects
     *     all of its namespace.
     * @return the changed copy
     */
    public ValidateRequest withRecreate(List<ServiceName> recreate) {
        return new ValidateRequest(context, defaultNamespace, delete, ignore, live, locale, manifests, positionEncoding, recreate, subresource);
    }

    /**
     * Returns a copy with another {@code subresource}.
     *
     * @param subresource Validates writes to this subresource instead of to the whole object.
     * @return the changed copy
     */
    public ValidateRequest withSubresource(Subresource subresource) {
        return new ValidateRequest(context, defaultNamespace, delete, ignore, live, locale, manifests, positionEncoding, recreate, subresource);
    }
}
