//! One edition, two institutions: what anybody can check, and what nobody can pass off.

use std::fs;
use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;
use hailong::edition::imprint::{Asked, IMPRINT, Imprint};
use hailong::edition::manifest::{Difference, MANIFEST, SIGNATURES};
use hailong::edition::signature::{Signature, Worthless, public_key, public_pem};
use hailong::edition::signed::{Checked, NotSigned, State, check, close, sign};
use hailong::flow::keys;
use tempfile::TempDir;

fn asked(party: &str) -> Asked {
    Asked {
        party: party.to_owned(),
        role: "publisher".to_owned(),
    }
}

fn key(number: u8) -> SigningKey {
    SigningKey::from_bytes(&[number; 32])
}

fn edition(number: u32) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let imprint = Imprint::new("tam-ky-2026", number, vec![asked("office"), asked("front")]);
    fs::write(folder.path().join(IMPRINT), imprint.bytes().unwrap()).unwrap();
    fs::write(folder.path().join("figures.csv"), "index,71.3\n").unwrap();
    fs::write(folder.path().join("method.toml"), "style = \"mean\"\n").unwrap();
    fs::create_dir(folder.path().join("charts")).unwrap();
    fs::write(folder.path().join("charts/levels.svg"), "<svg/>").unwrap();
    close(folder.path()).unwrap();
    folder
}

fn signed() -> TempDir {
    let folder = edition(1);
    sign(folder.path(), "office", &key(1)).unwrap();
    sign(folder.path(), "front", &key(2)).unwrap();
    folder
}

fn known() -> Vec<(String, ed25519_dalek::VerifyingKey)> {
    let of = |party: &str, number| (party.to_owned(), key(number).verifying_key());
    vec![of("office", 1), of("front", 2)]
}

fn state(checked: &Checked, party: &str) -> State {
    let found = checked.verdicts.iter().find(|one| one.asked.party == party);
    found.unwrap().state.clone()
}

fn every_file(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(every_file(&path));
        } else {
            all.push(path);
        }
    }
    all
}

#[test]
fn an_edition_holds_once_both_have_signed_and_not_before() {
    let folder = edition(1);
    assert!(!check(folder.path(), &known()).unwrap().holds());
    sign(folder.path(), "office", &key(1)).unwrap();
    let one = check(folder.path(), &known()).unwrap();
    assert!(!one.holds());
    assert_eq!(state(&one, "front"), State::Unsigned);
    sign(folder.path(), "front", &key(2)).unwrap();
    assert!(check(folder.path(), &known()).unwrap().holds());
    assert!(
        check(folder.path(), &[]).unwrap().holds(),
        "by the keys that the signatures name"
    );
}

#[test]
fn any_byte_of_any_file_that_is_flipped_is_found() {
    let folder = signed();
    for path in every_file(folder.path()) {
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 1;
            fs::write(&path, &flipped).unwrap();
            let found = check(folder.path(), &known());
            assert!(
                !found.is_ok_and(|found| found.holds()),
                "{} byte {at}",
                path.display()
            );
        }
        fs::write(&path, &whole).unwrap();
    }
    assert!(check(folder.path(), &known()).unwrap().holds());
}

#[test]
fn a_file_that_was_added_or_taken_away_is_named() {
    let folder = signed();
    fs::write(folder.path().join("more.csv"), "x").unwrap();
    fs::remove_file(folder.path().join("method.toml")).unwrap();
    let checked = check(folder.path(), &known()).unwrap();
    let found = [
        Difference::Missing("method.toml".to_owned()),
        Difference::Added("more.csv".to_owned()),
    ];
    assert_eq!(checked.differences, found);
}

#[test]
fn one_party_with_the_whole_folder_in_hand_cannot_sign_for_the_other() {
    let folder = edition(1);
    sign(folder.path(), "office", &key(1)).unwrap();
    // The office signs once more, as the Front, with its own key or with one that it has just made.
    sign(folder.path(), "front", &key(1)).unwrap();
    let own = check(folder.path(), &known()).unwrap();
    assert_eq!(state(&own, "front"), State::Worthless(Worthless::OtherKey));
    assert_eq!(
        state(&check(folder.path(), &[]).unwrap(), "front"),
        State::SharedKey
    );
    sign(folder.path(), "front", &key(9)).unwrap();
    let made = check(folder.path(), &known()).unwrap();
    assert_eq!(state(&made, "front"), State::Worthless(Worthless::OtherKey));
    // Or it copies its own signature and changes the name.
    let path = folder.path().join(SIGNATURES).join("office.json");
    let text = fs::read_to_string(path)
        .unwrap()
        .replace("\"office\"", "\"front\"");
    fs::write(folder.path().join(SIGNATURES).join("front.json"), text).unwrap();
    assert!(!check(folder.path(), &[]).unwrap().holds());
    assert!(!check(folder.path(), &known()).unwrap().holds());
}

#[test]
fn a_signature_of_another_edition_or_of_an_earlier_draft_is_worth_nothing() {
    let (first, second) = (signed(), edition(2));
    let from = first.path().join(SIGNATURES);
    let to = second.path().join(SIGNATURES);
    fs::create_dir(&to).unwrap();
    for party in ["office.json", "front.json"] {
        fs::copy(from.join(party), to.join(party)).unwrap();
    }
    let replayed = check(second.path(), &known()).unwrap();
    assert_eq!(
        state(&replayed, "office"),
        State::Worthless(Worthless::Elsewhere)
    );
    // The draft changes after both have signed, and its manifest with it.
    let stale = fs::read(from.join("front.json")).unwrap();
    fs::write(first.path().join("figures.csv"), "index,75.0\n").unwrap();
    close(first.path()).unwrap();
    assert_eq!(
        state(&check(first.path(), &known()).unwrap(), "front"),
        State::Unsigned
    );
    fs::create_dir(&from).unwrap();
    fs::write(from.join("front.json"), stale).unwrap();
    let stale = check(first.path(), &known()).unwrap();
    assert_eq!(
        state(&stale, "front"),
        State::Worthless(Worthless::Elsewhere)
    );
}

#[test]
fn what_was_altered_is_not_signed_and_strangers_sign_nothing() {
    let folder = edition(1);
    assert!(matches!(
        sign(folder.path(), "press", &key(3)),
        Err(NotSigned::NotAsked(_))
    ));
    fs::write(folder.path().join("figures.csv"), "index,75.0\n").unwrap();
    assert!(matches!(
        sign(folder.path(), "office", &key(1)),
        Err(NotSigned::Altered(_))
    ));
    let whole = signed();
    fs::write(whole.path().join(SIGNATURES).join("press.json"), "{}").unwrap();
    assert!(!check(whole.path(), &known()).unwrap().holds());
}

#[test]
fn a_manifest_has_one_spelling() {
    let folder = signed();
    let path = folder.path().join(MANIFEST);
    let text = fs::read_to_string(&path).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.reverse();
    fs::write(&path, lines.join("\n") + "\n").unwrap();
    assert!(!check(folder.path(), &known()).unwrap().holds());
}

#[test]
fn a_key_file_opens_with_its_passphrase_only_and_a_public_key_is_read_back() {
    let key = keys::new();
    let locked = keys::lock(&key, "bốn từ không liên quan").unwrap();
    assert!(locked.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    assert_eq!(
        keys::unlock(&locked, "bốn từ không liên quan").unwrap(),
        key
    );
    assert!(keys::unlock(&locked, "bốn từ không liên quam").is_err());
    assert!(keys::lock(&key, "ngắn").is_err());
    let public = key.verifying_key();
    assert_eq!(public_key(&public_pem(&public).unwrap()), Some(public));
    let digest = hailong::survey::digest::Digest::of(b"x");
    let signature = Signature::make(&key, "office", "publisher", "a-1", &digest);
    assert_eq!(signature.check("a-1", &digest, Some(&public)), Ok(()));
}
