//! Paper, typed in twice: the first keying lies sealed until a second person has keyed the same sheet.
//!
//! One transaction confirms a sheet: its code is spent, the response is written, the first keying is gone.

use std::sync::Arc;

use chrono::NaiveDateTime;

use crate::clock::local;
use crate::flow::collect::{chosen_group, comments};
use crate::flow::in_play::WaveInPlay;
use crate::flow::{draft, secrets};
use crate::store::paper::End;
use crate::store::responses::{KeptResponse, TypedIn};
use crate::store::{
    AnyConnection, Store, StoreFailure, audit, drafts, links, paper, responses, tallies,
};
use crate::survey::answering::{Answers, Fault, Typed};
use crate::survey::audit::Act;
use crate::survey::link::{Code, LinkKind};
use crate::survey::locality::Group;
use crate::survey::paper::{Agreement, differences, is_blank, read};
use crate::survey::paper_batch::{Batch, BatchFault, NewBatch, Typist};
use crate::survey::response::{Mode, ResponseId, encode, is_complete};
use crate::survey::staff::AccountId;
use crate::survey::wave::Intake;

/// One person at the paper of one locality.
#[derive(Clone)]
pub struct PaperDesk {
    pub store: Store,
    pub wave: Arc<WaveInPlay>,
    /// Place in the wave's localities.
    pub locality: i16,
    pub account: AccountId,
    pub now: NaiveDateTime,
}

/// A batch as its locality sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    pub batch: Batch,
    /// Sheets that were keyed once or are done, in their order.
    pub taken: Vec<i32>,
    /// Lowest number that nobody has keyed; none when all have been.
    pub next: Option<i32>,
    /// Sheets that this person may key a second time.
    pub to_check: Vec<i32>,
    /// Sheets that this person keyed and another one has to key.
    pub own: usize,
}

/// A question that two typists read differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub field: usize,
    /// As it was typed.
    pub first: String,
    pub second: String,
}

/// What the second person, with the paper in hand, says of differences: field code and what the paper says.
pub type Decisions = Typed;

/// Why a household code that stands on a sheet cannot be spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeTrouble {
    Mistyped,
    /// No household code of this locality and wave.
    Unknown,
    /// The household has answered already, online or on paper.
    Spent,
    Expired,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The first keying is kept, or the second agreed and the response is.
    Kept,
    Faults(Vec<Fault>),
    /// Nothing was typed.
    Blank,
    /// Somebody keyed this sheet meanwhile, or it is done.
    Taken,
    /// A second keying must be another person's.
    Own,
    Differs(Vec<Difference>),
    /// Hardly anything agrees: what the first typist read is not shown.
    AnotherSheet,
    Code(CodeTrouble),
    /// The wave takes no answers now.
    NotOpen,
    /// There is no such sheet in this locality.
    Missing,
}

impl PaperDesk {
    fn typist(&self) -> Typist {
        self.account.into()
    }

    /// A line of the audit log: the batch, never the sheet, so that no line can be laid beside a response.
    fn note(
        &self,
        connection: &mut AnyConnection,
        action: &'static str,
        batch: i32,
    ) -> Result<(), StoreFailure> {
        let wave = &self.wave.wave;
        let place = usize::try_from(self.locality).ok();
        let key = place.and_then(|at| wave.localities.get(at));
        let key = key.ok_or(StoreFailure::Missing("locality"))?;
        let act = Act {
            at: self.now,
            actor: Some(self.account),
            action,
            subject: format!("{}/{key}", wave.code),
            detail: batch.to_string(),
        };
        audit::append(connection, &act)
    }

    /// The groups that a sheet of this batch may name: none when the batch says which one it is.
    pub fn groups<'a>(&'a self, batch: &Batch) -> &'a [Group] {
        match batch.of.group {
            Some(_) => &[],
            None => self.own_groups(),
        }
    }

    pub fn own_groups(&self) -> &[Group] {
        let place = usize::try_from(self.locality).unwrap_or(usize::MAX);
        self.wave.groups.get(place).map_or(&[], Vec::as_slice)
    }

    pub async fn batches(&self) -> Result<Vec<Progress>, StoreFailure> {
        let this = self.clone();
        self.store
            .read(move |connection| {
                let batches = paper::batches(connection, this.wave.wave.id, this.locality)?;
                let batches = batches.into_iter();
                batches
                    .map(|batch| this.progress(connection, batch))
                    .collect()
            })
            .await
    }

    pub async fn batch(&self, number: i32) -> Result<Option<Progress>, StoreFailure> {
        let this = self.clone();
        self.store
            .read(move |connection| {
                let batch = paper::batch(connection, this.wave.wave.id, this.locality, number)?;
                batch
                    .map(|batch| this.progress(connection, batch))
                    .transpose()
            })
            .await
    }

    fn progress(
        &self,
        connection: &mut AnyConnection,
        batch: Batch,
    ) -> Result<Progress, StoreFailure> {
        let id = self.wave.wave.id;
        let taken = paper::taken(connection, id, batch.number)?;
        let waiting = paper::waiting(connection, id, batch.number)?;
        let (own, others): (Vec<_>, Vec<_>) = waiting
            .into_iter()
            .partition(|sheet| sheet.typist == self.typist());
        Ok(Progress {
            next: (1..=batch.of.sheets).find(|number| taken.binary_search(number).is_err()),
            to_check: others.into_iter().map(|sheet| sheet.number).collect(),
            own: own.len(),
            taken,
            batch,
        })
    }

    /// `Ok(Err(_))` names what is wrong with the batch; none of it means that the wave takes no paper now.
    pub async fn new_batch(
        &self,
        new: NewBatch,
    ) -> Result<Result<i32, Vec<BatchFault>>, StoreFailure> {
        let (opens, now) = (self.wave.wave.opens_at, self.now);
        let is_group = |code: &str| self.own_groups().iter().any(|group| group.code == code);
        let faults = new.faults(local(opens).date(), local(now).date(), is_group);
        if !faults.is_empty() {
            return Ok(Err(faults));
        }
        let this = self.clone();
        self.store
            .write(move |connection| {
                if !this.takes_paper(connection)? {
                    return Ok(Err(Vec::new()));
                }
                let id = this.wave.wave.id;
                let number = paper::keep_batch(connection, id, this.locality, &new)?;
                this.note(connection, "paper-batch-made", number)?;
                Ok(Ok(number))
            })
            .await
    }

    /// Keeps what the first person typed from a sheet, sealed.
    pub async fn key_first(
        &self,
        (batch, sheet): (i32, i32),
        keyed: Typed,
    ) -> Result<Outcome, StoreFailure> {
        let this = self.clone();
        self.store
            .write(move |connection| {
                let Some(known) = this.sheet(connection, batch, sheet)? else {
                    return Ok(Outcome::Missing);
                };
                if !this.takes_paper(connection)? {
                    return Ok(Outcome::NotOpen);
                }
                if let Err(refused) = this.judged(&known, &keyed) {
                    return Ok(refused);
                }
                let sealed = this.seal(batch, sheet, &keyed)?;
                let id = this.wave.wave.id;
                if !paper::keep_sheet(connection, id, batch, sheet, &this.typist(), &sealed)? {
                    return Ok(Outcome::Taken);
                }
                this.note(connection, "paper-keyed", batch)?;
                Ok(Outcome::Kept)
            })
            .await
    }

    /// Compares what the second person typed with the first keying. Where both agree, or `decided` settles every
    /// difference, the answers are a response; `code` is then spent, if the sheet carries one.
    pub async fn key_second(
        &self,
        (batch, sheet): (i32, i32),
        keyed: Typed,
        decided: Decisions,
        code: String,
    ) -> Result<Outcome, StoreFailure> {
        let this = self.clone();
        self.store
            .write(move |connection| {
                let first = match this.of_another(connection, batch, sheet)? {
                    Ok(first) => first,
                    Err(outcome) => return Ok(outcome),
                };
                match this.compared(&first, &keyed, &decided) {
                    Ok(agreed) => this.confirm(connection, &first, agreed, &code),
                    Err(outcome) => Ok(outcome),
                }
            })
            .await
    }

    /// Takes what the second person typed as the first keying, in the place of one that was of another sheet.
    pub async fn start_over(
        &self,
        (batch, sheet): (i32, i32),
        keyed: Typed,
    ) -> Result<Outcome, StoreFailure> {
        let this = self.clone();
        self.store
            .write(move |connection| {
                let first = match this.of_another(connection, batch, sheet)? {
                    Ok(first) => first,
                    Err(outcome) => return Ok(outcome),
                };
                if let Err(refused) = this.judged(&first.batch, &keyed) {
                    return Ok(refused);
                }
                let sealed = this.seal(batch, sheet, &keyed)?;
                let id = this.wave.wave.id;
                paper::replace_first(connection, id, batch, sheet, &this.typist(), &sealed)?;
                this.note(connection, "paper-started-over", batch)?;
                Ok(Outcome::Kept)
            })
            .await
    }

    /// Forgets the first keying of a sheet that does not count: its household has answered, or it is void.
    pub async fn set_aside(&self, (batch, sheet): (i32, i32)) -> Result<Outcome, StoreFailure> {
        let this = self.clone();
        self.store
            .write(move |connection| {
                if let Err(outcome) = this.of_another(connection, batch, sheet)? {
                    return Ok(outcome);
                }
                let id = this.wave.wave.id;
                paper::end_sheet(connection, id, batch, sheet, End::SetAside)?;
                this.note(connection, "paper-set-aside", batch)?;
                Ok(Outcome::Kept)
            })
            .await
    }

    fn takes_paper(&self, connection: &mut AnyConnection) -> Result<bool, StoreFailure> {
        let wave = &self.wave.wave;
        Ok(wave.intake(self.now) == Intake::Open && paper::hold_open(connection, wave.id)?)
    }

    /// The batch of a sheet, if it is one of this locality and has so many.
    fn sheet(
        &self,
        connection: &mut AnyConnection,
        batch: i32,
        sheet: i32,
    ) -> Result<Option<Batch>, StoreFailure> {
        let known = paper::batch(connection, self.wave.wave.id, self.locality, batch)?;
        Ok(known.filter(|batch| (1..=batch.of.sheets).contains(&sheet)))
    }

    fn key(&self, batch: i32, sheet: i32) -> Result<[u8; 32], StoreFailure> {
        let key = self.wave.key.as_deref();
        let key = key.ok_or(StoreFailure::Missing("key of the wave"))?;
        Ok(secrets::paper_key(key, batch, sheet))
    }

    fn seal(&self, batch: i32, sheet: i32, keyed: &Typed) -> Result<Vec<u8>, StoreFailure> {
        draft::seal(&self.key(batch, sheet)?, keyed).ok_or(StoreFailure::Unreadable("keying"))
    }

    fn judged(&self, batch: &Batch, keyed: &Typed) -> Result<Answers, Outcome> {
        let checked = read(&self.wave.form, keyed, self.groups(batch));
        if !checked.faults.is_empty() {
            return Err(Outcome::Faults(checked.faults));
        }
        if is_blank(&checked.answers) {
            return Err(Outcome::Blank);
        }
        Ok(checked.answers)
    }

    /// The first keying of a sheet that another person typed; nobody else can end it before this transaction does.
    fn of_another(
        &self,
        connection: &mut AnyConnection,
        batch: i32,
        sheet: i32,
    ) -> Result<Result<First, Outcome>, StoreFailure> {
        let Some(known) = self.sheet(connection, batch, sheet)? else {
            return Ok(Err(Outcome::Missing));
        };
        if !self.takes_paper(connection)? {
            return Ok(Err(Outcome::NotOpen));
        }
        let id = self.wave.wave.id;
        let Some((typist, sealed)) = paper::hold_first(connection, id, batch, sheet)? else {
            return Ok(Err(Outcome::Taken));
        };
        if typist == self.typist() {
            return Ok(Err(Outcome::Own));
        }
        let keyed = draft::open(&self.key(batch, sheet)?, &sealed)
            .ok_or(StoreFailure::Unreadable("keying"))?;
        Ok(Ok(First {
            batch: known,
            sheet,
            typist,
            keyed,
        }))
    }

    fn compared(
        &self,
        first: &First,
        second: &Typed,
        decided: &Decisions,
    ) -> Result<Agreed, Outcome> {
        let (form, groups) = (&self.wave.form, self.groups(&first.batch));
        let typed = self.judged(&first.batch, second)?;
        let agreement = Agreement::of(&read(form, &first.keyed, groups).answers, &typed);
        if agreement.is_another_sheet() {
            return Err(Outcome::AnotherSheet);
        }
        // Only what was typed differently can be decided.
        let fields = form.fields.iter().map(|field| field.code.as_str());
        let open: Vec<&str> = fields
            .filter(|code| decided.has(code) && said(&first.keyed, code) != said(second, code))
            .collect();
        let settled = |keyed: &Typed| {
            let mut keyed = keyed.clone();
            keyed.replace(&open, decided);
            keyed
        };
        let answers = self.judged(&first.batch, &settled(second))?;
        let apart = differences(
            &read(form, &settled(&first.keyed), groups).answers,
            &answers,
        );
        if apart.is_empty() {
            return Ok(Agreed { answers, agreement });
        }
        let difference = |at: usize| {
            let field = form.fields.get(at)?;
            Some(Difference {
                field: at,
                first: said(&first.keyed, &field.code).to_owned(),
                second: said(second, &field.code).to_owned(),
            })
        };
        Err(Outcome::Differs(
            apart.into_iter().filter_map(difference).collect(),
        ))
    }

    fn confirm(
        &self,
        connection: &mut AnyConnection,
        first: &First,
        agreed: Agreed,
        code: &str,
    ) -> Result<Outcome, StoreFailure> {
        let (id, batch) = (self.wave.wave.id, first.batch.number);
        let mut group = first.batch.of.group.clone();
        if !code.trim().is_empty() {
            match self.spend(connection, code)? {
                Ok(own) => group = own.or(group),
                Err(trouble) => return Ok(Outcome::Code(trouble)),
            }
        }
        let form = &self.wave.form;
        let response = KeptResponse {
            id: ResponseId(rand::random()),
            locality: self.locality,
            group: group.or_else(|| chosen_group(&agreed.answers)),
            mode: Mode::Entry,
            complete: is_complete(form, &agreed.answers),
            answers: encode(form, &agreed.answers),
            typed: Some(TypedIn {
                batch,
                typist: first.typist.clone(),
            }),
        };
        let words = comments(form, &agreed.answers);
        responses::keep(connection, id, &response, &words)?;
        tallies::count_one(
            connection,
            id,
            (self.locality, response.group.as_deref()),
            response.mode,
            response.complete,
            local(self.now).date(),
        )?;
        let end = End::Entered(agreed.agreement);
        paper::end_sheet(connection, id, batch, first.sheet, end)?;
        self.note(connection, "paper-confirmed", batch)?;
        Ok(Outcome::Kept)
    }

    /// Spends a household code of this locality, ends its draft and names its group.
    fn spend(
        &self,
        connection: &mut AnyConnection,
        typed: &str,
    ) -> Result<Result<Option<String>, CodeTrouble>, StoreFailure> {
        let Ok(code) = Code::read(typed) else {
            return Ok(Err(CodeTrouble::Mistyped));
        };
        let key = self.wave.key.as_deref();
        let key = key.ok_or(StoreFailure::Missing("key of the wave"))?;
        let id = self.wave.wave.id;
        let link = links::find(connection, id, secrets::link_token(key, &code))?;
        let Some(link) =
            link.filter(|link| link.kind == LinkKind::Single && link.locality == self.locality)
        else {
            return Ok(Err(CodeTrouble::Unknown));
        };
        if link.is_expired(self.now) {
            return Ok(Err(CodeTrouble::Expired));
        }
        if !links::spend(connection, id, secrets::spent_single(key, &code))? {
            return Ok(Err(CodeTrouble::Spent));
        }
        drafts::end(connection, id, secrets::draft_token(key, code.as_str()))?;
        Ok(Ok(link.group))
    }
}

/// A sheet as the first person typed it.
struct First {
    batch: Batch,
    sheet: i32,
    typist: Typist,
    keyed: Typed,
}

struct Agreed {
    answers: Answers,
    /// Before anything was decided.
    agreement: Agreement,
}

fn said<'a>(keyed: &'a Typed, code: &'a str) -> &'a str {
    keyed.values(code).next().unwrap_or_default().trim()
}
