//! The certificate, read again when its files change: connections that are open stay, new ones get the new certificate.

use crate::reloaded_file::{FileError, ReloadedFiles};
use rustls::ServerConfig;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Why a certificate cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// A file cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// A file is no PEM file, or has no certificate or key.
    #[error("no PEM: {0}")]
    Pem(#[from] rustls::pki_types::pem::Error),
    /// Certificate and key do not belong together, or are of an unknown kind.
    #[error(transparent)]
    Tls(#[from] rustls::Error),
}

/// What a look at the files led to.
#[derive(Debug)]
pub enum CertificateReload {
    /// They are as before.
    Unchanged,
    /// They are used for new connections.
    Used,
    /// They cannot be used; the certificate before stays.
    Failed(CertificateError),
}

/// A certificate with its files.
#[derive(Debug)]
pub struct ReloadedCertificate {
    files: Mutex<ReloadedFiles<2>>,
    current: RwLock<Arc<CertifiedKey>>,
}

impl ReloadedCertificate {
    /// Reads the files.
    ///
    /// # Errors
    /// They cannot be used.
    pub fn read(certificate: PathBuf, key: PathBuf) -> Result<ReloadedCertificate, CertificateError> {
        let mut files = ReloadedFiles::new([certificate, key]);
        // The first look always finds a change.
        let current = match files.changed()? {
            Some([certificate, key]) => certified(certificate, key)?,
            None => return Err(rustls::Error::NoCertificatesPresented.into()),
        };
        Ok(ReloadedCertificate { files: Mutex::new(files), current: RwLock::new(Arc::new(current)) })
    }

    /// Reads the files if they have changed.
    pub fn reload(&self) -> CertificateReload {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let read = match files.changed() {
            Ok(None) => return CertificateReload::Unchanged,
            Ok(Some([certificate, key])) => certified(certificate, key),
            Err(error) => Err(error.into()),
        };
        match read {
            Ok(key) => {
                *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(key);
                CertificateReload::Used
            }
            Err(error) => CertificateReload::Failed(error),
        }
    }

    /// The configuration of a server that presents it: TLS 1.2 and 1.3, HTTP/2 and HTTP/1.1.
    ///
    /// # Errors
    /// The library of cryptography has none of these versions.
    pub fn server_config(self: &Arc<Self>) -> Result<Arc<ServerConfig>, CertificateError> {
        let builder = ServerConfig::builder_with_provider(Arc::new(default_provider()));
        let resolver: Arc<dyn ResolvesServerCert> = Arc::<Self>::clone(self);
        let mut config =
            builder.with_safe_default_protocol_versions()?.with_no_client_auth().with_cert_resolver(resolver);
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }
}

impl ResolvesServerCert for ReloadedCertificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

fn certified(certificate: &[u8], key: &[u8]) -> Result<CertifiedKey, CertificateError> {
    let chain = CertificateDer::pem_slice_iter(certificate).collect::<Result<Vec<_>, _>>()?;
    let key = PrivateKeyDer::from_pem_slice(key)?;
    if chain.is_empty() {
        return Err(rustls::Error::NoCertificatesPresented.into());
    }
    // Also compares the key with the certificate.
    Ok(CertifiedKey::from_der(chain, key, &default_provider())?)
}
