//! Servers with certificates: those that the kubeconfig trusts, and those that it does not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[allow(dead_code)]
mod fake_api_server;
#[allow(dead_code)]
mod small_cluster;

use clbplan_live::cluster::{
    ClusterObjects, ClusterReadFailure, ConnectError, ConnectionOptions, NamespacesToRead, read,
};
use fake_api_server::{FakeApiServer, TemporaryTestFolder};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, Stream};
use small_cluster::small_cluster;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

/// A server of the small cluster over TLS.
struct TlsServer {
    address: String,
    /// The certificate of the authority that signed its own.
    authority: String,
}

/// Starts a server with a certificate for these names, until the end of this year.
fn start(names: &[&str], year: i32) -> TlsServer {
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority_key = KeyPair::generate().unwrap();
    let authority_pem = authority.self_signed(&authority_key).unwrap().pem();
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let mut server = CertificateParams::new(names).unwrap();
    server.not_after = date_time_ymd(year, 12, 31);
    let key = KeyPair::generate().unwrap();
    let certificate = server.signed_by(&key, &Issuer::new(authority, authority_key)).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let key = PrivateKeyDer::Pkcs8(key.serialize_der().into());
    let config = config.with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key).unwrap();
    let (config, plain) = (Arc::new(config), FakeApiServer::start(small_cluster));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let (config, plain) = (Arc::clone(&config), plain.address.replace("http://", ""));
            std::thread::spawn(move || forward(client, config, &plain));
        }
    });
    TlsServer { address, authority: authority_pem }
}

/// Passes one request on to the server without TLS. A client that does not trust the certificate sends none.
fn forward(mut client: TcpStream, config: Arc<ServerConfig>, plain: &str) -> Option<()> {
    let mut connection = ServerConnection::new(config).ok()?;
    let mut stream = Stream::new(&mut connection, &mut client);
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).ok()?;
        request.extend(byte);
    }
    let mut server = TcpStream::connect(plain).ok()?;
    server.write_all(&request).ok()?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).ok()?;
    stream.write_all(&answer).ok()?;
    stream.conn.send_close_notify();
    stream.flush().ok()
}

/// Reads the server with the certificate of an authority, and more of the kubeconfig's cluster.
fn read_with(server: &TlsServer, authority: &str, more: &str) -> Result<ClusterObjects, ConnectError> {
    let folder = TemporaryTestFolder::new();
    let authority = folder.write("authority.crt", authority);
    let file = folder.write(
        "config",
        &format!(
            "apiVersion: v1\nkind: Config\ncurrent-context: test\n\
             clusters: [{{name: c, cluster: {{server: '{}', certificate-authority: '{}'{more}}}}}]\n\
             contexts: [{{name: test, context: {{cluster: c, user: u}}}}]\nusers: [{{name: u, user: {{token: t}}}}]\n",
            server.address,
            authority.display()
        ),
    );
    read(&ConnectionOptions { kubeconfig: Some(file), ..ConnectionOptions::default() }, &NamespacesToRead::default())
}

/// A PEM text that is well formed, with something else than a certificate inside.
fn no_certificate() -> String {
    let pem = CertificateParams::new(Vec::new()).unwrap().self_signed(&KeyPair::generate().unwrap()).unwrap().pem();
    let mut lines: Vec<&str> = pem.lines().collect();
    lines.splice(1..lines.len() - 1, ["bm8gY2VydGlmaWNhdGU="]);
    lines.join("\n")
}

#[track_caller]
fn assert_not_trusted(read: Result<ClusterObjects, ConnectError>) {
    match read {
        Err(ConnectError::Server { failure: ClusterReadFailure::Certificate(text), .. }) => assert!(!text.is_empty()),
        other => panic!("{other:?}"),
    }
}

/// The server's certificate is not to blame for that of the client.
#[test]
fn a_client_certificate_that_cannot_be_used_is_a_fault_of_the_credentials() {
    let server = start(&["127.0.0.1"], 2100);
    let folder = TemporaryTestFolder::new();
    let path = |name: &str, text: &str| folder.write(name, text).display().to_string();
    let (authority, certificate) = (path("ca.crt", &server.authority), path("user.crt", &no_certificate()));
    let key = path("user.key", &KeyPair::generate().unwrap().serialize_pem());
    let file = folder.write(
        "config",
        &format!(
            "apiVersion: v1\nkind: Config\ncurrent-context: test\n\
             clusters: [{{name: c, cluster: {{server: '{}', certificate-authority: '{authority}'}}}}]\n\
             contexts: [{{name: test, context: {{cluster: c, user: u}}}}]\n\
             users: [{{name: u, user: {{client-certificate: '{certificate}', client-key: '{key}'}}}}]\n",
            server.address,
        ),
    );
    let options = ConnectionOptions { kubeconfig: Some(file), ..ConnectionOptions::default() };
    match read(&options, &NamespacesToRead::default()) {
        Err(ConnectError::Server { failure: ClusterReadFailure::Credentials(text), .. }) => {
            assert!(text.starts_with("the client certificate: "), "{text}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_certificate_that_fits_is_trusted() {
    let server = start(&["127.0.0.1"], 2100);
    assert_eq!(read_with(&server, &server.authority, "").unwrap().not_read, []);
    let named = start(&["cluster.example"], 2100);
    assert!(read_with(&named, &named.authority, ", tls-server-name: cluster.example").is_ok());
}

#[test]
fn a_certificate_that_does_not_fit_is_not() {
    let server = start(&["127.0.0.1"], 2100);
    let another = start(&["127.0.0.1"], 2100);
    assert_not_trusted(read_with(&server, &another.authority, ""));
    let named = start(&["cluster.example"], 2100);
    assert_not_trusted(read_with(&named, &named.authority, ""));
    let expired = start(&["127.0.0.1"], 2020);
    assert_not_trusted(read_with(&expired, &expired.authority, ""));
}
