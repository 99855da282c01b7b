//! Nobody leaves answers out alone.

use std::fs;

use hailong::edition::folder;
use hailong::flow::compute::{WaveComputeFailure, compute};
use hailong::flow::folder::DataFolder;
use hailong::flow::review::{ReviewFailure, decide, found, propose, rules_found};
use hailong::store::{audit, waves};
use hailong::survey::access::Role;
use hailong::survey::exclusion::{Hand, Outcome, Refusal, Rule, Verdict};
use hailong::survey::staff::AccountId;

use crate::harness::databases::{self, Database};
use crate::harness::reviewed::{ALL, IN_BURST, TWO_FLAGS, burst, closed};
use crate::harness::{desk, wave};

const REASON: &str = "Đã hỏi lại Ủy ban phường Một, không ai đi khảo sát giờ đó.";

fn hand(database: &Database, name: &str, role: Role) -> Hand {
    Hand {
        who: desk::account(database, name, role, &[]),
        role,
        at: wave::now(),
    }
}

/// Two of the office, one of the Front.
fn hands(database: &Database) -> [Hand; 3] {
    [
        hand(database, "lan", Role::Office),
        hand(database, "minh", Role::Office),
        hand(database, "thu", Role::Front),
    ]
}

struct Desk<'a>(&'a Database, DataFolder);

impl Desk<'_> {
    fn propose(&self, by: Hand, rule: &Rule, verdict: Verdict) -> Result<(), ReviewFailure> {
        let wanted = (rule, verdict, REASON);
        propose(&self.0.store, &self.1, wave::WAVE, by, wanted)
    }

    fn decide(&self, by: Hand, number: i32, outcome: Outcome) -> Result<(), ReviewFailure> {
        decide(&self.0.store, &self.1, wave::WAVE, by, number, outcome)
    }

    fn compute(&self) -> Result<(), WaveComputeFailure> {
        compute(&self.0.store, &self.1, wave::WAVE)
    }

    /// Received and left out, of the computed figures.
    fn flow(&self) -> (u64, u64) {
        let figures = folder::read(&self.1.computed(wave::WAVE)).unwrap();
        let whole = &figures.quality.rows[0];
        (whole.received.unwrap(), whole.excluded.unwrap())
    }

    fn sealed(&self, name: &str) -> String {
        fs::read_to_string(self.1.sealed(wave::WAVE).join(name)).unwrap()
    }
}

fn refused(outcome: Result<(), ReviewFailure>) -> Refusal {
    match outcome {
        Err(ReviewFailure::Rules(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_flags_are_left_out_only_after_two_people_have_said_so() {
    for database in databases::both() {
        let desk = Desk(&database, closed(&database));
        let [lan, _, thu] = hands(&database);
        let undecided = desk.compute();
        assert!(
            matches!(undecided, Err(WaveComputeFailure::Undecided(n)) if n == TWO_FLAGS as u64),
            "{undecided:?}"
        );
        desk.propose(lan, &Rule::TwoFlags, Verdict::Exclude)
            .unwrap();
        assert!(matches!(
            desk.compute(),
            Err(WaveComputeFailure::Undecided(_))
        ));
        desk.decide(thu, 1, Outcome::Confirmed).unwrap();
        desk.compute().unwrap();
        assert_eq!(desk.flow(), (ALL as u64, TWO_FLAGS as u64));
        let csv = desk.sealed("decisions.csv");
        assert!(csv.contains("two_flags,,,exclude,"), "{csv}");
        assert!(csv.contains(",office,2026-03-01,front,2026-03-01"), "{csv}");
        let mut acts = Vec::new();
        let seen =
            |connection: &mut _| audit::each(connection, |line| acts.push(line.action.clone()));
        database.store.read_blocking(seen).unwrap();
        assert_eq!(
            acts[acts.len() - 2..],
            ["exclusion-proposed", "exclusion-confirmed"]
        );
    }
}

#[test]
fn two_people_may_also_decide_to_keep_them() {
    let database = databases::sqlite();
    let desk = Desk(&database, closed(&database));
    let [lan, minh, _] = hands(&database);
    desk.propose(lan, &Rule::TwoFlags, Verdict::Keep).unwrap();
    desk.decide(minh, 1, Outcome::Confirmed).unwrap();
    desk.compute().unwrap();
    assert_eq!(desk.flow(), (ALL as u64, 0));
    assert!(desk.sealed("method.toml").contains("exclude = false"));
}

#[test]
fn a_burst_goes_into_the_method_with_the_rule_of_two_flags_and_never_without() {
    let database = databases::sqlite();
    let desk = Desk(&database, closed(&database));
    let [lan, minh, thu] = hands(&database);
    let early = desk.propose(lan, &burst(), Verdict::Exclude);
    assert_eq!(refused(early), Refusal::TwoFlagsFirst);
    desk.propose(lan, &Rule::TwoFlags, Verdict::Exclude)
        .unwrap();
    desk.decide(minh, 1, Outcome::Confirmed).unwrap();
    desk.propose(lan, &burst(), Verdict::Exclude).unwrap();
    desk.decide(thu, 2, Outcome::Confirmed).unwrap();
    desk.compute().unwrap();
    assert_eq!(desk.flow(), (ALL as u64, (TWO_FLAGS + IN_BURST) as u64));
    // A later decision takes it back.
    let keep_all = desk.propose(lan, &Rule::TwoFlags, Verdict::Keep);
    assert_eq!(refused(keep_all), Refusal::TwoFlagsFirst);
    desk.propose(lan, &burst(), Verdict::Keep).unwrap();
    desk.decide(thu, 3, Outcome::Confirmed).unwrap();
    desk.compute().unwrap();
    assert_eq!(desk.flow(), (ALL as u64, TWO_FLAGS as u64));
}

#[test]
fn whoever_proposed_it_cannot_decide_and_only_the_office_proposes() {
    for database in databases::both() {
        let desk = Desk(&database, closed(&database));
        let [lan, minh, thu] = hands(&database);
        let by_front = desk.propose(thu, &Rule::TwoFlags, Verdict::Exclude);
        assert_eq!(refused(by_front), Refusal::NotTheOffice);
        desk.propose(lan, &Rule::TwoFlags, Verdict::Exclude)
            .unwrap();
        let again = desk.propose(minh, &Rule::TwoFlags, Verdict::Keep);
        assert_eq!(refused(again), Refusal::Waiting);
        for outcome in [Outcome::Confirmed, Outcome::Refused] {
            assert_eq!(refused(desk.decide(lan, 1, outcome)), Refusal::SamePerson);
        }
        // Nor under another role, should the account have got one.
        let as_front = Hand {
            role: Role::Front,
            ..lan
        };
        let own = desk.decide(as_front, 1, Outcome::Confirmed);
        assert_eq!(refused(own), Refusal::SamePerson);
        let auditor = Hand {
            who: AccountId(99),
            role: Role::Auditor,
            ..lan
        };
        let outsider = desk.decide(auditor, 1, Outcome::Confirmed);
        assert_eq!(refused(outsider), Refusal::NotNow);
        desk.decide(thu, 1, Outcome::Refused).unwrap();
        let late = desk.decide(minh, 1, Outcome::Confirmed);
        assert_eq!(refused(late), Refusal::Decided);
        assert!(matches!(
            desk.compute(),
            Err(WaveComputeFailure::Undecided(_))
        ));
        let method = desk.sealed("method.toml");
        assert!(!method.contains("exclude"), "{method}");
    }
}

#[test]
fn what_was_not_found_a_short_reason_and_an_open_wave_are_refused() {
    let database = databases::sqlite();
    let desk = Desk(&database, closed(&database));
    let [lan, ..] = hands(&database);
    let invented = Rule::Burst {
        locality: "1".to_owned(),
        start: "2026-02-11T10:00".to_owned(),
    };
    let refusal = refused(desk.propose(lan, &invented, Verdict::Exclude));
    assert_eq!(refusal, Refusal::NothingFound);
    let wanted = (&Rule::TwoFlags, Verdict::Exclude, " vì vậy ");
    let short = propose(&database.store, &desk.1, wave::WAVE, lan, wanted);
    assert_eq!(refused(short), Refusal::Reason);
    let other = databases::sqlite();
    wave::open(&other.store);
    let open = Desk(&other, DataFolder::open(other.folder.path()).unwrap());
    let [lan, ..] = hands(&other);
    let refusal = refused(open.propose(lan, &Rule::TwoFlags, Verdict::Exclude));
    assert_eq!(refusal, Refusal::NotNow);
}

#[test]
fn what_was_found_has_no_score_and_is_the_same_whatever_was_decided() {
    let database = databases::sqlite();
    let desk = Desk(&database, closed(&database));
    let [lan, minh, _] = hands(&database);
    let kept = || {
        let find = |connection: &mut _| waves::find(connection, wave::WAVE);
        database.store.read_blocking(find).unwrap().unwrap()
    };
    let before = found(&desk.1, &kept()).unwrap();
    assert_eq!(rules_found(&before), [Rule::TwoFlags, burst()]);
    assert!(before.rows.iter().all(|row| row.index_mean.is_none()));
    assert!(before.review.iter().all(|one| one.difference.is_none()));
    desk.propose(lan, &Rule::TwoFlags, Verdict::Keep).unwrap();
    desk.decide(minh, 1, Outcome::Confirmed).unwrap();
    fs::remove_file(desk.1.sealed(wave::WAVE).join("flags.json")).unwrap();
    assert_eq!(found(&desk.1, &kept()).unwrap(), before);
}
