//! A client that trusts the server's certificate and nothing else.

use super::Review;
use super::server::TestServer;
use http::{Method, Request};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use serde_json::Value;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// Status and body.
pub type Answer = (u16, String);

/// Trusts one certificate.
pub fn trusting(certificate: &str) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(certificate.as_bytes()).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    Arc::new(builder.with_root_certificates(roots).with_no_client_auth())
}

/// One request on a connection of its own, over TLS.
pub async fn send_tls(
    address: SocketAddr,
    config: Arc<ClientConfig>,
    request: Request<Full<Bytes>>,
) -> std::io::Result<Answer> {
    let stream = TcpStream::connect(address).await?;
    let name = ServerName::try_from("localhost").unwrap();
    let stream = TlsConnector::from(config).connect(name, stream).await?;
    Ok(send(stream, request).await)
}

async fn send(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, request: Request<Full<Bytes>>) -> Answer {
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    let answer = sender.send_request(request).await.unwrap();
    let status = answer.status().as_u16();
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

pub fn post(path: &str, body: impl Into<Bytes>) -> Request<Full<Bytes>> {
    let request = Request::builder().method(Method::POST).uri(path).header("Host", "localhost");
    request.header("Content-Type", "application/json").body(Full::new(body.into())).unwrap()
}

impl TestServer {
    /// A client that trusts it.
    pub fn client(&self) -> Arc<ClientConfig> {
        trusting(&std::fs::read_to_string(self.folder.path("tls.crt")).unwrap())
    }

    /// Posts a body.
    pub async fn post(&self, path: &str, body: impl Into<Bytes>) -> Answer {
        send_tls(self.reviews, self.client(), post(path, body)).await.unwrap()
    }

    /// Asks a path without TLS.
    pub async fn get(&self, path: &str) -> Answer {
        let stream = TcpStream::connect(self.probes).await.unwrap();
        let request = Request::builder().uri(path).header("Host", "localhost").body(Full::default()).unwrap();
        send(stream, request).await
    }

    /// The member `response` of the answer to a review.
    pub async fn review(&self, path: &str, review: &Review) -> Value {
        let (status, body) = self.post(path, review.0.to_string()).await;
        assert_eq!(status, 200, "{body}");
        let answer: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(answer["apiVersion"], "admission.k8s.io/v1");
        assert_eq!(answer["kind"], "AdmissionReview");
        assert_eq!(answer["response"]["uid"], review.0["request"]["uid"]);
        answer["response"].clone()
    }

    /// The warnings about a review, which must be allowed.
    pub async fn warnings(&self, review: &Review) -> Vec<String> {
        let response = self.review("/warn", review).await;
        assert_eq!(response["allowed"], true, "{response}");
        let warnings = response["warnings"].as_array().cloned().unwrap_or_default();
        warnings.iter().map(|warning| warning.as_str().unwrap().to_owned()).collect()
    }
}

/// A request whose second half is sent later.
pub struct RequestSentInHalves {
    stream: TlsStream<TcpStream>,
    rest: Vec<u8>,
}

impl RequestSentInHalves {
    /// Sends the head and the first half of the body.
    pub async fn begin(address: SocketAddr, config: Arc<ClientConfig>, path: &str, body: &str) -> RequestSentInHalves {
        let stream = TcpStream::connect(address).await.unwrap();
        let name = ServerName::try_from("localhost").unwrap();
        let mut stream = TlsConnector::from(config).connect(name, stream).await.unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let (first, rest) = body.as_bytes().split_at(body.len() / 2);
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(first).await.unwrap();
        stream.flush().await.unwrap();
        RequestSentInHalves { stream, rest: rest.to_vec() }
    }

    /// Sends the rest, and reads the answer.
    pub async fn end(mut self) -> Answer {
        let rest = std::mem::take(&mut self.rest);
        self.stream.write_all(&rest).await.unwrap();
        self.stream.flush().await.unwrap();
        self.answer().await
    }

    /// Reads the answer without sending the rest.
    pub async fn answer(mut self) -> Answer {
        let mut bytes = Vec::new();
        // The server closes the connection after the answer; how it does is not looked at.
        let _ = self.stream.read_to_end(&mut bytes).await;
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").expect("an answer");
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
    }
}
