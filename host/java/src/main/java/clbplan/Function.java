package clbplan;

/** What can be asked of the module with a request. */
public enum Function {
    /** A PlanRequest in, a Plan out. */
    PLAN_SYNC("plan-sync"),
    /** A ValidateRequest in, a Report out. */
    VALIDATE_SERVICE("validate-service"),
    /** A PlanRequest in, a Simulation out. */
    SIMULATE("simulate"),
    /** An EditorRequest in, Completions out. */
    COMPLETE("complete"),
    /** An EditorRequest in, a Hover or {@code null} out. */
    HOVER("hover"),
    /** An ExplainRequest in, an Explanation out. */
    EXPLAIN("explain");

    private final String export;

    Function(String export) {
        this.export = export;
    }

    /**
     * Returns the name of the module's export.
     *
     * @return the name
     */
    public String export() {
        return export;
    }
}
