package clbplan;

/** The module's functions that take a request, for {@link Planner#call(Operation, byte[])}. */
public enum Operation {
    /** Takes a PlanRequest, returns a Plan. */
    PLAN("plan-sync"),
    /** Takes a ValidateRequest, returns a Report. */
    VALIDATE("validate-service"),
    /** Takes a PlanRequest, returns a Simulation. */
    SIMULATE("simulate"),
    /** Takes an EditorRequest, returns Completions. */
    COMPLETE("complete"),
    /** Takes an EditorRequest, returns a Hover or {@code null}. */
    HOVER("hover"),
    /** Takes an ExplainRequest, returns an Explanation. */
    EXPLAIN("explain");

    private final String export;

    Operation(String export) {
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
