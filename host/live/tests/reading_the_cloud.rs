//! Reading the cloud from a server that checks signatures, throttles and fails as the API does.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "../examples/fake_cloud.rs"]
mod fake_cloud;

use clbplan_live::cloud::{
    CloudAccess, CloudCallFailure, CloudOptions, CloudReadError, CloudState, CredentialSource, Environment,
    LoadBalancersToRead, ReadAction, read,
};
use fake_cloud::{Behaviour, FakeCloud, SECRET_ID, SECRET_KEY};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

struct Home(PathBuf);

impl Home {
    fn new(files: &[(&str, &str)]) -> Home {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let home = std::env::temp_dir().join(format!("clbplan-home-{}-{number}", std::process::id()));
        for (name, text) in files {
            let path = home.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Home(home)
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn environment(home: &Home, variables: &[(&str, &str)]) -> Environment {
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Environment { variables: variables.collect(), home: Some(home.0.clone()) }
}

const KEY: [(&str, &str); 2] = [("TENCENTCLOUD_SECRET_ID", SECRET_ID), ("TENCENTCLOUD_SECRET_KEY", SECRET_KEY)];

fn options(cloud: &FakeCloud) -> CloudOptions {
    CloudOptions { region: Some("ap-guangzhou".to_owned()), endpoint: Some(cloud.address.clone()), profile: None }
}

fn read_with_key(cloud: &FakeCloud, wanted: &LoadBalancersToRead) -> Result<CloudState, CloudReadError> {
    read(&CloudAccess::find(&options(cloud), &environment(&Home::new(&[]), &KEY)).unwrap(), wanted)
}

fn of_cluster() -> LoadBalancersToRead {
    LoadBalancersToRead {
        live: String::new(),
        manifests: "… lb-0009 …".to_owned(),
        cluster_id: Some("cls-mine".to_owned()),
    }
}

fn ids(state: &CloudState, member: &str) -> Vec<String> {
    match &state.state[member] {
        serde_json::Value::Object(by_id) => by_id.keys().cloned().collect(),
        list => {
            list.as_array().unwrap().iter().map(|item| item["LoadBalancerId"].as_str().unwrap().to_owned()).collect()
        }
    }
}

#[test]
fn every_load_balancer_is_listed_and_those_of_the_cluster_in_full() {
    let cloud = FakeCloud::start(Behaviour { load_balancers: 230, ..Behaviour::default() });
    let state = read_with_key(&cloud, &LoadBalancersToRead { cluster_id: None, ..of_cluster() }).unwrap();
    assert_eq!(ids(&state, "loadBalancers").len(), 230);
    assert_eq!(state.state["complete"], true);
    assert_eq!(
        (ids(&state, "listeners"), ids(&state, "targets")),
        (vec!["lb-0009".to_owned()], vec!["lb-0009".to_owned()])
    );
    assert!(state.not_read.is_empty());
    let calls = cloud.calls();
    let pages = calls.iter().filter(|call| call.action == "DescribeLoadBalancers");
    assert_eq!(pages.map(|call| call.body["Offset"].as_u64().unwrap()).collect::<Vec<_>>(), [0, 100, 200]);
    assert!(calls.iter().all(|call| call.action.starts_with("Describe") && call.region == "ap-guangzhou"), "{calls:?}");
}

#[test]
fn the_load_balancers_of_live_services_show_which_cluster_it_is() {
    let cloud = FakeCloud::start(Behaviour { load_balancers: 20, ..Behaviour::default() });
    let state = read_with_key(
        &cloud,
        &LoadBalancersToRead { live: "lb-0001, lb-0010".to_owned(), ..LoadBalancersToRead::default() },
    )
    .unwrap();
    let facts: Vec<(&str, &str, usize)> =
        state.facts.iter().map(|fact| (fact.key, fact.value.as_str(), fact.load_balancers)).collect();
    assert_eq!(facts, [("clusterId", "cls-mine", 2)]);
    assert_eq!(ids(&state, "listeners").len(), 6);
}

#[test]
fn throttling_delays_and_loses_nothing() {
    let cloud = FakeCloud::start(Behaviour { load_balancers: 100, rate: 10, ..Behaviour::default() });
    let state = read_with_key(&cloud, &of_cluster()).unwrap();
    assert_eq!(ids(&state, "listeners").len(), 31);
    assert_eq!(ids(&state, "operateProtect").len(), 31);
    assert_eq!(state.not_read, []);
}

#[test]
fn a_list_that_changes_is_read_again() {
    let cloud = FakeCloud::start(Behaviour { load_balancers: 201, shrinks: true, ..Behaviour::default() });
    let state = read_with_key(&cloud, &LoadBalancersToRead::default()).unwrap();
    assert_eq!((ids(&state, "loadBalancers").len(), &state.state["complete"]), (200, &true.into()));
}

#[test]
fn what_is_denied_is_not_read_and_the_rest_is() {
    let errors = BTreeMap::from([
        ("DescribeTargets", "UnauthorizedOperation"),
        ("DescribeLBOperateProtect", "AuthFailure.UnauthorizedOperation"),
    ]);
    let cloud = FakeCloud::start(Behaviour { load_balancers: 10, errors, ..Behaviour::default() });
    let state = read_with_key(&cloud, &of_cluster()).unwrap();
    assert_eq!((ids(&state, "listeners").len(), ids(&state, "targets").len()), (4, 0));
    assert!(!state.state.contains_key("operateProtect"));
    assert!(
        state.not_read.iter().all(|list| matches!(list.failure, CloudCallFailure::Denied(_))),
        "{:?}",
        state.not_read
    );
    assert_eq!(state.not_read.len(), 5);
    assert_eq!(state.not_read[0].action, ReadAction::DescribeTargets);
}

#[test]
fn errors_are_told_apart() {
    for (code, expected) in [
        ("AuthFailure.SecretIdNotFound", "InvalidCredential"),
        ("AuthFailure.TokenFailure", "ExpiredCredential"),
        ("AuthFailure.SignatureExpire", "Clock"),
        ("UnauthorizedOperation", "Denied"),
        ("ResourceNotFound", "Api"),
    ] {
        let errors = BTreeMap::from([("DescribeLoadBalancers", code)]);
        let cloud = FakeCloud::start(Behaviour { errors, ..Behaviour::default() });
        let Err(CloudReadError::Call(failure)) = read_with_key(&cloud, &LoadBalancersToRead::default()) else {
            panic!("{code}")
        };
        assert!(format!("{failure:?}").starts_with(expected), "{code}: {failure:?}");
    }
    let cloud = FakeCloud::start(Behaviour::default());
    let mut options = options(&cloud);
    options.region = Some("ap-nowhere".to_owned());
    let settings = CloudAccess::find(&options, &environment(&Home::new(&[]), &KEY)).unwrap();
    assert!(matches!(
        read(&settings, &LoadBalancersToRead::default()),
        Err(CloudReadError::Call(CloudCallFailure::WrongRegion(_)))
    ));
    let wrong = [KEY[0], ("TENCENTCLOUD_SECRET_KEY", "another")];
    let settings = CloudAccess::find(&self::options(&cloud), &environment(&Home::new(&[]), &wrong)).unwrap();
    let error = read(&settings, &LoadBalancersToRead::default()).unwrap_err();
    assert!(error.to_string().contains("SignatureFailure"), "{error}");
}

#[test]
fn a_role_is_assumed() {
    let cloud = FakeCloud::start(Behaviour { load_balancers: 1, ..Behaviour::default() });
    let home = Home::new(&[("token", "a web identity\n")]);
    let file = home.0.join("token").display().to_string();
    let role = [("TENCENTCLOUD_ROLE_ARN", "qcs::cam::uin/1:roleName/r"), ("TENCENTCLOUD_ROLE_SESSION_NAME", "s")];
    let assumed = [KEY.as_slice(), role.as_slice()].concat();
    let of_pod = [("TKE_PROVIDER_ID", "p"), ("TKE_WEB_IDENTITY_TOKEN_FILE", file.as_str()), ("TKE_ROLE_ARN", "a")];
    for (variables, source, action) in [
        (assumed.as_slice(), CredentialSource::Environment, "AssumeRole"),
        (of_pod.as_slice(), CredentialSource::PodRole, "AssumeRoleWithWebIdentity"),
    ] {
        let settings = CloudAccess::find(&options(&cloud), &environment(&home, variables)).unwrap();
        assert_eq!(settings.source, source);
        assert_eq!(ids(&read(&settings, &LoadBalancersToRead::default()).unwrap(), "loadBalancers").len(), 1);
        assert!(cloud.calls().iter().any(|call| call.action == action));
    }
}

fn found(home: &Home, variables: &[(&str, &str)], profile: Option<&str>) -> Result<CloudAccess, CloudReadError> {
    let options = CloudOptions { profile: profile.map(str::to_owned), ..CloudOptions::default() };
    CloudAccess::find(&options, &environment(home, variables))
}

#[test]
fn keys_and_regions_are_found_where_the_vendors_tools_keep_them() {
    let key = r#"{"secretId": "AKIDprofile", "secretKey": "hunter2"}"#;
    let home = Home::new(&[
        (".tccli/default.credential", key),
        (
            ".tccli/default.configure",
            r#"{"_sys_param": {"region": "ap-shanghai"}, "clb": {"endpoint": "clb.intl.tencentcloudapi.com"}}"#,
        ),
        (".tccli/prod.credential", key),
        (".tccli/prod.configure", r#"{"_sys_param": {"region": "eu-frankfurt"}}"#),
        (".tccli/empty.credential", "{}"),
        (".tccli/broken.credential", "hunter2"),
        (".tccli/login.credential", r#"{"secretId": "a", "secretKey": "b", "type": "oauth", "expiresAt": 5}"#),
        (
            ".tencentcloud/credentials",
            "[other]\nsecret_id = x\n[default]\nsecret_id = AKIDini\nsecret_key = \"hunter2\"\n",
        ),
    ]);
    let settings = found(&home, &[], None).unwrap();
    assert_eq!(settings.region, "ap-shanghai");
    let text = format!("{settings:?}");
    assert!(text.contains("https://clb.intl.tencentcloudapi.com") && text.contains("AKIDprofile"), "{text}");
    assert!(!text.contains("hunter2"), "{text}");
    assert_eq!(found(&home, &[], Some("prod")).unwrap().region, "eu-frankfurt");
    assert_eq!(found(&home, &[("TCCLI_PROFILE", "prod")], None).unwrap().region, "eu-frankfurt");
    let with_variables = [KEY[0], KEY[1], ("TENCENTCLOUD_REGION", "ap-tokyo")];
    let settings = found(&home, &with_variables, None).unwrap();
    assert_eq!((settings.source.clone(), settings.region.as_str()), (CredentialSource::Environment, "ap-tokyo"));
    let settings = found(&home, &[("TCCLI_PROFILE", "empty"), ("TENCENTCLOUD_REGION", "ap-tokyo")], None).unwrap();
    assert!(format!("{settings:?}").contains("AKIDini"));
    assert_eq!(found(&home, &[], Some("login")).unwrap_err(), CloudReadError::LoginExpired("login".to_owned()));
    let error = format!("{:?}", found(&home, &[], Some("broken")).unwrap_err());
    assert!(error.contains("broken.credential") && !error.contains("hunter2"), "{error}");
    assert!(matches!(found(&home, &[], Some("missing")), Err(CloudReadError::NoCredential(_))));
    assert_eq!(found(&Home::new(&[]), &KEY, None).unwrap_err(), CloudReadError::NoRegion);
    let Err(CloudReadError::NoCredential(tried)) = found(&Home::new(&[]), &[("TENCENTCLOUD_REGION", "x")], None) else {
        panic!("a key")
    };
    assert_eq!(tried.len(), 4, "{tried:?}");
}

#[test]
fn keys_are_sent_over_tls_except_to_this_machine() {
    let home = Home::new(&[]);
    for (endpoint, expected) in [
        ("http://clb.example.com", "https://clb.example.com"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://127.0.0.1.example.com", "https://127.0.0.1.example.com"),
        ("http://127.0.0.1:80@example.com", "https://127.0.0.1:80@example.com"),
        ("clb.intl.tencentcloudapi.com", "https://clb.intl.tencentcloudapi.com"),
    ] {
        let options = CloudOptions { region: Some("x".to_owned()), endpoint: Some(endpoint.to_owned()), profile: None };
        let settings = format!("{:?}", CloudAccess::find(&options, &environment(&home, &KEY)).unwrap());
        assert!(settings.contains(&format!("clb_url: \"{expected}\"")), "{settings}");
    }
}
