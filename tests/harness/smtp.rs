//! A mail server on loopback that does as it is told.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// What it does with a letter.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    Take,
    /// Says this to the recipient.
    Recipient(&'static str),
    /// Says this when it has the whole letter.
    Letter(&'static str),
    /// Falls silent when it has half of it.
    Silence,
    /// Takes it, and ends the connection before it says so.
    TakeAndHangUp,
    /// Takes it after this many milliseconds.
    TakeAfter(u64),
}

/// What to do, by recipient and how often that one was named before.
type Script = dyn Fn(&str, usize) -> Act + Send + Sync;

#[derive(Clone, Debug)]
pub struct Received {
    pub to: String,
    pub data: String,
    pub encrypted: bool,
    pub login: bool,
}

#[derive(Clone)]
pub struct Smtp {
    pub port: u16,
    received: Arc<Mutex<Vec<Received>>>,
    /// PEM of its certificate, for `localhost`.
    pub certificate: Option<PathBuf>,
}

#[derive(Clone)]
struct Server {
    script: Arc<Script>,
    received: Arc<Mutex<Vec<Received>>>,
    named: Arc<Mutex<HashMap<String, usize>>>,
    tls: Option<TlsAcceptor>,
}

impl Smtp {
    pub fn start(script: impl Fn(&str, usize) -> Act + Send + Sync + 'static) -> Self {
        Self::run(0, script, None)
    }

    pub fn start_at(
        port: u16,
        script: impl Fn(&str, usize) -> Act + Send + Sync + 'static,
    ) -> Self {
        Self::run(port, script, None)
    }

    /// With STARTTLS; its certificate lies in `folder`.
    pub fn start_secure(folder: &Path) -> Self {
        Self::run(0, |_, _| Act::Take, Some(folder))
    }

    fn run(
        port: u16,
        script: impl Fn(&str, usize) -> Act + Send + Sync + 'static,
        folder: Option<&Path>,
    ) -> Self {
        let received = Arc::default();
        let (tls, certificate) = match folder.map(acceptor) {
            Some((tls, path)) => (Some(tls), Some(path)),
            None => (None, None),
        };
        let server = Server {
            script: Arc::new(script),
            received: Arc::clone(&received),
            named: Arc::default(),
            tls,
        };
        let listener = std::net::TcpListener::bind(("127.0.0.1", port)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async move {
                let listener = TcpListener::from_std(listener).unwrap();
                while let Ok((stream, _)) = listener.accept().await {
                    let server = server.clone();
                    // A client that ends in the middle is no fault of the server.
                    tokio::spawn(async move {
                        let _ = server.greet(stream).await;
                    });
                }
            });
        });
        Self {
            port,
            received,
            certificate,
        }
    }

    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }
}

fn acceptor(folder: &Path) -> (TlsAcceptor, PathBuf) {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let path = folder.join("authority.pem");
    std::fs::write(&path, made.cert.pem()).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    (TlsAcceptor::from(Arc::new(config)), path)
}

impl Server {
    async fn greet(&self, stream: TcpStream) -> std::io::Result<()> {
        let mut plain = BufReader::new(stream);
        plain.write_all(b"220 test ESMTP\r\n").await?;
        if !self.talk(&mut plain, false).await? {
            return Ok(());
        }
        let acceptor = self.tls.clone().unwrap();
        let stream = acceptor.accept(plain.into_inner()).await?;
        self.talk(&mut BufReader::new(stream), true).await?;
        Ok(())
    }

    /// `true` when the client wants to go on in secret.
    async fn talk<S>(&self, stream: &mut BufReader<S>, encrypted: bool) -> std::io::Result<bool>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let (mut to, mut act, mut login) = (String::new(), Act::Take, false);
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(false);
            }
            let upper = line.trim_end().to_ascii_uppercase();
            let answer = if upper.starts_with("EHLO") {
                match (&self.tls, encrypted) {
                    (Some(_), false) => "250-test\r\n250 STARTTLS",
                    _ => "250-test\r\n250 AUTH PLAIN",
                }
            } else if upper == "STARTTLS" {
                stream.write_all(b"220 go on\r\n").await?;
                return Ok(true);
            } else if upper.starts_with("AUTH PLAIN") {
                // NUL hailong NUL secret.
                login = line.trim_end().ends_with("AGhhaWxvbmcAc2VjcmV0");
                if login { "235 welcome" } else { "535 5.7.8 no" }
            } else if upper.starts_with("RCPT TO:<") {
                to = line[9..].split('>').next().unwrap_or_default().to_owned();
                let mut named = self.named.lock().unwrap();
                let before = named.entry(to.clone()).or_default();
                act = (self.script)(&to, *before);
                *before += 1;
                match act {
                    Act::Recipient(said) => said,
                    _ => "250 known",
                }
            } else if upper == "DATA" {
                stream.write_all(b"354 go on\r\n").await?;
                match self.take(stream, act, &to, encrypted, login).await? {
                    Some(said) => said,
                    None => return Ok(false),
                }
            } else if upper == "QUIT" {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(false);
            } else {
                "250 fine"
            };
            stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
    }

    async fn take<S>(
        &self,
        stream: &mut BufReader<S>,
        act: Act,
        to: &str,
        encrypted: bool,
        login: bool,
    ) -> std::io::Result<Option<&'static str>>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let mut data = String::new();
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(None);
            }
            if matches!(act, Act::Silence) {
                tokio::time::sleep(Duration::from_secs(600)).await;
            }
            if line == ".\r\n" {
                break;
            }
            data.push_str(&line);
        }
        if let Act::Letter(said) = act {
            return Ok(Some(said));
        }
        if let Act::TakeAfter(millis) = act {
            tokio::time::sleep(Duration::from_millis(millis)).await;
        }
        self.received.lock().unwrap().push(Received {
            to: to.to_owned(),
            data,
            encrypted,
            login,
        });
        Ok((!matches!(act, Act::TakeAndHangUp)).then_some("250 taken"))
    }
}
