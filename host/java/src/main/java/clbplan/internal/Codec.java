// Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.
package clbplan.internal;

import clbplan.types.*;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads requests and answers from JSON values, and writes them. */
public final class Codec {
    private Codec() {}

    /** Reads the answer of `about`. */
    public static About readAbout(Object json) {
        Map<String, Object> in = Read.object(json);
        return new About(
                Read.required(in, "name", Read::text),
                Read.required(in, "version", Read::text),
                Read.required(in, "commit", Read::text),
                Read.required(in, "formatVersion", Read::text),
                Read.required(in, "functions", Read.list(Read::text)),
                Read.required(in, "sources", Read.map(Read::text)),
                Read.required(in, "limits", Read.map(Read::number)));
    }

    /** Reads it from JSON. */
    public static Action readAction(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Action(
                Read.required(in, "address", Read::text),
                Read.required(in, "after", Read.list(Read::text)),
                Read.required(in, "api", Read::text),
                Read.required(in, "because", Codec::readBecause),
                Read.required(in, "id", Read::text),
                Read.required(in, "request", Read::any),
                Read.required(in, "wave", Read::number));
    }

    /** Writes it as JSON. */
    public static Object writeAction(Action it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "address", it.address(), Write::plain);
        Write.member(out, "after", it.after(), Write.list(Write::plain));
        Write.member(out, "api", it.api(), Write::plain);
        Write.member(out, "because", it.because(), Codec::writeBecause);
        Write.member(out, "id", it.id(), Write::plain);
        Write.nullable(out, "request", it.request(), Write::plain);
        Write.member(out, "wave", it.wave(), Write::plain);
        return out;
    }

    /** Reads it from JSON. */
    public static Addresses readAddresses(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Addresses(
                Read.optionalList(in, "after", Read.list(Read::text)),
                Read.optionalList(in, "before", Read.list(Read::text)));
    }

    /** Writes it as JSON. */
    public static Object writeAddresses(Addresses it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "after", it.after(), Write.list(Write::plain));
        Write.member(out, "before", it.before(), Write.list(Write::plain));
        return out;
    }

    /** Reads it from JSON. */
    public static Assumption readAssumption(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Assumption(
                Read.required(in, "code", Read::text),
                Read.optional(in, "event", Read::text),
                Read.required(in, "message", Read::text));
    }

    /** Writes it as JSON. */
    public static Object writeAssumption(Assumption it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "code", it.code(), Write::plain);
        Write.member(out, "event", it.event(), Write::plain);
        Write.member(out, "message", it.message(), Write::plain);
        return out;
    }

    /** Reads it from JSON. */
    public static Because readBecause(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Because(
                Read.required(in, "basis", word -> Basis.of(Read.text(word))),
                Read.required(in, "code", Read::text),
                Read.required(in, "message", Read::text),
                Read.optional(in, "url", Read::text));
    }

    /** Writes it as JSON. */
    public static Object writeBecause(Because it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "basis", it.basis(), Basis::word);
        Write.member(out, "code", it.code(), Write::plain);
        Write.member(out, "message", it.message(), Write::plain);
        Write.member(out, "url", it.url(), Write::plain);
        return out;
    }

    /** Reads it from JSON. */
    public static Change readChange(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Change(
                Read.required(in, "address", Read::text),
                Read.required(in, "after", Read::any),
                Read.required(in, "afterUnknown", Read.list(Read::text)),
                Read.required(in, "because", Read.list(Codec::readBecause)),
                Read.required(in, "before", Read::any),
                Read.required(in, "fields", Read.list(Read::text)),
                Read.optionalList(in, "sources", Read.list(Codec::readSourceRange)),
                Read.required(in, "verb", word -> Verb.of(Read.text(word))));
    }

    /** Writes it as JSON. */
    public static Object writeChange(Change it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "address", it.address(), Write::plain);
        Write.nullable(out, "after", it.after(), Write::plain);
        Write.member(out, "afterUnknown", it.afterUnknown(), Write.list(Write::plain));
        Write.member(out, "because", it.because(), Write.list(Codec::writeBecause));
        Write.nullable(out, "before", it.before(), Write::plain);
        Write.member(out, "fields", it.fields(), Write.list(Write::plain));
        Write.member(out, "sources", it.sources(), Write.list(Codec::writeSourceRange));
        Write.member(out, "verb", it.verb(), Verb::word);
        return out;
    }

    /** Reads it from JSON. */
    public static ClbState readClbState(Object json) {
        Map<String, Object> in = Read.object(json);
        return new ClbState(
                Read.optional(in, "complete", Read::flag),
                Read.optional(in, "listeners", Read.map(Read.list(Read::object))),
                Read.required(in, "loadBalancers", Read.list(Read::object)),
                Read.optionalList(in, "operateProtect", Read.list(Read::object)),
                Read.optional(in, "targets", Read.map(Read.list(Read::object))));
    }

    /** Writes it as JSON. */
    public static Object writeClbState(ClbState it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "complete", it.complete(), Write::plain);
        Write.member(out, "listeners", it.listeners(), Write.map(Write.list(Write::plain)));
        Write.member(out, "loadBalancers", it.loadBalancers(), Write.list(Write::plain));
        Write.member(out, "operateProtect", it.operateProtect(), Write.list(Write::plain));
        Write.member(out, "targets", it.targets(), Write.map(Write.list(Write::plain)));
        return out;
    }

    /** Reads it from JSON. */
    public static Completion readCompletion(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Completion(
                Read.required(in, "detail", Read::text),
                Read.required(in, "documentation", Read::text),
                Read.required(in, "edit", Codec::readEdit),
                Read.required(in, "kind", word -> CompletionKind.of(Read.text(word))),
                Read.required(in, "label", Read::text));
    }

    /** Writes it as JSON. */
    public static Object writeCompletion(Completion it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "detail", it.detail(), Write::plain);
        Write.member(out, "documentation", it.documentation(), Write::plain);
        Write.member(out, "edit", it.edit(), Codec::writeEdit);
        Write.member(out, "kind", it.kind(), CompletionKind::word);
        Write.member(out, "label", it.label(), Write::plain);
        return out;
    }

    /** Reads it from JSON. */
    public static Completions readCompletions(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Completions(
                Read.required(in, "items", Read.list(Codec::readCompletion)));
    }

    /** Writes it as JSON. */
    public static Object writeCompletions(Completions it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "items", it.items(), Write.list(Codec::writeCompletion));
        return out;
    }

    /** Writes it as JSON. */
    public static Object writeContext(Context it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "clusterId", it.clusterId(), Write::plain);
        Write.member(out, "clusterType", it.clusterType(), ClusterType::word);
        Write.member(out, "controllerConfig", it.controllerConfig(), Write.map(Write::plain));
        Write.member(out, "controllerVersion", it.controllerVersion(), Write::plain);
        Write.member(out, "kubernetesVersion", it.kubernetesVersion(), Write::plain);
        Write.member(out, "lifecycleMode", it.lifecycleMode(), LifecycleMode::word);
        Write.member(out, "liveComplete", it.liveComplete(), Write::plain);
        Write.member(out, "manifestsCreate", it.manifestsCreate(), Write::plain);
        Write.member(out, "manifestsReplace", it.manifestsReplace(), Write::plain);
        Write.member(out, "networkModes", it.networkModes(), Write.list(NetworkMode::word));
        Write.member(out, "quotas", it.quotas(), Codec::writeQuotas);
        Write.member(out, "region", it.region(), Write::plain);
        Write.member(out, "serviceCidrs", it.serviceCidrs(), Write.list(Write::plain));
        Write.member(out, "serviceNodePortRange", it.serviceNodePortRange(), Write::plain);
        Write.member(out, "sharing", it.sharing(), Write::plain);
        Write.member(out, "uin", it.uin(), Write::plain);
        Write.member(out, "vpcId", it.vpcId(), Write::plain);
        return out;
    }

    /** Writes it as JSON. */
    public static Object writeCursor(Cursor it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "column", it.column(), Write::plain);
        Write.member(out, "line", it.line(), Write::plain);
        Write.member(out, "offset", it.offset(), Write::plain);
        return out;
    }

    /** Reads it from JSON. */
    public static Diagnostic readDiagnostic(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Diagnostic(
                Read.optional(in, "basis", word -> Basis.of(Read.text(word))),
                Read.required(in, "code", Read::text),
                Read.optional(in, "detail", Read::text),
                Read.required(in, "effect", word -> Effect.of(Read.text(word))),
                Read.optional(in, "event", Read::text),
                Read.optional(in, "existing", Read::flag),
                Read.optionalList(in, "fixes", Read.list(Codec::readFix)),
                Read.optional(in, "group", Read::number),
                Read.optional(in, "help", Read::text),
                Read.required(in, "layer", word -> Layer.of(Read.text(word))),
                Read.required(in, "message", Read::text),
                Read.optional(in, "object", Codec::readObjectRef),
                Read.optional(in, "path", Read::text),
                Read.optionalList(in, "related", Read.list(Codec::readRelated)),
                Read.required(in, "severity", word -> Severity.of(Read.text(word))),
                Read.optional(in, "source", Codec::readSourceRange),
                Read.optional(in, "type", word -> FieldErrorType.of(Read.text(word))),
                Read.optional(in, "url", Read::text),
                Read.optional(in, "why", Read::text));
    }

    /** Writes it as JSON. */
    public static Object writeDiagnostic(Diagnostic it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "basis", it.basis(), Basis::word);
        Write.member(out, "code", it.code(), Write::plain);
        Write.member(out, "detail", it.detail(), Write::plain);
        Write.member(out, "effect", it.effect(), Effect::word);
        Write.member(out, "event", it.event(), Write::plain);
        Write.member(out, "existing", it.existing(), Write::plain);
        Write.member(out, "fixes", it.fixes(), Write.list(Codec::writeFix));
        Write.member(out, "group", it.group(), Write::plain);
        Write.member(out, "help", it.help(), Write::plain);
        Write.member(out, "layer", it.layer(), Layer::word);
        Write.member(out, "message", it.message(), Write::plain);
        Write.member(out, "object", it.object(), Codec::writeObjectRef);
        Write.member(out, "path", it.path(), Write::plain);
        Write.member(out, "related", it.related(), Write.list(Codec::writeRelated));
        Write.member(out, "severity", it.severity(), Severity::word);
        Write.member(out, "source", it.source(), Codec::writeSourceRange);
        Write.member(out, "type", it.type(), FieldErrorType::word);
        Write.member(out, "url", it.url(), Write::plain);
        Write.member(out, "why", it.why(), Write::plain);
        return out;
    }

    /** Reads it from JSON. */
    public static Edit readEdit(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Edit(
                Read.required(in, "end", Codec::readPosition),
                Read.required(in, "start", Codec::readPosition),
                Read.required(in, "text", Read::text));
    }

    /** Writes it as JSON. */
    public static Object writeEdit(Edit it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "end", it.end(), Codec::writePosition);
        Write.member(out, "start", it.start(), Codec::writePosition);
        Write.member(out, "text", it.text(), Write::plain);
        return out;
    }

    /** Writes it as JSON. */
    public static Object writeEditorRequest(EditorRequest it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "context", it.context(), Codec::writeContext);
        Write.member(out, "locale", it.locale(), Locale::word);
        Write.member(out, "position", it.position(), Codec::writeCursor);
        Write.member(out, "positionEncoding", it.positionEncoding(), PositionEncoding::word);
        Write.member(out, "text", it.text(), Write::plain);
        return out;
    }

    /** Reads it from JSON. */
    public static Entry readEntry(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Entry(
                Read.optional(in, "basis", word -> Basis.of(Read.text(word))),
                Read.required(in, "kind", word -> ReferenceEntryKind.of(Read.text(word))),
                Read.required(in, "name", Read::text),
                Read.required(in, "text", Read::text),
                Read.required(in, "title", Read::text),
                Read.optional(in, "url", Read::text));
    }

    /** Writes it as JSON. */
    public static Object writeEntry(Entry it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "basis", it.basis(), Basis::word);
        Write.member(out, "kind", it.kind(), ReferenceEntryKind::word);
        Write.member(out, "name", it.name(), Write::plain);
        Write.member(out, "text", it.text(), Write::plain);
        Write.member(out, "title", it.title(), Write::plain);
        Write.member(out, "url", it.url(), Write::plain);
        return out;
    }

    /** Writes it as JSON. */
    public static Object writeExplainRequest(ExplainRequest it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "locale", it.locale(), Locale::word);
        Write.member(out, "query", it.query(), Write::plain);
        return out;
    }

    /** Reads it from JSON. */
    public static Explanation readExplanation(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Explanation(
                Read.required(in, "entries", Read.list(Codec::readEntry)),
                Read.required(in, "near", Read.list(Read::text)));
    }

    /** Writes it as JSON. */
    public static Object writeExplanation(Explanation it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "entries", it.entries(), Write.list(Codec::writeEntry));
        Write.member(out, "near", it.near(), Write.list(Write::plain));
        return out;
    }

    /** Reads it from JSON. */
    public static FindingCounts readFindingCounts(Object json) {
        Map<String, Object> in = Read.object(json);
        return new FindingCounts(
                Read.required(in, "errors", Read::number),
                Read.required(in, "infos", Read::number),
                Read.optional(in, "suppressed", Read::number),
                Read.required(in, "warnings", Read::number));
    }

    /** Writes it as JSON. */
    public static Object writeFindingCounts(FindingCounts it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "errors", it.errors(), Write::plain);
        Write.member(out, "infos", it.infos(), Write::plain);
        Write.member(out, "suppressed", it.suppressed(), Write::plain);
        Write.member(out, "warnings", it.warnings(), Write::plain);
        return out;
    }

    /** Reads it from JSON. */
    public static Fix readFix(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Fix(
                Read.required(in, "edits", Read.list(Codec::readEdit)),
                Read.required(in, "title", Read::text));
    }

    /** Writes it as JSON. */
    public static Object writeFix(Fix it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "edits", it.edits(), Write.list(Codec::writeEdit));
        Write.member(out, "title", it.title(), Write::plain);
        return out;
    }

    /** Writes it as JSON. */
    public static Object writeGuard(Guard it) {
        if (it instanceof Guard.Name word) {
            return word.word();
        }
        if (it instanceof Guard.ExceedsBandwidth one) {
            return Map.of("exceeds-bandwidth", Write.apply(one.exceedsBandwidth(), Write::plain));
        }
        if (it instanceof Guard.OutsideSubnets one) {
            return Map.of("outside-subnets", Write.apply(one.outsideSubnets(), Write.list(Write::plain)));
        }
        throw new IllegalArgumentException("unknown form: " + it);
    }

    /** Reads it from JSON. */
    public static Highlights readHighlights(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Highlights(
                Read.required(in, "addressesLost", Read.list(Codec::readServiceWithLoadBalancer)),
                Read.required(in, "deleted", Read.list(Codec::readServiceWithLoadBalancer)),
                Read.required(in, "newlyPublic", Read.list(Codec::readServiceWithLoadBalancer)));
    }

    /** Writes it as JSON. */
    public static Object writeHighlights(Highlights it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "addressesLost", it.addressesLost(), Write.list(Codec::writeServiceWithLoadBalancer));
        Write.member(out, "deleted", it.deleted(), Write.list(Codec::writeServiceWithLoadBalancer));
        Write.member(out, "newlyPublic", it.newlyPublic(), Write.list(Codec::writeServiceWithLoadBalancer));
        return out;
    }

    /** Reads it from JSON. */
    public static Hover readHover(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Hover(
                Read.required(in, "contents", Read::text),
                Read.required(in, "range", Codec::readRange));
    }

    /** Writes it as JSON. */
    public static Object writeHover(Hover it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "contents", it.contents(), Write::plain);
        Write.member(out, "range", it.range(), Codec::writeRange);
        return out;
    }

    /** Reads it from JSON. */
    public static LoadBalancerPlan readLoadBalancerPlan(Object json) {
        Map<String, Object> in = Read.object(json);
        return new LoadBalancerPlan(
                Read.optional(in, "addresses", Codec::readAddresses),
                Read.required(in, "because", Read.list(Codec::readBecause)),
                Read.optional(in, "failure", word -> SyncFailure.of(Read.text(word))),
                Read.optional(in, "id", Read::text),
                Read.optional(in, "newlyPublic", Read::flag),
                Read.optional(in, "outage", Read::flag),
                Read.optional(in, "undecided", Read::flag),
                Read.optional(in, "unproven", Read::flag),
                Read.required(in, "verdict", word -> LoadBalancerVerdict.of(Read.text(word))),
                Read.required(in, "vip", word -> VipVerdict.of(Read.text(word))));
    }

    /** Writes it as JSON. */
    public static Object writeLoadBalancerPlan(LoadBalancerPlan it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "addresses", it.addresses(), Codec::writeAddresses);
        Write.member(out, "because", it.because(), Write.list(Codec::writeBecause));
        Write.member(out, "failure", it.failure(), SyncFailure::word);
        Write.member(out, "id", it.id(), Write::plain);
        Write.member(out, "newlyPublic", it.newlyPublic(), Write::plain);
        Write.member(out, "outage", it.outage(), Write::plain);
        Write.member(out, "undecided", it.undecided(), Write::plain);
        Write.member(out, "unproven", it.unproven(), Write::plain);
        Write.member(out, "verdict", it.verdict(), LoadBalancerVerdict::word);
        Write.member(out, "vip", it.vip(), VipVerdict::word);
        return out;
    }

    /** Writes it as JSON. */
    public static Object writeNamedFile(NamedFile it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "name", it.name(), Write::plain);
        Write.member(out, "text", it.text(), Write::plain);
        return out;
    }

    /** Reads it from JSON. */
    public static ObjectRef readObjectRef(Object json) {
        Map<String, Object> in = Read.object(json);
        return new ObjectRef(
                Read.required(in, "apiVersion", Read::text),
                Read.required(in, "kind", Read::text),
                Read.optional(in, "name", Read::text),
                Read.optional(in, "namespace", Read::text));
    }

    /** Writes it as JSON. */
    public static Object writeObjectRef(ObjectRef it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "apiVersion", it.apiVersion(), Write::plain);
        Write.member(out, "kind", it.kind(), Write::plain);
        Write.member(out, "name", it.name(), Write::plain);
        Write.member(out, "namespace", it.namespace(), Write::plain);
        return out;
    }

    /** Reads it from JSON. */
    public static Orphan readOrphan(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Orphan(
                Read.optional(in, "address", Read::text),
                Read.optional(in, "backends", Read::number),
                Read.required(in, "because", Codec::readBecause),
                Read.optional(in, "createdAt", Read::text),
                Read.optional(in, "listeners", Read::number),
                Read.required(in, "loadBalancerId", Read::text),
                Read.optional(in, "name", Read::text));
    }

    /** Writes it as JSON. */
    public static Object writeOrphan(Orphan it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "address", it.address(), Write::plain);
        Write.member(out, "backends", it.backends(), Write::plain);
        Write.member(out, "because", it.because(), Codec::writeBecause);
        Write.member(out, "createdAt", it.createdAt(), Write::plain);
        Write.member(out, "listeners", it.listeners(), Write::plain);
        Write.member(out, "loadBalancerId", it.loadBalancerId(), Write::plain);
        Write.member(out, "name", it.name(), Write::plain);
        return out;
    }

    /** Reads it from JSON. */
    public static OtherServicesCounts readOtherServicesCounts(Object json) {
        Map<String, Object> in = Read.object(json);
        return new OtherServicesCounts(
                Read.required(in, "orphans", Read::number),
                Read.required(in, "services", Read::number),
                Read.required(in, "withChanges", Read::number),
                Read.required(in, "withFindings", Read::number));
    }

    /** Writes it as JSON. */
    public static Object writeOtherServicesCounts(OtherServicesCounts it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "orphans", it.orphans(), Write::plain);
        Write.member(out, "services", it.services(), Write::plain);
        Write.member(out, "withChanges", it.withChanges(), Write::plain);
        Write.member(out, "withFindings", it.withFindings(), Write::plain);
        return out;
    }

    /** Reads it from JSON. */
    public static OverviewGroup readOverviewGroup(Object json) {
        Map<String, Object> in = Read.object(json);
        return new OverviewGroup(
                Read.required(in, "danger", word -> Danger.of(Read.text(word))),
                Read.optional(in, "existing", Read::flag),
                Read.required(in, "scope", word -> RelationToRequest.of(Read.text(word))),
                Read.required(in, "services", Read.list(Codec::readServiceWithLoadBalancer)),
                Read.required(in, "verdict", word -> LoadBalancerVerdict.of(Read.text(word))),
                Read.required(in, "vip", word -> VipVerdict.of(Read.text(word))));
    }

    /** Writes it as JSON. */
    public static Object writeOverviewGroup(OverviewGroup it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "danger", it.danger(), Danger::word);
        Write.member(out, "existing", it.existing(), Write::plain);
        Write.member(out, "scope", it.scope(), RelationToRequest::word);
        Write.member(out, "services", it.services(), Write.list(Codec::writeServiceWithLoadBalancer));
        Write.member(out, "verdict", it.verdict(), LoadBalancerVerdict::word);
        Write.member(out, "vip", it.vip(), VipVerdict::word);
        return out;
    }

    /** Reads it from JSON. */
    public static Plan readPlan(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Plan(
                Read.required(in, "assumptions", Read.list(Codec::readAssumption)),
                Read.required(in, "complete", Read::flag),
                Read.required(in, "diagnostics", Read.list(Codec::readDiagnostic)),
                Read.optional(in, "existing", Codec::readSeverityCounts),
                Read.required(in, "findings", Codec::readSeverityCounts),
                Read.required(in, "formatVersion", Read::text),
                Read.required(in, "highlights", Codec::readHighlights),
                Read.required(in, "orphans", Read.list(Codec::readOrphan)),
                Read.optional(in, "others", Codec::readOtherServicesCounts),
                Read.required(in, "overview", Read.list(Codec::readOverviewGroup)),
                Read.optional(in, "policy", Codec::readPolicyAnswer),
                Read.required(in, "services", Read.list(Codec::readServicePlan)),
                Read.required(in, "summary", Codec::readVerdictCounts),
                Read.optional(in, "suppressed", Read::number));
    }

    /** Writes it as JSON. */
    public static Object writePlan(Plan it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "assumptions", it.assumptions(), Write.list(Codec::writeAssumption));
        Write.member(out, "complete", it.complete(), Write::plain);
        Write.member(out, "diagnostics", it.diagnostics(), Write.list(Codec::writeDiagnostic));
        Write.member(out, "existing", it.existing(), Codec::writeSeverityCounts);
        Write.member(out, "findings", it.findings(), Codec::writeSeverityCounts);
        Write.member(out, "formatVersion", it.formatVersion(), Write::plain);
        Write.member(out, "highlights", it.highlights(), Codec::writeHighlights);
        Write.member(out, "orphans", it.orphans(), Write.list(Codec::writeOrphan));
        Write.member(out, "others", it.others(), Codec::writeOtherServicesCounts);
        Write.member(out, "overview", it.overview(), Write.list(Codec::writeOverviewGroup));
        Write.member(out, "policy", it.policy(), Codec::writePolicyAnswer);
        Write.member(out, "services", it.services(), Write.list(Codec::writeServicePlan));
        Write.member(out, "summary", it.summary(), Codec::writeVerdictCounts);
        Write.member(out, "suppressed", it.suppressed(), Write::plain);
        return out;
    }

    /** Writes it as JSON. */
    public static Object writePlanRequest(PlanRequest it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "clb", it.clb(), Codec::writeClbState);
        Write.member(out, "context", it.context(), Codec::writeContext);
        Write.member(out, "defaultNamespace", it.defaultNamespace(), Write::plain);
        Write.member(out, "delete", it.delete(), Write.list(Codec::writeServiceName));
        Write.member(out, "ignore", it.ignore(), Write.list(Write::plain));
        Write.member(out, "live", it.live(), Codec::writeSource);
        Write.member(out, "liveContext", it.liveContext(), Codec::writeContext);
        Write.member(out, "locale", it.locale(), Locale::word);
        Write.member(out, "manifests", it.manifests(), Codec::writeSource);
        Write.member(out, "policy", it.policy(), Codec::writePolicy);
        Write.member(out, "positionEncoding", it.positionEncoding(), PositionEncoding::word);
        Write.member(out, "prune", it.prune(), Write::plain);
        Write.member(out, "pruneWithin", it.pruneWithin(), PruneWithin::word);
        Write.member(out, "recreate", it.recreate(), Write.list(Codec::writeServiceName));
        Write.member(out, "scope", it.scope(), PlanScope::word);
        return out;
    }

    /** Writes it as JSON. */
    public static Object writePolicy(Policy it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "rules", it.rules(), Write.list(Codec::writePolicyRule));
        return out;
    }

    /** Reads it from JSON. */
    public static PolicyAnswer readPolicyAnswer(Object json) {
        Map<String, Object> in = Read.object(json);
        return new PolicyAnswer(
                Read.required(in, "verdict", word -> PolicyVerdict.of(Read.text(word))),
                Read.required(in, "violations", Read.list(Codec::readDiagnostic)));
    }

    /** Writes it as JSON. */
    public static Object writePolicyAnswer(PolicyAnswer it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "verdict", it.verdict(), PolicyVerdict::word);
        Write.member(out, "violations", it.violations(), Write.list(Codec::writeDiagnostic));
        return out;
    }

    /** Writes it as JSON. */
    public static Object writePolicyMatch(PolicyMatch it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "labels", it.labels(), Write.map(Write::plain));
        Write.member(out, "namespaces", it.namespaces(), Write.list(Write::plain));
        return out;
    }

    /** Writes it as JSON. */
    public static Object writePolicyRule(PolicyRule it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "deny", it.deny(), Write.list(Codec::writeGuard));
        Write.member(out, "match", it.match(), Codec::writePolicyMatch);
        Write.member(out, "name", it.name(), Write::plain);
        Write.member(out, "warn", it.warn(), Write.list(Codec::writeGuard));
        return out;
    }

    /** Reads it from JSON. */
    public static Position readPosition(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Position(
                Read.required(in, "column", Read::number),
                Read.required(in, "line", Read::number),
                Read.required(in, "offset", Read::number));
    }

    /** Writes it as JSON. */
    public static Object writePosition(Position it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "column", it.column(), Write::plain);
        Write.member(out, "line", it.line(), Write::plain);
        Write.member(out, "offset", it.offset(), Write::plain);
        return out;
    }

    /** Writes it as JSON. */
    public static Object writeQuotas(Quotas it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "clbsPerRegion", it.clbsPerRegion(), Write::plain);
        Write.member(out, "listenersPerClb", it.listenersPerClb(), Write::plain);
        Write.member(out, "targetsPerListener", it.targetsPerListener(), Write::plain);
        return out;
    }

    /** Reads it from JSON. */
    public static Range readRange(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Range(
                Read.required(in, "end", Codec::readPosition),
                Read.required(in, "start", Codec::readPosition));
    }

    /** Writes it as JSON. */
    public static Object writeRange(Range it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "end", it.end(), Codec::writePosition);
        Write.member(out, "start", it.start(), Codec::writePosition);
        return out;
    }

    /** Reads it from JSON. */
    public static RejectedCall readRejectedCall(Object json) {
        Map<String, Object> in = Read.object(json);
        return new RejectedCall(
                Read.required(in, "action", Read::text),
                Read.required(in, "api", Read::text),
                Read.required(in, "error", Read::text));
    }

    /** Writes it as JSON. */
    public static Object writeRejectedCall(RejectedCall it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "action", it.action(), Write::plain);
        Write.member(out, "api", it.api(), Write::plain);
        Write.member(out, "error", it.error(), Write::plain);
        return out;
    }

    /** Reads it from JSON. */
    public static Related readRelated(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Related(
                Read.required(in, "message", Read::text),
                Read.optional(in, "object", Codec::readObjectRef),
                Read.optional(in, "source", Codec::readSourceRange));
    }

    /** Writes it as JSON. */
    public static Object writeRelated(Related it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "message", it.message(), Write::plain);
        Write.member(out, "object", it.object(), Codec::writeObjectRef);
        Write.member(out, "source", it.source(), Codec::writeSourceRange);
        return out;
    }

    /** Reads it from JSON. */
    public static Report readReport(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Report(
                Read.required(in, "diagnostics", Read.list(Codec::readDiagnostic)),
                Read.optional(in, "existing", Codec::readSeverityCounts),
                Read.required(in, "formatVersion", Read::text),
                Read.required(in, "summary", Codec::readFindingCounts));
    }

    /** Writes it as JSON. */
    public static Object writeReport(Report it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "diagnostics", it.diagnostics(), Write.list(Codec::writeDiagnostic));
        Write.member(out, "existing", it.existing(), Codec::writeSeverityCounts);
        Write.member(out, "formatVersion", it.formatVersion(), Write::plain);
        Write.member(out, "summary", it.summary(), Codec::writeFindingCounts);
        return out;
    }

    /** Writes it as JSON. */
    public static Object writeServiceName(ServiceName it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "name", it.name(), Write::plain);
        Write.member(out, "namespace", it.namespace(), Write::plain);
        return out;
    }

    /** Reads it from JSON. */
    public static ServicePlan readServicePlan(Object json) {
        Map<String, Object> in = Read.object(json);
        return new ServicePlan(
                Read.required(in, "actions", Read.list(Codec::readAction)),
                Read.required(in, "changes", Read.list(Codec::readChange)),
                Read.required(in, "event", word -> ServiceEvent.of(Read.text(word))),
                Read.optional(in, "existing", Read::flag),
                Read.required(in, "loadBalancer", Codec::readLoadBalancerPlan),
                Read.required(in, "name", Read::text),
                Read.required(in, "namespace", Read::text),
                Read.required(in, "rank", Read::number),
                Read.required(in, "scope", word -> RelationToRequest.of(Read.text(word))),
                Read.optional(in, "uid", Read::text),
                Read.required(in, "withheld", Read.list(Codec::readWithheld)));
    }

    /** Writes it as JSON. */
    public static Object writeServicePlan(ServicePlan it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "actions", it.actions(), Write.list(Codec::writeAction));
        Write.member(out, "changes", it.changes(), Write.list(Codec::writeChange));
        Write.member(out, "event", it.event(), ServiceEvent::word);
        Write.member(out, "existing", it.existing(), Write::plain);
        Write.member(out, "loadBalancer", it.loadBalancer(), Codec::writeLoadBalancerPlan);
        Write.member(out, "name", it.name(), Write::plain);
        Write.member(out, "namespace", it.namespace(), Write::plain);
        Write.member(out, "rank", it.rank(), Write::plain);
        Write.member(out, "scope", it.scope(), RelationToRequest::word);
        Write.member(out, "uid", it.uid(), Write::plain);
        Write.member(out, "withheld", it.withheld(), Write.list(Codec::writeWithheld));
        return out;
    }

    /** Reads it from JSON. */
    public static ServiceWithLoadBalancer readServiceWithLoadBalancer(Object json) {
        Map<String, Object> in = Read.object(json);
        return new ServiceWithLoadBalancer(
                Read.optional(in, "address", Read::text),
                Read.optional(in, "loadBalancerId", Read::text),
                Read.required(in, "name", Read::text),
                Read.required(in, "namespace", Read::text));
    }

    /** Writes it as JSON. */
    public static Object writeServiceWithLoadBalancer(ServiceWithLoadBalancer it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "address", it.address(), Write::plain);
        Write.member(out, "loadBalancerId", it.loadBalancerId(), Write::plain);
        Write.member(out, "name", it.name(), Write::plain);
        Write.member(out, "namespace", it.namespace(), Write::plain);
        return out;
    }

    /** Reads it from JSON. */
    public static SeverityCounts readSeverityCounts(Object json) {
        Map<String, Object> in = Read.object(json);
        return new SeverityCounts(
                Read.required(in, "errors", Read::number),
                Read.required(in, "infos", Read::number),
                Read.required(in, "warnings", Read::number));
    }

    /** Writes it as JSON. */
    public static Object writeSeverityCounts(SeverityCounts it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "errors", it.errors(), Write::plain);
        Write.member(out, "infos", it.infos(), Write::plain);
        Write.member(out, "warnings", it.warnings(), Write::plain);
        return out;
    }

    /** Reads it from JSON. */
    public static Simulation readSimulation(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Simulation(
                Read.required(in, "clb", Codec::readClbState),
                Read.required(in, "live", Read.list(Read::object)),
                Read.required(in, "refused", Read.list(Codec::readRejectedCall)));
    }

    /** Writes it as JSON. */
    public static Object writeSimulation(Simulation it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "clb", it.clb(), Codec::writeClbState);
        Write.member(out, "live", it.live(), Write.list(Write::plain));
        Write.member(out, "refused", it.refused(), Write.list(Codec::writeRejectedCall));
        return out;
    }

    /** Writes it as JSON. */
    public static Object writeSource(Source it) {
        if (it instanceof Source.Text one) {
            return Write.apply(one.text(), Write::plain);
        }
        if (it instanceof Source.Json one) {
            return Write.apply(one.json(), Write::plain);
        }
        if (it instanceof Source.NamedFiles one) {
            return Write.apply(one.namedFiles(), Write.list(Codec::writeNamedFile));
        }
        if (it instanceof Source.Objects one) {
            return Write.apply(one.objects(), Write.list(Write::plain));
        }
        throw new IllegalArgumentException("unknown form: " + it);
    }

    /** Reads it from JSON. */
    public static SourceRange readSourceRange(Object json) {
        Map<String, Object> in = Read.object(json);
        return new SourceRange(
                Read.required(in, "document", Read::number),
                Read.required(in, "end", Codec::readPosition),
                Read.optional(in, "file", Read::text),
                Read.required(in, "start", Codec::readPosition));
    }

    /** Writes it as JSON. */
    public static Object writeSourceRange(SourceRange it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "document", it.document(), Write::plain);
        Write.member(out, "end", it.end(), Codec::writePosition);
        Write.member(out, "file", it.file(), Write::plain);
        Write.member(out, "start", it.start(), Codec::writePosition);
        return out;
    }

    /** Writes it as JSON. */
    public static Object writeValidateRequest(ValidateRequest it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "context", it.context(), Codec::writeContext);
        Write.member(out, "defaultNamespace", it.defaultNamespace(), Write::plain);
        Write.member(out, "delete", it.delete(), Write.list(Codec::writeServiceName));
        Write.member(out, "ignore", it.ignore(), Write.list(Write::plain));
        Write.member(out, "live", it.live(), Codec::writeSource);
        Write.member(out, "locale", it.locale(), Locale::word);
        Write.member(out, "manifests", it.manifests(), Codec::writeSource);
        Write.member(out, "positionEncoding", it.positionEncoding(), PositionEncoding::word);
        Write.member(out, "recreate", it.recreate(), Write.list(Codec::writeServiceName));
        Write.member(out, "subresource", it.subresource(), Subresource::word);
        return out;
    }

    /** Reads it from JSON. */
    public static VerdictCounts readVerdictCounts(Object json) {
        Map<String, Object> in = Read.object(json);
        return new VerdictCounts(
                Read.required(in, "adopt", Read::number),
                Read.required(in, "blocked", Read::number),
                Read.required(in, "create", Read::number),
                Read.required(in, "delete", Read::number),
                Read.required(in, "error", Read::number),
                Read.required(in, "ignored", Read::number),
                Read.required(in, "keep", Read::number),
                Read.required(in, "release", Read::number),
                Read.required(in, "replace", Read::number),
                Read.required(in, "update", Read::number));
    }

    /** Writes it as JSON. */
    public static Object writeVerdictCounts(VerdictCounts it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "adopt", it.adopt(), Write::plain);
        Write.member(out, "blocked", it.blocked(), Write::plain);
        Write.member(out, "create", it.create(), Write::plain);
        Write.member(out, "delete", it.delete(), Write::plain);
        Write.member(out, "error", it.error(), Write::plain);
        Write.member(out, "ignored", it.ignored(), Write::plain);
        Write.member(out, "keep", it.keep(), Write::plain);
        Write.member(out, "release", it.release(), Write::plain);
        Write.member(out, "replace", it.replace(), Write::plain);
        Write.member(out, "update", it.update(), Write::plain);
        return out;
    }

    /** Reads it from JSON. */
    public static Withheld readWithheld(Object json) {
        Map<String, Object> in = Read.object(json);
        return new Withheld(
                Read.required(in, "address", Read::text),
                Read.required(in, "because", Codec::readBecause),
                Read.optionalList(in, "sources", Read.list(Codec::readSourceRange)),
                Read.required(in, "verb", word -> Verb.of(Read.text(word))));
    }

    /** Writes it as JSON. */
    public static Object writeWithheld(Withheld it) {
        Map<String, Object> out = new LinkedHashMap<>();
        Write.member(out, "address", it.address(), Write::plain);
        Write.member(out, "because", it.because(), Codec::writeBecause);
        Write.member(out, "sources", it.sources(), Write.list(Codec::writeSourceRange));
        Write.member(out, "verb", it.verb(), Verb::word);
        return out;
    }
}
