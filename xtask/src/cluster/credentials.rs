//! The users of the cluster: tokens, a client certificate, and the key that signs the tokens of service accounts.

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use std::fs;
use std::path::{Path, PathBuf};

/// What the API server reads.
pub struct ApiServerCredentialFiles {
    /// `token,user,uid,"groups"`.
    pub tokens: PathBuf,
    /// The authority whose client certificates are accepted.
    pub client_authority: PathBuf,
    pub service_account_key: PathBuf,
    pub service_account_public_key: PathBuf,
}

/// The token of the user who may do everything.
pub const ADMIN_TOKEN: &str = "admin";

/// `admin` may do everything; the others may do nothing until a test gives them a role.
const TOKENS: &str = "admin,admin,1,\"system:masters\"\nreader,reader,2\nrestricted,restricted,3\nnobody,nobody,4\n";

/// Writes the files, among them `client.crt` and `client.key` of an administrator, and `another-authority.crt`, which has signed
/// nothing.
pub fn write(folder: &Path) -> anyhow::Result<ApiServerCredentialFiles> {
    let file = |name: &str, text: String| -> anyhow::Result<PathBuf> {
        let path = folder.join(name);
        fs::write(&path, text)?;
        Ok(path)
    };
    let authority_key = KeyPair::generate()?;
    let authority = authority("clients")?;
    let client_authority = file("client-authority.crt", authority.self_signed(&authority_key)?.pem())?;
    let client_key = KeyPair::generate()?;
    let client = client()?.signed_by(&client_key, &Issuer::new(authority, authority_key))?;
    file("client.crt", client.pem())?;
    file("client.key", client_key.serialize_pem())?;
    let other_key = KeyPair::generate()?;
    file("another-authority.crt", self::authority("another")?.self_signed(&other_key)?.pem())?;
    let accounts = KeyPair::generate()?;
    Ok(ApiServerCredentialFiles {
        tokens: file("tokens.csv", TOKENS.to_owned())?,
        client_authority,
        service_account_key: file("service-accounts.key", accounts.serialize_pem())?,
        service_account_public_key: file("service-accounts.pub", accounts.public_key_pem())?,
    })
}

fn authority(name: &str) -> anyhow::Result<CertificateParams> {
    let mut authority = CertificateParams::new(Vec::new())?;
    authority.distinguished_name.push(DnType::CommonName, name);
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    Ok(authority)
}

/// The name is the user, the organization the group.
fn client() -> anyhow::Result<CertificateParams> {
    let mut client = CertificateParams::new(Vec::new())?;
    client.distinguished_name.push(DnType::CommonName, "certificate-user");
    client.distinguished_name.push(DnType::OrganizationName, "system:masters");
    client.insert_extended_key_usage(rcgen::ExtendedKeyUsagePurpose::ClientAuth);
    Ok(client)
}

/// A kubeconfig of the administrator.
pub fn kubeconfig(server: &str, authority: &Path) -> String {
    format!(
        "apiVersion: v1\nkind: Config\ncurrent-context: admin\n\
         clusters: [{{name: cluster, cluster: {{server: '{server}', certificate-authority: '{}'}}}}]\n\
         users: [{{name: admin, user: {{token: {ADMIN_TOKEN}}}}}]\n\
         contexts: [{{name: admin, context: {{cluster: cluster, user: admin}}}}]\n",
        authority.display()
    )
}
