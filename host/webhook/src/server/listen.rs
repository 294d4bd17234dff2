//! Accepts connections until a shutdown, and lets what has begun come to its end.

use super::routes::{ServedPaths, ServerState};
use http::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use rustls::ServerConfig;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

/// Connections at the same time; the API server needs a few.
const CONNECTIONS: usize = 512;
/// For the handshake, and for the head of a request.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// For what has begun, after a shutdown.
const END_TIME: Duration = Duration::from_secs(10);
/// After an error of `accept`, such as too many open files.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Why an address cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address}: {error}")]
pub struct ListenError {
    address: SocketAddr,
    error: std::io::Error,
}

/// Tells listeners to stop. All clones stop together.
#[derive(Debug, Clone)]
pub struct Shutdown(watch::Sender<bool>);

impl Default for Shutdown {
    fn default() -> Shutdown {
        Shutdown(watch::Sender::new(false))
    }
}

impl Shutdown {
    /// No connection is accepted any more.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }

    async fn stopped(&self) {
        let mut receiver = self.0.subscribe();
        // The sender lives as long as `self`.
        let _ = receiver.wait_for(|is_stopped| *is_stopped).await;
    }
}

/// An open port.
pub struct OpenPort {
    socket: TcpListener,
    tls: Option<TlsAcceptor>,
    surface: ServedPaths,
    state: Arc<ServerState>,
}

impl OpenPort {
    /// Opens a port: with TLS for reviews, without it for probes.
    ///
    /// # Errors
    /// The address is in use, or not one of this machine.
    pub async fn open(
        address: SocketAddr,
        tls: Option<Arc<ServerConfig>>,
        state: Arc<ServerState>,
    ) -> Result<OpenPort, ListenError> {
        let socket = TcpListener::bind(address).await.map_err(|error| ListenError { address, error })?;
        let surface = if tls.is_some() { ServedPaths::Reviews } else { ServedPaths::Probes };
        Ok(OpenPort { socket, tls: tls.map(TlsAcceptor::from), surface, state })
    }

    /// The address, with the port that the system chose if none was named.
    ///
    /// # Errors
    /// The operating system's.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.socket.local_addr()
    }

    /// Serves until the shutdown, and returns when all requests are answered, or after some seconds.
    pub async fn serve(self, shutdown: Shutdown) {
        let graceful = GracefulShutdown::new();
        let places = Arc::new(Semaphore::new(CONNECTIONS));
        let connection = Arc::new(SharedByConnections { tls: self.tls, surface: self.surface, state: self.state });
        loop {
            let accepted = tokio::select! {
                accepted = self.socket.accept() => accepted,
                () = shutdown.stopped() => break,
            };
            let stream = match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                    continue;
                }
            };
            let Ok(place) = Arc::clone(&places).try_acquire_owned() else {
                tracing::warn!(CONNECTIONS, "too many connections");
                continue;
            };
            let (connection, watcher) = (Arc::clone(&connection), graceful.watcher());
            tokio::spawn(async move {
                connection.serve(stream, watcher).await;
                drop(place);
            });
        }
        drop(self.socket);
        if timeout(END_TIME, graceful.shutdown()).await.is_err() {
            tracing::warn!("requests were not finished in time");
        }
    }
}

/// What all connections of a listener share.
struct SharedByConnections {
    tls: Option<TlsAcceptor>,
    surface: ServedPaths,
    state: Arc<ServerState>,
}

impl SharedByConnections {
    async fn serve(&self, stream: TcpStream, watcher: Watcher) {
        // Small answers are sent at once.
        let _ = stream.set_nodelay(true);
        match &self.tls {
            None => self.serve_requests(stream, watcher).await,
            Some(tls) => match timeout(HEAD_TIME, tls.accept(stream)).await {
                Ok(Ok(stream)) => self.serve_requests(stream, watcher).await,
                Ok(Err(error)) => tracing::debug!(%error, "no TLS"),
                Err(_) => tracing::debug!("no TLS in time"),
            },
        }
    }

    async fn serve_requests(&self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, watcher: Watcher) {
        let mut builder = Builder::new(TokioExecutor::new());
        builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIME);
        builder.http2().timer(TokioTimer::new());
        let (state, surface) = (Arc::clone(&self.state), self.surface);
        let service = service_fn(move |request: Request<Incoming>| {
            let state = Arc::clone(&state);
            async move { Ok::<_, Infallible>(state.answer(surface, request).await) }
        });
        let served = builder.serve_connection(TokioIo::new(stream), service).into_owned();
        if let Err(error) = watcher.watch(served).await {
            tracing::debug!(%error, "a connection broke");
        }
    }
}
