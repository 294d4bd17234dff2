"""The types of requests and answers.

Made from the JSON Schemas by `UPDATE=1 cargo test --features schema --test generated_files_are_up_to_date`.

Answers are dicts as `json.loads` makes them. A later minor version of the format may add members, and words where a type lists
the known ones: let the last branch over such a type accept any word.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


class About(TypedDict):
    """The answer of `about`."""

    name: str
    version: str
    commit: str
    """The commit that the module was built from; `-dirty` behind it for changes on top, or `unknown`."""
    formatVersion: str
    functions: list[str]
    sources: dict[str, str]
    """Dates and versions of the sources."""
    limits: dict[str, int]


class Action(TypedDict):
    """A call."""

    address: str
    """The resource it changes."""

    after: list[str]
    """Ids of the actions that must come first."""

    api: str
    """The API, `CreateListener`; `kubernetes` for a JSON merge patch of the Service, or of the TkeServiceConfig that
    the controller maintains for it.
    """

    because: Because
    """Why."""

    id: str
    """Id of the action, unique in the plan."""

    request: Any
    """The complete body. `{"$from": id, "path": …}` stands for a value in the answer of another action; an id of the
    form `…:describe:…` names a resource that exists and whose id was not provided.
    """

    wave: int
    """Length of the longest chain of actions before it. The API changes a load balancer by one call at a time: calls
    on one load balancer are sent in the order of the list.
    """


class Addresses(TypedDict):
    """The addresses of a Service."""

    after: NotRequired[list[str]]
    """Those that it will have; absent when they are not known yet."""

    before: NotRequired[list[str]]
    """Those that it has; absent when they are unknown, or there are none."""


class Assumption(TypedDict):
    """Something that was not provided and is therefore not checked."""

    code: str
    """Name of the assumption, `area/name`; stable."""

    event: NotRequired[str]
    """The event code of the controller that appears when the assumption turns out wrong."""

    message: str
    """The assumption as a sentence."""


Basis: TypeAlias = Literal[
    "documented",  # A public page states it.
    "inferred",  # It is inferred from public pages.
]
"""The basis of a statement."""


class Because(TypedDict):
    """The reason for an action, a verdict or a withheld change."""

    basis: Basis
    """Whether it is documented or inferred."""

    code: str
    """Name of the reason, `area/name`; stable."""

    message: str
    """The reason as a sentence."""

    url: NotRequired[str]
    """The page that states it."""


class Change(TypedDict):
    """The change of one resource."""

    address: str
    """The resource, `listener/TCP/80`."""

    after: Any
    """Its state after the plan; null when it is removed."""

    afterUnknown: list[str]
    """Members of `after` whose values are not known yet."""

    because: list[Because]
    """Why."""

    before: Any
    """Its current state; null when it does not exist."""

    fields: list[str]
    """Members that differ; only of an update."""

    sources: NotRequired[list[SourceRange]]
    """The locations in `manifests` that specify it, when that was text."""

    verb: Verb
    """What happens to the resource."""


class ClbState(TypedDict):
    """The form of `clb`: answers of the cloud's own API. They are decoded member by member, so that an error is a
    diagnostic.
    """

    complete: NotRequired[bool]
    """True when every CLB of the region is listed, so that an id that is absent does not exist."""

    listeners: NotRequired[dict[str, list[dict[str, Any]]]]
    """`Listeners` of `DescribeListeners`, by load balancer id."""

    loadBalancers: list[dict[str, Any]]
    """`LoadBalancerSet` of `DescribeLoadBalancers`."""

    operateProtect: NotRequired[list[dict[str, Any]]]
    """`LoadBalancerSet` of `DescribeLBOperateProtect`: `LoadBalancerId` and `ProtectState` of each load balancer."""

    targets: NotRequired[dict[str, list[dict[str, Any]]]]
    """`Listeners` of `DescribeTargets`, by load balancer id."""


ClusterType: TypeAlias = Literal[
    "managed",  # A TKE cluster with nodes.
    "serverless",  # TKE Serverless.
]
"""The kind of a cluster."""


class Completion(TypedDict):
    """One completion."""

    detail: str
    """One line to show beside the label; may be empty."""

    documentation: str
    """Documentation in Markdown; may be empty."""

    edit: Edit
    """The edit that inserts it."""

    kind: CompletionKind
    """What is completed."""

    label: str
    """The text to show in a list."""


CompletionKind: TypeAlias = Literal[
    "annotation",  # The name of an annotation.
    "field",  # The name of a field.
    "value",  # A complete value.
    "snippet",  # The beginning of a value, to be completed by the user.
]
"""What a completion inserts."""


class Completions(TypedDict):
    """The answer of `complete`."""

    items: list[Completion]
    """Best first."""


class Context(TypedDict):
    """Facts about the cluster. An absent one is unknown and has no default."""

    clusterId: NotRequired[str]
    """Id of the cluster, `cls-…`: the value of the tag `tke-clusterId`."""

    clusterType: NotRequired[ClusterType]
    """Whether the cluster is managed or Serverless."""

    controllerConfig: NotRequired[dict[str, str]]
    """Data of the ConfigMap `kube-system/tke-service-controller-config`. It is also read from `live`."""

    controllerVersion: NotRequired[str]
    """Version of the Service controller, `v2.11.0`: decides which annotations it supports, and some defaults."""

    kubernetesVersion: NotRequired[str]
    """Kubernetes version, `1.34` or `v1.34.1`: selects the validation rules; the newest known ones without it.
    Versions before 1.34 are checked by the rules of 1.34, and by the known differences from them.
    """

    lifecycleMode: NotRequired[LifecycleMode]
    """What the controller does when an edit requires another load balancer."""

    liveComplete: NotRequired[bool]
    """True when `live` has every Service of the cluster. Without it that is assumed when `live` has the Service
    `default/kubernetes` and one of another namespace. Only then are load balancers without a Service listed.
    """

    manifestsCreate: NotRequired[bool]
    """True when the manifests create their Services: none of those exists in the cluster, so none has a load balancer
    yet. Without it, a Service that is not in `live` may exist, unless `live` is complete.
    """

    manifestsReplace: NotRequired[bool]
    """True when the manifests replace the live objects as a whole, as `kubectl replace` does; false when `kubectl
    apply` merges them: what only a live object has stays, unless the manifest that was applied last has it. Without
    it, they are merged where the live object records what was applied last, and replace it elsewhere.
    """

    networkModes: NotRequired[list[NetworkMode]]
    """Networks of the cluster's Pods."""

    quotas: NotRequired[Quotas]
    """Limits of the account."""

    region: NotRequired[str]
    """Region of the cluster, `ap-guangzhou`."""

    serviceCidrs: NotRequired[list[str]]
    """Ranges of the cluster's Service addresses, `10.96.0.0/16`. They are also read from `live` (ServiceCIDR)."""

    serviceNodePortRange: NotRequired[str]
    """Range of node ports, `30000-32767`."""

    sharing: NotRequired[bool]
    """True when several Services may share one load balancer."""

    uin: NotRequired[str]
    """Number of the account that owns the cluster."""

    vpcId: NotRequired[str]
    """VPC of the cluster, `vpc-…`."""


class Cursor(TypedDict):
    """A position: an offset, or a line and a column. A position after the end of the text counts as its end, a column
    after the end of a line as the end of the line.
    """

    column: NotRequired[int]
    """Counted from 1; needs `line`."""

    line: NotRequired[int]
    """Counted from 1; needs `column`."""

    offset: NotRequired[int]
    """Counted from 0, from the start of the whole text; takes precedence over line and column."""


Danger: TypeAlias = Literal[
    "deleted",  # A load balancer is deleted.
    "replaced",  # A load balancer is replaced.
    "address-lost",  # The address is lost or changes.
    "newly-public",  # The Service becomes reachable from the internet.
    "outage",  # A listener or forwarding rule is deleted, or every backend that it has is unbound or gets weight 0: it serves no client.
    "blocked",  # The controller refuses the change.
    "error",  # The Service cannot be synced.
    "update",  # A load balancer is changed in place.
    "adopt",  # An existing load balancer is adopted.
    "create",  # A load balancer is created.
    "release",  # A load balancer is released.
    "keep",  # Nothing changes.
]
"""The worst that happens to a Service, in the order of danger."""


class Diagnostic(TypedDict):
    """A finding."""

    basis: NotRequired[Basis]
    """Whether it is documented or inferred; absent for facts about the text itself."""

    code: str
    """Name of the finding, `annotation/unknown-name`; stable. Each has a reference page."""

    detail: NotRequired[str]
    """The detail text of kube-apiserver."""

    effect: Effect
    """Its effect on the result."""

    event: NotRequired[str]
    """The event code of TKE's Service controller."""

    existing: NotRequired[bool]
    """True when the live object has it as well: the request does not bring it."""

    fixes: NotRequired[list[Fix]]
    """Changes of the text that fix it."""

    group: NotRequired[int]
    """Findings of the same number are equal but for their objects; the lower one is the more dangerous. Absent of
    violations of a policy.
    """

    help: NotRequired[str]
    """What to do about it."""

    layer: Layer
    """The reader that raises it."""

    message: str
    """The problem."""

    object: NotRequired[ObjectRef]
    """The object it is about."""

    path: NotRequired[str]
    """The path of the field, as Kubernetes prints it."""

    related: NotRequired[list[Related]]
    """Other locations that explain it."""

    severity: Severity
    """How severe it is."""

    source: NotRequired[SourceRange]
    """Its location in `manifests`, when that was text."""

    type: NotRequired[FieldErrorType]
    """The error type of kube-apiserver."""

    url: NotRequired[str]
    """The page that states it, or from which it is inferred."""

    why: NotRequired[str]
    """Why it matters."""


class Edit(TypedDict):
    """A replacement in the text."""

    end: Position
    """Position after the last character to replace."""

    start: Position
    """Position of the first character to replace."""

    text: str
    """The replacement."""


class EditorRequest(TypedDict):
    """The request of `complete` and `hover`."""

    context: NotRequired[Context]
    """Facts about the cluster: annotations that need a newer controller come last."""

    locale: NotRequired[Locale]
    """Language of the texts."""

    position: Cursor
    """The position of the cursor."""

    positionEncoding: NotRequired[PositionEncoding]
    """How columns and offsets are counted."""

    text: str
    """YAML or JSON, any number of documents, complete or not."""


Effect: TypeAlias = Literal[
    "rejected",  # kube-apiserver rejects the object.
    "aborts",  # The controller stops syncing the Service.
    "unknown",  # What the controller does is not documented; nothing is planned for the Service.
    "withholds",  # The controller skips the resource and continues.
    "ignored",  # The controller ignores the value.
    "none",  # None.
]
"""The effect of a finding on the result."""


class Entry(TypedDict):
    """A reference entry."""

    basis: NotRequired[Basis]
    """Whether it is documented or inferred."""

    kind: ReferenceEntryKind
    """The kind of the entry."""

    name: str
    """The full name, the code, or the path."""

    text: str
    """The full text in Markdown."""

    title: str
    """The title, one line."""

    url: NotRequired[str]
    """The page that states it, or from which it is inferred."""


class ExplainRequest(TypedDict):
    """The request of `explain`."""

    locale: NotRequired[Locale]
    """Language of the texts."""

    query: NotRequired[str]
    """The name of an annotation, code, reason, field, switch, tag, event code, context key, verdict or another word of
    the answer. `context`, `verdict` and `vip` list theirs. Empty: everything.
    """


class Explanation(TypedDict):
    """The answer of `explain`."""

    entries: list[Entry]
    """Entries with that name."""

    near: list[str]
    """Similar names, when no entry has that name."""


FieldErrorType: TypeAlias = Literal[
    "Required",  # A required value is absent.
    "Invalid",  # A value is not valid.
    "NotSupported",  # A value is not in the list of supported ones.
    "Duplicate",  # A value occurs more than once.
    "Forbidden",  # A value must not be set.
    "TooLong",  # A value is too long.
    "TooMany",  # A list has too many items.
]
"""The error types of kube-apiserver, as it spells them."""


class FindingCounts(TypedDict):
    """The number of findings by severity."""

    errors: int
    """Objects that are rejected, or do not do what they specify."""

    infos: int
    """Additional information."""

    suppressed: NotRequired[int]
    """The number of suppressed warnings and infos; absent when there are none."""

    warnings: int
    """Objects that work, but probably not as intended."""


class Fix(TypedDict):
    """A change of the text that certainly fixes the finding."""

    edits: list[Edit]
    """Replacements, without overlap."""

    title: str
    """What the fix does, as a sentence."""


class Highlights(TypedDict):
    """The Services whose load balancer is deleted, whose address is lost, or that become public."""

    addressesLost: list[ServiceWithLoadBalancer]
    """Services whose address is lost or changes."""

    deleted: list[ServiceWithLoadBalancer]
    """Services whose load balancer is deleted, also as a part of a replacement."""

    newlyPublic: list[ServiceWithLoadBalancer]
    """Services that become reachable from the internet."""


class Hover(TypedDict):
    """The answer of `hover`."""

    contents: str
    """Markdown."""

    range: Range
    """The key or value that is described."""


Layer: TypeAlias = Literal[
    "syntax",  # The YAML or JSON parser.
    "schema",  # The form of an object, or of the cloud's answers.
    "kubernetes",  # kube-apiserver.
    "tke",  # TKE's Service controller.
    "plan",  # The plan.
    "policy",  # The guard rails of the request.
]
"""The reader that raises a finding."""


LifecycleMode: TypeAlias = Literal[
    "blocked",  # It refuses the edit.
    "rebuild",  # It replaces the load balancer.
]
"""What the controller does when an edit requires another CLB. Both behaviours are documented; which version
changed from one to the other is not.
"""


class LoadBalancerPlan(TypedDict):
    """What happens to the load balancer of a Service."""

    addresses: NotRequired[Addresses]
    """The addresses, IPs or a domain name; absent when none is known."""

    because: list[Because]
    """Why, the most important reason first."""

    failure: NotRequired[SyncFailure]
    """Where the change fails; only of the verdict `error`."""

    id: NotRequired[str]
    """Id of the load balancer; absent when it does not exist yet or is unknown."""

    newlyPublic: NotRequired[bool]
    """True when the Service becomes reachable from the internet, whatever else happens."""

    outage: NotRequired[bool]
    """True when a listener or forwarding rule is deleted, or loses every backend that it has, whatever else happens."""

    undecided: NotRequired[bool]
    """True when the verdict is `keep`, and `withheld` has changes that are unknown or that cannot be made yet."""

    unproven: NotRequired[bool]
    """True when the deletion is expected, and not proven: no call is planned for it."""

    verdict: LoadBalancerVerdict
    """The verdict."""

    vip: VipVerdict
    """What happens to the address that clients use."""


LoadBalancerVerdict: TypeAlias = Literal[
    "none",  # The Service has no load balancer and needs none.
    "keep",  # The load balancer does not change.
    "create",  # A load balancer is created.
    "adopt",  # An existing load balancer is adopted: TKE uses it and does not delete it.
    "update",  # The load balancer is changed in place.
    "replace",  # The load balancer is deleted or released, and another one takes its place.
    "delete",  # The load balancer is deleted.
    "release",  # The load balancer is released: kept and no longer managed.
    "blocked",  # The controller refuses the change.
    "error",  # The controller cannot sync the Service, or too little is known.
    "skip",  # Nothing is changed, because the Service has `mode: skip`.
]
"""What happens to the load balancer of a Service."""


Locale: TypeAlias = Literal[
    "en",  # English.
    "zh-CN",  # Simplified Chinese.
]
"""Language of the messages. Codes never change with it."""


class NamedFile(TypedDict):
    """A text with a name."""

    name: str
    """Name of the file, such as its path: `source.file` of a finding."""

    text: str
    """YAML or JSON with any number of documents."""


NetworkMode: TypeAlias = Literal[
    "GlobalRouter",  # Pod addresses are routed by the route table of the VPC.
    "VPC-CNI",  # Pods have addresses of the VPC.
]
"""The network of Pods."""


class ObjectRef(TypedDict):
    """The identity of a Kubernetes object."""

    apiVersion: str
    """API version, `v1`."""

    kind: str
    """Kind, `Service`."""

    name: NotRequired[str]
    """Name; absent when the object has none."""

    namespace: NotRequired[str]
    """Namespace; absent for cluster-scoped objects."""


class Orphan(TypedDict):
    """A CLB that no Service uses."""

    address: NotRequired[str]
    """An address by which clients reach it, an IP or a domain name; absent when none was provided."""

    backends: NotRequired[int]
    """The number of backends of all listeners and rules; absent when some were not provided."""

    because: Because
    """Why it counts as unused."""

    createdAt: NotRequired[str]
    """When it was created, as the cloud writes it; absent when it was not provided."""

    listeners: NotRequired[int]
    """The number of its listeners; absent when they were not provided."""

    loadBalancerId: str
    """Id of the CLB, `lb-…`."""

    name: NotRequired[str]
    """Its name; absent when it was not provided."""


class OtherServicesCounts(TypedDict):
    """The Services with a load balancer outside of the scope."""

    orphans: int
    """Load balancers of this cluster that no Service uses."""

    services: int
    """How many there are."""

    withChanges: int
    """How many of them have a plan that changes something, or that is refused, without this request."""

    withFindings: int
    """How many of them have findings."""


class OverviewGroup(TypedDict):
    """Services to which the same happens."""

    danger: Danger
    """The worst that happens to them."""

    existing: NotRequired[bool]
    """True when the same is planned for the live objects: the request does not bring it."""

    scope: RelationToRequest
    """Why they are in the plan."""

    services: list[ServiceWithLoadBalancer]
    """The Services, sorted by namespace and name."""

    verdict: LoadBalancerVerdict
    """The verdict on their load balancers."""

    vip: VipVerdict
    """What happens to their addresses."""


class Plan(TypedDict):
    """The answer of `planSync`: what TKE's Service controller will do."""

    assumptions: list[Assumption]
    """What was not provided and is therefore not checked."""

    complete: bool
    """False when something that is needed was not provided or is not valid; see `assumptions` and `diagnostics`."""

    diagnostics: list[Diagnostic]
    """Findings, sorted by location."""

    existing: NotRequired[SeverityCounts]
    """How many of the findings the live objects have as well; absent when there are none."""

    findings: SeverityCounts
    """The number of findings by severity, including those that an answer of very many drops."""

    formatVersion: str
    """Version of this format."""

    highlights: Highlights
    """The Services whose load balancer is deleted, whose address is lost, or that become public."""

    orphans: list[Orphan]
    """CLBs with this cluster's ownership tags that no Service uses."""

    others: NotRequired[OtherServicesCounts]
    """The Services with a load balancer outside of the scope; absent when the scope is everything."""

    overview: list[OverviewGroup]
    """Services to which the same happens, in the order of danger."""

    policy: NotRequired[PolicyAnswer]
    """The verdict of the guard rails; absent when the request has none."""

    services: list[ServicePlan]
    """The plan of each Service, sorted by namespace and name."""

    summary: VerdictCounts
    """The number of load balancers by verdict."""

    suppressed: NotRequired[int]
    """The number of suppressed warnings and infos; absent when there are none."""


class PlanRequest(TypedDict):
    """The request of `planSync`."""

    clb: NotRequired[ClbState]
    """The current state of the cloud. Without it, the state is derived from `live` by simulation, and an assumption
    says so.
    """

    context: NotRequired[Context]
    """Facts about the cluster."""

    defaultNamespace: NotRequired[str]
    """Namespace of the objects that name none; without it they are assumed to be in `default`."""

    delete: NotRequired[list[ServiceName]]
    """Services to delete. The name `*` selects every live Service of its namespace."""

    ignore: NotRequired[list[str]]
    """Codes of findings to suppress: warnings and infos, for all objects. The answer counts the suppressed ones."""

    live: NotRequired[Source]
    """The objects currently in the cluster."""

    liveContext: NotRequired[Context]
    """Facts that hold without this request, where it changes one, such as the version of the controller: what is found
    and planned for the live objects is judged by them. Without it, `context`.
    """

    locale: NotRequired[Locale]
    """Language of the messages."""

    manifests: NotRequired[Source]
    """The desired objects."""

    policy: NotRequired[Policy]
    """Guard rails for the plan."""

    positionEncoding: NotRequired[PositionEncoding]
    """How columns and offsets are counted."""

    prune: NotRequired[bool]
    """Deletes every live Service of type LoadBalancer that is not in `manifests`."""

    pruneWithin: NotRequired[PruneWithin]
    """Where `prune` looks for Services; without it, in the whole cluster."""

    recreate: NotRequired[list[ServiceName]]
    """Services that are deleted and created again from `manifests`. The name `*` selects all of its namespace."""

    scope: NotRequired[PlanScope]
    """The Services of the answer; without it, all."""


PlanScope: TypeAlias = Literal[
    "all",  # Those of `manifests` and all live ones.
    "named",  # Those that `manifests`, `delete` and `prune` name, and those that share a load balancer or a TkeServiceConfig with them. The others are counted.
]
"""The Services of a plan."""


class Policy(TypedDict):
    """Guard rails for a plan."""

    rules: list[PolicyRule]
    """Rules are evaluated independently; the worst verdict counts."""


class PolicyAnswer(TypedDict):
    """The verdict of the guard rails."""

    verdict: PolicyVerdict
    """The worst verdict of all rules, without the violations that the request does not bring (`existing`)."""

    violations: list[Diagnostic]
    """The violated guards, with their rules; and those that cannot be decided (`policy/undecided`)."""


class PolicyMatch(TypedDict):
    """Selects Services. All given conditions must hold."""

    labels: NotRequired[dict[str, str]]
    """The Service has all of these labels."""

    namespaces: NotRequired[list[str]]
    """The Service is in one of these namespaces."""


class PolicyRule(TypedDict):
    """A rule."""

    deny: NotRequired[list[Guard]]
    """Guards that deny the plan."""

    match: NotRequired[PolicyMatch]
    """The Services that the rule applies to; absent: all."""

    name: str
    """The name of the rule, shown with each violation."""

    warn: NotRequired[list[Guard]]
    """Guards that warn."""


PolicyVerdict: TypeAlias = Literal[
    "allow",  # No guard is violated.
    "undecided",  # No guard is violated as far as is known, but what was provided does not decide all of them.
    "warn",  # A guard that only warns is violated.
    "deny",  # A guard that denies is violated.
]
"""A verdict of the guard rails."""


class Position(TypedDict):
    """A position in the text."""

    column: int
    """Column, counted from 1. A byte order mark has no column, as in editors."""

    line: int
    """Line, counted from 1."""

    offset: int
    """Offset, counted from 0 from the start of the text; of named files, of the file. A byte order mark counts: it is
    the first character of the text.
    """


PositionEncoding: TypeAlias = Literal[
    "utf-16",  # In UTF-16 code units, as editors and the Language Server Protocol count.
    "utf-8",  # In UTF-8 bytes.
]
"""How columns and offsets are counted."""


PruneWithin: TypeAlias = Literal[
    "cluster",  # In the whole cluster.
    "manifest-namespaces",  # In the namespaces of `manifests`.
]
"""Where `prune` looks for Services."""


class Quotas(TypedDict):
    """Limits of the account; an absent one is unknown."""

    clbsPerRegion: NotRequired[int]
    """Load balancers in the region, for public and for internal ones each (`TOTAL_OPEN_CLB_QUOTA`,
    `TOTAL_INTERNAL_CLB_QUOTA`).
    """

    listenersPerClb: NotRequired[int]
    """Listeners of one load balancer (`TOTAL_LISTENER_QUOTA`)."""

    targetsPerListener: NotRequired[int]
    """Backends of one listener (`TOTAL_TARGET_BIND_QUOTA`)."""


class Range(TypedDict):
    """A range of the text."""

    end: Position
    """Position after the last character."""

    start: Position
    """Position of the first character."""


ReferenceEntryKind: TypeAlias = Literal[
    "annotation",  # An annotation of a Service.
    "label",  # A label of a Service.
    "finalizer",  # A finalizer of a Service.
    "condition",  # A condition of a Service.
    "readiness-gate",  # A readiness gate of a Pod.
    "pod-annotation",  # An annotation of a Pod.
    "switch",  # A cluster-wide switch.
    "secret-key",  # A key of a certificate Secret.
    "tag",  # A tag of a CLB.
    "field",  # A field of a Service or of a TkeServiceConfig.
    "code",  # A finding.
    "reason",  # A reason of a plan.
    "context-key",  # A fact about the cluster, a key of `context`.
    "request-member",  # A member of a request.
    "verdict",  # What happens to a load balancer or its address.
    "answer-member",  # A member of an answer.
]
"""The kind of a reference entry."""


class RejectedCall(TypedDict):
    """A call that the simulated cloud rejected."""

    action: str
    """Id of the action."""

    api: str
    """The call."""

    error: str
    """The API's error code and message."""


class Related(TypedDict):
    """Another location that explains the finding."""

    message: str
    """What is found there."""

    object: NotRequired[ObjectRef]
    """The object, when it is another one."""

    source: NotRequired[SourceRange]
    """Its location in `manifests`, when that was text."""


RelationToRequest: TypeAlias = Literal[
    "named",  # The manifests, `delete` or `prune` name it.
    "touched",  # It shares a load balancer with a named one, or uses an object of the manifests.
    "other",  # It is in the same cluster, and nothing in the request concerns it.
]
"""Why a Service is in the plan."""


class Report(TypedDict):
    """The answer of `validateService`."""

    diagnostics: list[Diagnostic]
    """Findings, sorted by location. Of very many the most severe are kept, and one more finding states how many were
    dropped.
    """

    existing: NotRequired[SeverityCounts]
    """How many of the findings the live objects have as well; absent when there are none."""

    formatVersion: str
    """Version of this format."""

    summary: FindingCounts
    """The number of findings by severity, including dropped ones."""


ServiceEvent: TypeAlias = Literal[
    "create",  # It is created.
    "update",  # It is changed.
    "delete",  # It is deleted.
    "recreate",  # It is deleted and created again.
    "unchanged",  # It does not change.
]
"""What happens to a Service object."""


class ServiceName(TypedDict):
    """The name of a Service."""

    name: str
    """The name of the Service in its namespace."""

    namespace: str
    """The namespace of the Service."""


class ServicePlan(TypedDict):
    """The plan of one Service."""

    actions: list[Action]
    """The calls, in an order that respects `after`."""

    changes: list[Change]
    """The changes, resource by resource."""

    event: ServiceEvent
    """What happens to the Service object."""

    existing: NotRequired[bool]
    """True when the same is planned for the live object: the request does not bring it."""

    loadBalancer: LoadBalancerPlan
    """What happens to its load balancer."""

    name: str
    """The name of the Service."""

    namespace: str
    """The namespace of the Service."""

    rank: int
    """Its place in the order of danger, from 0."""

    scope: RelationToRequest
    """Why the Service is in the plan."""

    uid: NotRequired[str]
    """The uid of the Service; absent before it is created."""

    withheld: list[Withheld]
    """Differences that are not removed, with their reasons."""


class ServiceWithLoadBalancer(TypedDict):
    """A Service with its load balancer."""

    address: NotRequired[str]
    """The address that clients use before the plan, or after it when there is none before; absent when it is unknown."""

    loadBalancerId: NotRequired[str]
    """Id of the load balancer; absent when it does not exist yet or is unknown."""

    name: str
    """The name of the Service."""

    namespace: str
    """The namespace of the Service."""


Severity: TypeAlias = Literal[
    "error",  # The object is rejected, or does not do what it specifies.
    "warning",  # The object works, but probably not as intended.
    "info",  # Additional information.
]
"""How severe a finding is."""


class SeverityCounts(TypedDict):
    """How many findings there are, by severity."""

    errors: int
    """Objects that are rejected, or do not do what they specify."""

    infos: int
    """Additional information."""

    warnings: int
    """Objects that work, but probably not as intended."""


class Simulation(TypedDict):
    """The answer of a simulation: the state afterwards, ready to be the next request's `live` and `clb`."""

    clb: ClbState
    """The state of the cloud after the plan, usable as `clb` of the next request."""

    live: list[dict[str, Any]]
    """The objects in the cluster after the plan, usable as `live` of the next request."""

    refused: list[RejectedCall]
    """Calls that the simulated cloud rejected. It is empty unless the plan is wrong."""


class SourceRange(TypedDict):
    """A range in the text of `manifests`."""

    document: int
    """Index of the document in the text or the file, counted from 0."""

    end: Position
    """Position after the last character."""

    file: NotRequired[str]
    """Name of the file, when `manifests` was named files."""

    start: Position
    """Position of the first character."""


Subresource: TypeAlias = Literal[
    "status",  # The status, which controllers write. `spec` is taken from `live`; without `live` it is assumed to be as in the manifest.
]
"""A part of a Service that can be written on its own."""


SyncFailure: TypeAlias = Literal[
    "apiServer",  # The API server rejects the manifest: there is no sync.
    "sync",  # The sync stops with an error.
    "unknown",  # Nothing is planned, because what the controller does is not known.
]
"""Where the change of a Service with the verdict `error` fails."""


class ValidateRequest(TypedDict):
    """The request of `validateService`."""

    context: NotRequired[Context]
    """Facts about the cluster."""

    defaultNamespace: NotRequired[str]
    """Namespace of the objects that name none; without it they are assumed to be in `default`."""

    delete: NotRequired[list[ServiceName]]
    """Services that are deleted first, so that their node ports and cluster IPs are free. The name `*` selects every
    live Service of its namespace.
    """

    ignore: NotRequired[list[str]]
    """Codes of findings to suppress: warnings and infos, for all objects. The answer counts the suppressed ones."""

    live: NotRequired[Source]
    """The objects currently in the cluster. A Service that is found here is validated as an update."""

    locale: NotRequired[Locale]
    """Language of the messages."""

    manifests: Source
    """The objects to validate."""

    positionEncoding: NotRequired[PositionEncoding]
    """How columns and offsets are counted."""

    recreate: NotRequired[list[ServiceName]]
    """Services that are deleted and created again from `manifests`. The name `*` selects all of its namespace."""

    subresource: NotRequired[Subresource]
    """Validates writes to this subresource instead of to the whole object."""


Verb: TypeAlias = Literal[
    "create",  # It is created.
    "update",  # It is changed in place.
    "delete",  # It is deleted.
    "release",  # It is released: kept and no longer managed.
]
"""What happens to a resource of the cloud or the cluster."""


class VerdictCounts(TypedDict):
    """The number of load balancers by verdict. `ignored` counts edits instead."""

    adopt: int
    """Existing load balancers that are adopted."""

    blocked: int
    """Services whose change the controller refuses."""

    create: int
    """Load balancers that are created."""

    delete: int
    """Load balancers that are deleted."""

    error: int
    """Services that cannot be synced."""

    ignored: int
    """Edits without effect."""

    keep: int
    """Load balancers that do not change."""

    release: int
    """Load balancers that are released: they are kept and no longer managed."""

    replace: int
    """Load balancers that are deleted or released, with another one in their place."""

    update: int
    """Load balancers that are changed in place."""


VipVerdict: TypeAlias = Literal[
    "none",  # There is no address.
    "kept",  # The address does not change.
    "new",  # There is an address for the first time.
    "changed",  # The address is replaced by another one.
    "lost",  # The address is lost.
    "unknown",  # It cannot be determined from the provided input what happens to the address.
]
"""What happens to the address that clients use."""


class Withheld(TypedDict):
    """A difference that the plan does not remove."""

    address: str
    """The resource."""

    because: Because
    """Why."""

    sources: NotRequired[list[SourceRange]]
    """The locations in `manifests` that specify it, when that was text."""

    verb: Verb
    """What was not done."""


ExceedsBandwidth = TypedDict("ExceedsBandwidth", {"exceeds-bandwidth": int})
"""The bandwidth is above this many Mbps."""

OutsideSubnets = TypedDict("OutsideSubnets", {"outside-subnets": list[str]})
"""An internal CLB is in a subnet that is not in this list."""

Guard: TypeAlias = Literal[
    "deletes-load-balancer",
    "changes-address",
    "replaces-load-balancer",
    "exposes-publicly",
    "drains-backends",
    "adopts-load-balancer",
    "lacks-modification-protection",
    "edit-without-effect",
] | ExceedsBandwidth | OutsideSubnets
"""A built-in guard, named after what it detects."""


Source: TypeAlias = str | dict[str, Any] | list[NamedFile] | list[dict[str, Any]]
"""YAML or JSON text with any number of documents (also kind: List), named files of such text, an object, or
objects.
"""
