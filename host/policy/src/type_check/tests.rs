use super::*;
use crate::messages::Language;

fn checked(text: &str) -> TypeCheckResult {
    let expression = Expression::parse(text).unwrap_or_else(|mistakes| panic!("{text}: {mistakes:?}"));
    check(&expression, &PlanTypes::new())
}

#[track_caller]
fn is_bool(text: &str) {
    let found = checked(text);
    assert_eq!((found.result, found.mistakes), (Type::Bool, Vec::new()), "{text}");
}

/// `line:column: message` of the only mistake.
fn mistake(text: &str) -> String {
    let found = checked(text).mistakes;
    let [Mistake { position, problem }] = found.as_slice() else { panic!("{text}: {found:?}") };
    format!("{}:{}: {}", position.line, position.column, problem.text(Language::En))
}

#[test]
fn expressions_over_a_plan_have_types() {
    for text in [
        "service.loadBalancer.verdict == 'replace'",
        "service.loadBalancer.verdict in ['replace', 'delete']",
        "plan.summary.delete > 3 && !plan.complete",
        "plan.summary['delete'] >= 1",
        "size(service.changes) > 2 || service.actions.size() != 0",
        "service.changes.exists(change, change.verb == 'delete' && change.address.startsWith('listener/'))",
        "service.changes.filter(c, c.verb == 'delete').size() > 1",
        "service.changes.map(c, c.address).all(a, a != 'tags')",
        "service.changes.map(c, c.verb == 'create', c.address).exists_one(a, a == 'tags')",
        "has(service.loadBalancer.id) && service.loadBalancer.id.endsWith('a')",
        "service.changes.exists(c, c.after != null && c.after.Scheduler == 'WRR')",
        "service.namespace + '/' + service.name == 'shop/checkout'",
        "plan.services.filter(s, s.namespace == service.namespace).size() > 1",
        "(service.rank > 1 ? 'a' : 'b') == 'a'",
        "service.rank * 2 - 1 > plan.summary.keep % 3",
        "'公网' in ['公网']",
        "plan.summary.delete > 1.5",
        "service.actions.exists(a, a.api == 'DeleteLoadBalancer' && size(a.request.LoadBalancerIds) > 0)",
    ] {
        is_bool(text);
    }
    assert_eq!(checked("service.changes.map(c, c.address)").result.name(), "list(string)");
    assert_eq!(checked("service.changes.filter(c, true)").result.name(), "list(Change)");
}

#[test]
fn the_variables_of_an_expression_are_known() {
    let names = |text: &str| checked(text).variables.into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(names("plan.services.exists(service, service.rank > 1)"), "plan");
    assert_eq!(names("service.rank > size(plan.services)"), "plan service");
}

#[test]
fn unknown_names_have_their_places() {
    assert_eq!(
        mistake("true &&\n  svc.rank > 1"),
        "2:3: unknown variable `svc`: an expression has `plan` and `service`"
    );
    assert_eq!(
        mistake("service.loadBalancer.vipp == 'lost'"),
        "1:22: `LoadBalancerPlan` has no field `vipp`; its fields are `addresses`, `because`, `failure`, `id`, `newlyPublic`, `outage`, `undecided`, `unproven`, `verdict`, `vip`"
    );
    assert!(mistake("'负载均衡' == service.nam").starts_with("1:19: `ServicePlan` has no field `nam`"));
    assert!(mistake("has(service.ids)").starts_with("1:13: `ServicePlan` has no field `ids`"));
    assert!(
        mistake("plan.services.exists(s, s.verdict == 'x')").starts_with("1:27: `ServicePlan` has no field `verdict`")
    );
    assert_eq!(mistake("service.name.first == 'a'"), "1:14: a value of type string has no field `first`");
    assert!(mistake("plan.summary['deleted'] > 1").starts_with("1:14: `VerdictCounts` has no field `deleted`"));
    assert!(mistake("lower(service.name) == 'a'").contains("unknown function `lower`: there are `size`"));
    assert!(mistake("service.name.matches('a.*')").contains("unknown function `matches`"));
}

#[test]
fn what_no_plan_can_satisfy_is_a_mistake() {
    assert!(
        mistake("service.loadBalancer.verdict == 'replaced'")
            .starts_with("1:33: the field never has the value `replaced`; its values are `none`, `keep`")
    );
    assert!(
        mistake("service.loadBalancer.vip in ['lost', 'gone']")
            .starts_with("1:38: the field never has the value `gone`")
    );
    assert_eq!(mistake("service.rank == '1'"), "1:14: a value of type int never equals one of type string");
    assert_eq!(mistake("service.name && true"), "1:8: `&&` expects bool, found string");
    assert!(mistake("size(service.rank) > 1").contains("`size` expects string, list or map, found int"));
    assert!(mistake("service.rank.exists(x, x > 1)").contains("`a loop` expects list, found int"));
    assert!(mistake("service.changes['a'].verb == 'create'").contains("`[…]` expects int, found string"));
    assert!(mistake("service.name > 1").contains("`>` expects two numbers or two texts"));
    assert!(mistake("plan.summary.keep + 1.5 > 2.0").contains("`+` expects"));
    assert!(mistake("service.name.startsWith() == true").contains("takes"));
    assert!(mistake("Plan{complete: true} == plan").contains("is not supported"));
}

#[test]
fn one_mistake_is_one_message_and_several_are_all_told() {
    let found = checked("plan.x.y.z == 1 && service.a.b > 2");
    assert_eq!(found.mistakes.len(), 2, "{:?}", found.mistakes);
}

#[test]
fn deep_trees_are_mistakes() {
    let text = format!("{}1 > 0", "1 + ".repeat(40));
    assert!(mistake(&text).contains("nested more deeply than 32 levels"), "{}", mistake(&text));
}
