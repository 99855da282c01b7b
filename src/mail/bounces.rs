//! Letters that came back: delivery reports (RFC 3464) of a mailbox file, a Maildir, or single messages.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use mail_parser::mailbox::mbox;
use mail_parser::{MessageParser, MessagePart, MimeHeaders};

use crate::store::{AnyConnection, StoreFailure, addresses, outbox};
use crate::survey::email::EmailAddress;
use crate::survey::letter::{AddressId, LetterId};
use crate::survey::wave::WaveId;

/// A longer message is no delivery report.
const LONGEST: u64 = 5 * 1024 * 1024;

/// What one report says of one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounce {
    /// The letter it is about, where the report says its Message-ID.
    pub letter: Option<LetterId>,
    pub recipient: Option<EmailAddress>,
    /// For good (5.x.x); otherwise for a while.
    pub hard: bool,
}

/// The messages of a mailbox file, of a Maildir, or of a folder of messages.
pub fn messages(path: &Path) -> io::Result<Vec<Vec<u8>>> {
    if !path.is_dir() {
        return Ok(split(fs::read(path)?));
    }
    let mut files = Vec::new();
    for folder in [path.to_owned(), path.join("cur"), path.join("new")] {
        if folder.is_dir() {
            files.extend(files_of(&folder)?);
        }
    }
    files.sort();
    let mut found = Vec::new();
    for file in files {
        if fs::metadata(&file)?.len() <= LONGEST {
            found.push(fs::read(&file)?);
        }
    }
    Ok(found)
}

fn files_of(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    Ok(files)
}

/// The messages of a file: several where it is a mailbox.
pub fn split(bytes: Vec<u8>) -> Vec<Vec<u8>> {
    if !bytes.starts_with(b"From ") {
        return vec![bytes];
    }
    mbox::MessageIterator::new(bytes.as_slice())
        .map_while(Result::ok)
        .map(|message| message.contents().to_vec())
        .collect()
}

/// What a message reports; nothing for one that is no delivery report.
pub fn read(message: &[u8]) -> Vec<Bounce> {
    let Some(message) = MessageParser::default().parse(message) else {
        return Vec::new();
    };
    let is_report = message.parts.first().is_some_and(|part| {
        part.content_type()
            .is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("multipart"))
            && is_subtype(part, "report")
    });
    if !is_report {
        return Vec::new();
    }
    let letter = message.parts.iter().find_map(returned_id);
    let status = message
        .parts
        .iter()
        .find(|part| is_subtype(part, "delivery-status"));
    let fields = status.map(|part| String::from_utf8_lossy(part.contents()).into_owned());
    recipients(&fields.unwrap_or_default())
        .into_iter()
        .map(|(recipient, hard)| Bounce {
            letter,
            recipient,
            hard,
        })
        .collect()
}

fn is_subtype(part: &MessagePart<'_>, wanted: &str) -> bool {
    part.content_type()
        .and_then(|kind| kind.subtype())
        .is_some_and(|kind| kind.eq_ignore_ascii_case(wanted))
}

/// The Message-ID of the letter that came back, whole or as its headers.
fn returned_id(part: &MessagePart<'_>) -> Option<LetterId> {
    if let Some(message) = part.message() {
        return message.message_id().and_then(letter_of);
    }
    if !is_subtype(part, "rfc822-headers") && !is_subtype(part, "global-headers") {
        return None;
    }
    let headers = MessageParser::default().parse_headers(part.contents())?;
    headers.message_id().and_then(letter_of)
}

fn letter_of(message_id: &str) -> Option<LetterId> {
    let (id, _) = message_id.trim_start_matches('<').split_once('@')?;
    LetterId::read(id)
}

/// The fields of every recipient, which stand in blocks after that of the message.
fn recipients(fields: &str) -> Vec<(Option<EmailAddress>, bool)> {
    let unfolded = fields
        .replace("\r\n", "\n")
        .replace("\n ", " ")
        .replace("\n\t", " ");
    unfolded.split("\n\n").filter_map(recipient).collect()
}

fn recipient(block: &str) -> Option<(Option<EmailAddress>, bool)> {
    let field = |wanted: &str| {
        block.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.trim()
                .eq_ignore_ascii_case(wanted)
                .then(|| value.trim())
        })
    };
    let action = field("Action")?.to_ascii_lowercase();
    let status = field("Status").unwrap_or_default();
    let hard = match action.as_str() {
        "failed" => status.starts_with('5'),
        "delayed" => false,
        // Delivered, relayed, expanded.
        _ => return None,
    };
    // `rfc822; name@place.vn`. The address that was written to comes first: it may have been passed on.
    let address = |name| field(name)?.split_once(';').map(|(_, address)| address);
    let recipient = address("Original-Recipient")
        .or_else(|| address("Final-Recipient"))
        .map(|address| address.trim().trim_matches(['<', '>']));
    Some((recipient.and_then(EmailAddress::read), hard))
}

/// What became of the bounces of a mailbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    pub hard: u64,
    pub soft: u64,
    /// Messages that are no report, or about nobody of ours.
    pub ignored: u64,
}

/// Marks the addresses, inside the caller's transaction.
pub fn take(connection: &mut AnyConnection, messages: &[Vec<u8>]) -> Result<Taken, StoreFailure> {
    let mut taken = Taken::default();
    for message in messages {
        let mut known = false;
        for bounce in read(message) {
            for (wave, address) in about(connection, &bounce)? {
                if addresses::bounce(connection, wave, address, bounce.hard)? {
                    known = true;
                    taken.hard += u64::from(bounce.hard);
                    taken.soft += u64::from(!bounce.hard);
                }
            }
        }
        taken.ignored += u64::from(!known);
    }
    Ok(taken)
}

/// Whom a bounce is about: the letter says it for certain, the address otherwise.
fn about(
    connection: &mut AnyConnection,
    bounce: &Bounce,
) -> Result<Vec<(WaveId, AddressId)>, StoreFailure> {
    if let Some(letter) = bounce.letter
        && let Some(found) = outbox::addressee(connection, letter)?
    {
        return Ok(vec![found]);
    }
    match &bounce.recipient {
        Some(recipient) => addresses::with_email(connection, recipient),
        None => Ok(Vec::new()),
    }
}
