//! A proxy for `proxy-url`. It reads nothing of what is encrypted, but sees the records of TLS: one that is longer than what ends a
//! handshake is a request.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The type of the records that carry data.
const APPLICATION_DATA: u8 = 23;

/// A request has a token of more than this; what ends a handshake is less than half of it.
const SHORTEST_REQUEST: usize = 200;

/// Starts it, and returns its address. `before` is called before a request is passed on, with its number from 1 on, over all connections.
pub fn start(before: impl Fn(usize) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (requests, before) = (Arc::new(AtomicUsize::new(0)), Arc::new(before));
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let (requests, before) = (Arc::clone(&requests), Arc::clone(&before));
            let count = move || before(requests.fetch_add(1, Ordering::SeqCst) + 1);
            // It ends when either side does.
            std::thread::spawn(move || serve(client, &count));
        }
    });
    address
}

fn serve(client: TcpStream, count: &dyn Fn()) -> std::io::Result<()> {
    let mut reader = BufReader::new(client.try_clone()?);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    // `CONNECT 127.0.0.1:6443 HTTP/1.1`
    let target = line.split(' ').nth(1).unwrap_or_default().to_owned();
    while line.trim_end() != "" {
        line.clear();
        reader.read_line(&mut line)?;
    }
    let mut server = TcpStream::connect(target)?;
    { &client }.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
    let mut answers = server.try_clone()?;
    std::thread::spawn(move || {
        let _ = std::io::copy(&mut answers, &mut { &client });
        let _ = client.shutdown(Shutdown::Both);
    });
    let passed_on = pass_on_records(&mut reader, &mut server, count);
    server.shutdown(Shutdown::Both)?;
    passed_on
}

fn pass_on_records(client: &mut impl Read, server: &mut impl Write, count: &dyn Fn()) -> std::io::Result<()> {
    loop {
        let mut head = [0; 5];
        client.read_exact(&mut head)?;
        let [kind, _, _, high, low] = head;
        let mut content = vec![0; usize::from(u16::from_be_bytes([high, low]))];
        client.read_exact(&mut content)?;
        if kind == APPLICATION_DATA && content.len() > SHORTEST_REQUEST {
            count();
        }
        server.write_all(&[&head[..], &content].concat())?;
    }
}
