//! Keys, region and addresses as users of the vendor's tools have configured them.
//!
//! The order is that of the vendor's command line, `tccli`, and of its SDKs: a profile that is named, the environment, the
//! account of a Pod, the default profile, the credential file of the SDKs.

use super::failure::CloudReadError;
use super::redacted_credential::{Credential, RedactedText};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The command line's flags.
#[derive(Debug, Clone, Default)]
pub struct CloudOptions {
    /// A profile of tccli.
    pub profile: Option<String>,
    /// The region, `ap-guangzhou`.
    pub region: Option<String>,
    /// The host of the CLB API: `clb.intl.tencentcloudapi.com` for accounts of the international site. `http://` is
    /// accepted for this machine only.
    pub endpoint: Option<String>,
}

/// Variables and home folder; a value, so that tests need not change those of the process.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// Variables by name.
    pub variables: BTreeMap<String, String>,
    /// The user's home folder.
    pub home: Option<PathBuf>,
}

impl Environment {
    /// Those of this process.
    pub fn of_process() -> Environment {
        Environment { variables: std::env::vars().collect(), home: std::env::home_dir() }
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }
}

/// Where the key is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CredentialSource {
    /// `TENCENTCLOUD_SECRET_ID` and `TENCENTCLOUD_SECRET_KEY`.
    Environment,
    /// The account of a Pod: `TKE_ROLE_ARN` and the others.
    PodRole,
    /// A file: a profile of tccli, or the credential file of the SDKs.
    File(String),
}

/// How a key becomes the one that requests are signed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RoleToAssume {
    /// The key itself signs.
    None,
    /// `sts:AssumeRole` with the key.
    Assumed { arn: String, session: String },
    /// `sts:AssumeRoleWithWebIdentity` with the token of the Pod.
    OfPod { provider: String, token_file: PathBuf, arn: String },
}

/// Everything that is needed to call the API.
#[derive(Debug, Clone)]
pub struct CloudAccess {
    /// `None` for the role of a Pod, which needs no key.
    pub(super) credential: Option<Credential>,
    /// Where the key is from.
    pub source: CredentialSource,
    pub(super) role: RoleToAssume,
    /// The region.
    pub region: String,
    /// `https://clb.tencentcloudapi.com`.
    pub(super) clb_url: String,
    pub(super) sts_url: String,
}

const DEFAULT_HOST: &str = "clb.tencentcloudapi.com";

impl CloudAccess {
    /// Finds them.
    ///
    /// # Errors
    /// There is no key or no region, or a file is wrong.
    pub fn find(options: &CloudOptions, environment: &Environment) -> Result<CloudAccess, CloudReadError> {
        let profile = options.profile.as_deref().or_else(|| environment.get("TCCLI_PROFILE")).unwrap_or("default");
        let profile = Profile::read(environment.home.as_deref(), profile, options.profile.is_some())?;
        let (credential, source, role) = key(options, environment, &profile)?;
        let region = [
            options.region.as_deref(),
            environment.get("TENCENTCLOUD_REGION"),
            profile.setting("/_sys_param/region"),
            environment.get("TKE_REGION"),
        ];
        let region = region.into_iter().flatten().find(|region| !region.is_empty()).ok_or(CloudReadError::NoRegion)?;
        let host = options.endpoint.as_deref().or_else(|| profile.setting("/clb/endpoint")).unwrap_or(DEFAULT_HOST);
        let sts_host = match options.endpoint.as_deref() {
            // The services of a site have the same domain, and a server on this machine is all of them.
            Some(host) if host.starts_with("clb.") => host.replacen("clb.", "sts.", 1),
            Some(host) => host.to_owned(),
            None => profile.setting("/sts/endpoint").unwrap_or("sts.tencentcloudapi.com").to_owned(),
        };
        let region = region.to_owned();
        Ok(CloudAccess { credential, source, role, region, clb_url: url(host), sts_url: url(&sts_host) })
    }
}

/// Keys are sent over TLS, except to this machine.
fn url(host: &str) -> String {
    // `http://127.0.0.1:80@example.com` is another machine.
    let port = host.strip_prefix("http://127.0.0.1:").map(str::parse::<u16>);
    let is_local = port.is_some_and(|port| port.is_ok());
    if is_local { host.to_owned() } else { format!("https://{}", host.rsplit("//").next().unwrap_or(host)) }
}

type CredentialSourceAndRole = (Option<Credential>, CredentialSource, RoleToAssume);

fn key(
    options: &CloudOptions,
    environment: &Environment,
    profile: &Profile,
) -> Result<CredentialSourceAndRole, CloudReadError> {
    let mut tried = Vec::new();
    if options.profile.is_none() {
        if let Some(credential) = of_environment(environment) {
            let role =
                match (environment.get("TENCENTCLOUD_ROLE_ARN"), environment.get("TENCENTCLOUD_ROLE_SESSION_NAME")) {
                    (Some(arn), Some(session)) => {
                        RoleToAssume::Assumed { arn: arn.to_owned(), session: session.to_owned() }
                    }
                    _ => RoleToAssume::None,
                };
            return Ok((Some(credential), CredentialSource::Environment, role));
        }
        tried.push("TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY".to_owned());
        let pod = ["TKE_PROVIDER_ID", "TKE_WEB_IDENTITY_TOKEN_FILE", "TKE_ROLE_ARN"].map(|name| environment.get(name));
        if let [Some(provider), Some(file), Some(arn)] = pod {
            let role = RoleToAssume::OfPod {
                provider: provider.to_owned(),
                token_file: PathBuf::from(file),
                arn: arn.to_owned(),
            };
            return Ok((None, CredentialSource::PodRole, role));
        }
    }
    if let Some(found) = profile.key()? {
        return Ok(found);
    }
    tried.push(profile.credential_path.clone());
    if options.profile.is_none() {
        for path in credential_files(environment.home.as_deref()) {
            if let Some(credential) = of_ini(&path)? {
                return Ok((Some(credential), CredentialSource::File(path.display().to_string()), RoleToAssume::None));
            }
            tried.push(path.display().to_string());
        }
    }
    Err(CloudReadError::NoCredential(tried))
}

fn of_environment(environment: &Environment) -> Option<Credential> {
    Some(Credential {
        secret_id: environment.get("TENCENTCLOUD_SECRET_ID")?.to_owned(),
        secret_key: environment.get("TENCENTCLOUD_SECRET_KEY")?.to_owned().into(),
        token: environment.get("TENCENTCLOUD_TOKEN").map(|token| RedactedText::from(token.to_owned())),
    })
}

/// A profile of tccli: two JSON files.
struct Profile {
    name: String,
    credential_path: String,
    credential: Value,
    configure: Value,
}

impl Profile {
    fn read(home: Option<&Path>, name: &str, is_required: bool) -> Result<Profile, CloudReadError> {
        let folder = home.map(|home| home.join(".tccli")).unwrap_or_default();
        let path = |extension: &str| folder.join(format!("{name}.{extension}"));
        let credential_path = path("credential");
        if is_required && !credential_path.exists() {
            return Err(CloudReadError::NoCredential(vec![credential_path.display().to_string()]));
        }
        Ok(Profile {
            name: name.to_owned(),
            credential: json(&credential_path)?,
            credential_path: credential_path.display().to_string(),
            configure: json(&path("configure"))?,
        })
    }

    fn setting(&self, pointer: &str) -> Option<&str> {
        self.configure.pointer(pointer).and_then(Value::as_str)
    }

    fn key(&self) -> Result<Option<CredentialSourceAndRole>, CloudReadError> {
        let text = |name: &str| self.credential.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let (Some(id), Some(key)) = (text("secretId"), text("secretKey")) else { return Ok(None) };
        let is_login = matches!(text("type"), Some("oauth" | "sso"));
        let expires = self.credential.get("expiresAt").and_then(Value::as_i64);
        if is_login && expires.is_some_and(|expires| expires < jiff::Timestamp::now().as_second()) {
            return Err(CloudReadError::LoginExpired(self.name.clone()));
        }
        let token = text("token").map(|token| RedactedText::from(token.to_owned()));
        let credential = Credential { secret_id: id.to_owned(), secret_key: key.to_owned().into(), token };
        let role = match (text("role-arn"), text("role-session-name")) {
            (Some(arn), Some(session)) => RoleToAssume::Assumed { arn: arn.to_owned(), session: session.to_owned() },
            _ => RoleToAssume::None,
        };
        Ok(Some((Some(credential), CredentialSource::File(self.credential_path.clone()), role)))
    }
}

/// `Null` when there is no such file.
fn json(path: &Path) -> Result<Value, CloudReadError> {
    let Some(text) = read_file(path)? else { return Ok(Value::Null) };
    // Not the error's own text: it may repeat what the file contains.
    serde_json::from_str(&text).map_err(|error| invalid(path, &format!("no JSON, at line {}", error.line())))
}

fn read_file(path: &Path) -> Result<Option<String>, CloudReadError> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(invalid(path, &error.to_string())),
    }
}

fn invalid(path: &Path, why: &str) -> CloudReadError {
    CloudReadError::InvalidFile { path: path.display().to_string(), why: why.to_owned() }
}

/// The files of the SDKs; the first that exists counts.
fn credential_files(home: Option<&Path>) -> Vec<PathBuf> {
    let own = home.map(|home| home.join(".tencentcloud/credentials"));
    own.into_iter().chain([PathBuf::from("/etc/tencentcloud/credentials")]).collect()
}

/// The section `default` of an INI file.
fn of_ini(path: &Path) -> Result<Option<Credential>, CloudReadError> {
    let Some(text) = read_file(path)? else { return Ok(None) };
    let (mut section, mut id, mut key) = ("", None, None);
    for line in text.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
        } else if let (true, Some((name, value))) = (section == "default", line.split_once(['=', ':'])) {
            let value = value.trim().trim_matches('"').to_owned();
            match name.trim() {
                "secret_id" => id = Some(value),
                "secret_key" => key = Some(value),
                _ => {}
            }
        }
    }
    match (id, key) {
        (Some(secret_id), Some(key)) => Ok(Some(Credential { secret_id, secret_key: key.into(), token: None })),
        _ => Err(invalid(path, "the section `default` lacks `secret_id` or `secret_key`")),
    }
}
