//! Screening: flags from the responses, and who is left out before anything is computed (method §15).

use std::collections::HashMap;

use hailong_statistics::error::Error;
use hailong_statistics::score::{MISSING, Style, is_valid};
use hailong_statistics::screening::burst::{Arrivals, Burst, bursts};
use hailong_statistics::screening::flags::{Flag, Flags, raise, verdict};
use hailong_statistics::screening::flow::{Flow, flows};
use hailong_statistics::screening::impossible::{Combination, impossible};
use hailong_statistics::screening::interviewer::{Interviewer, interviewers};
use hailong_statistics::screening::same_answers::same_answers;
use hailong_statistics::screening::same_person::same_person;
use hailong_statistics::screening::speed::speeding;
use hailong_statistics::screening::straight_lining::{Grid, straight_lined};
use hailong_statistics::screening::variability::irv;

use crate::edition::margins;
use crate::edition::method::Method;
use crate::edition::screening_rules::{ConfirmedBurst, ScreeningRules};
use crate::exchange::frame::FrameRow;
use crate::exchange::responses::{Categories, Responses};
use crate::survey::form::Form;
use crate::survey::question::Kind;

/// What screening found among everybody who answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Screened {
    /// Everybody's responses, where somebody is left out.
    pub received: Option<Responses>,
    /// Per locality of the frame and, last, all together.
    pub flows: Vec<Flow>,
    /// Mean variability of a person's answers and mean percentile of the time taken, likewise.
    pub variability: Vec<Option<f64>>,
    pub pace: Vec<Option<f64>>,
    /// Groups of respondents with the same answers, by locality of the first, and size.
    pub same_answers: Vec<(u32, u64)>,
    /// And whether people have confirmed them.
    pub bursts: Vec<(Burst, bool)>,
    pub interviewers: Vec<(String, Interviewer)>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ScreeningFault {
    /// The method confirms a burst that the rule does not flag: nobody can be left out by naming ten minutes.
    NoBurst(ConfirmedBurst),
    Statistics(Error),
}

impl From<Error> for ScreeningFault {
    fn from(problem: Error) -> Self {
        Self::Statistics(problem)
    }
}

/// The responses to use, and what was found. The columns that the impossible combinations name are the last categories
/// of those received, in the order of the method.
pub fn screen(
    form: &Form,
    method: &Method,
    frame: &[FrameRow],
    received: Responses,
) -> Result<(Responses, Screened), Vec<ScreeningFault>> {
    let rules = &method.screening;
    let survey = Survey::of(form, &received);
    let (flags, mut screened) = survey
        .flagged(rules, method)
        .map_err(|problem| vec![problem.into()])?;
    let (flags, faults) = survey.confirmed(flags, &mut screened, rules, frame);
    if !faults.is_empty() {
        return Err(faults);
    }
    screened.flows = flows(&received.locality, frame.len(), &flags, rules.exclude)
        .map_err(|problem| vec![problem.into()])?;
    let means = |values: &[Option<f64>]| means(values, &received.locality, frame.len());
    screened.variability = means(&screened.variability);
    screened.pace = means(&screened.pace);
    let keep: Vec<bool> = flags
        .iter()
        .map(|flags| verdict(*flags, rules.exclude).is_none())
        .collect();
    if keep.iter().all(|keep| *keep) {
        return Ok((received, screened));
    }
    let kept = received.kept(&keep);
    screened.received = Some(received);
    Ok((kept, screened))
}

/// The scale items as columns, in the order shown.
struct Survey<'a> {
    form: &'a Form,
    responses: &'a Responses,
    columns: Vec<&'a [u8]>,
    n: usize,
}

impl<'a> Survey<'a> {
    fn of(form: &'a Form, responses: &'a Responses) -> Self {
        let columns = responses.scales.iter().map(|(_, codes)| codes.as_slice());
        Self {
            form,
            responses,
            columns: columns.collect(),
            n: responses.locality.len(),
        }
    }

    /// Every flag but those that people decide on. Means are still per respondent.
    fn flagged(
        &self,
        rules: &ScreeningRules,
        method: &Method,
    ) -> Result<(Vec<Flags>, Screened), Error> {
        let (columns, n, paradata) = (&self.columns, self.n, &self.responses.paradata);
        let mut flags = vec![Flags::default(); n];
        let rows = impossible(&self.combinations(rules, method), n)?;
        raise(&mut flags, Flag::Impossible, &rows);
        let straight = straight_lined(&self.grids(), n, &rules.straight_lining)?;
        raise(&mut flags, Flag::StraightLining, &straight);
        let same = same_answers(columns, n, &straight, &rules.same_answers)?;
        raise(&mut flags, Flag::SameAnswers, &same.rows());
        let mut screened = Screened {
            variability: irv(columns, n)?,
            ..Screened::default()
        };
        let place = |group: &Vec<usize>| {
            let first = group
                .first()
                .and_then(|row| self.responses.locality.get(*row));
            (first.copied().unwrap_or_default(), group.len() as u64)
        };
        screened.same_answers = same.groups.iter().map(place).collect();
        if let Some(seconds) = &paradata.seconds {
            let pace = speeding(seconds, &self.answered(), &self.paths(), &rules.speed)?;
            raise(&mut flags, Flag::Speeding, &pace.flagged);
            screened.pace = pace.percentile;
        }
        if let Some(person) = paradata.named("person") {
            let rows = same_person(&person.of_row, columns, paradata.time.as_deref())?;
            raise(&mut flags, Flag::SamePerson, &rows);
        }
        if let Some(start) = &paradata.time {
            let origin = paradata.named("device");
            let arrivals = Arrivals {
                locality: &self.responses.locality,
                start,
                origin: origin.map(|device| device.of_row.as_slice()),
                score: &self.scores(),
            };
            let found = bursts(&arrivals, &rules.burst)?;
            for burst in &found {
                raise(&mut flags, Flag::Burst, &burst.rows);
            }
            screened.bursts = found.into_iter().map(|burst| (burst, false)).collect();
        }
        if let Some(Categories { names, of_row }) = paradata.named("interviewer") {
            let found = interviewers(of_row, names.len(), &flags)?;
            screened.interviewers = found
                .into_iter()
                .filter_map(|one| Some((names.get(one.interviewer as usize)?.clone(), one)))
                .collect();
        }
        Ok((flags, screened))
    }

    /// Adds what people have decided; whatever they confirm must be a burst.
    fn confirmed(
        &self,
        mut flags: Vec<Flags>,
        screened: &mut Screened,
        rules: &ScreeningRules,
        frame: &[FrameRow],
    ) -> (Vec<Flags>, Vec<ScreeningFault>) {
        let mut faults = Vec::new();
        for decided in &rules.confirmed_bursts {
            let is_meant = |(burst, _): &&mut (Burst, bool)| {
                let place = frame.get(burst.locality as usize);
                burst.start == decided.start.1
                    && place.is_some_and(|row| row.code == decided.locality)
            };
            match screened.bursts.iter_mut().find(is_meant) {
                Some((burst, confirmed)) => {
                    *confirmed = true;
                    raise(&mut flags, Flag::ConfirmedBurst, &burst.rows);
                }
                None => faults.push(ScreeningFault::NoBurst(decided.clone())),
            }
        }
        (flags, faults)
    }

    /// The columns of the combinations stand behind those that the method rakes to.
    fn combinations(&self, rules: &ScreeningRules, method: &Method) -> Vec<Combination<'a>> {
        let mut columns = self
            .responses
            .categories
            .iter()
            .skip(margins::columns(method).len());
        let mut combinations = Vec::new();
        for one in &rules.impossible {
            let mut parts = Vec::new();
            let own = columns.by_ref().take(one.len());
            for ((_, cell), column) in one.iter().zip(own) {
                // A cell that nobody has is a value that no row has.
                let value = column.names.iter().position(|name| name == cell);
                let value = value.unwrap_or(column.names.len()) as u32;
                parts.push((column.of_row.as_slice(), value));
            }
            combinations.push(Combination { parts });
        }
        combinations
    }

    fn grids(&self) -> Vec<Grid<'a>> {
        let mut grids: Vec<((usize, usize), Grid<'a>)> = Vec::new();
        for ((at, _), column) in self.responses.scales.iter().zip(&self.columns) {
            let Some(field) = self.form.fields.get(*at) else {
                continue;
            };
            if !matches!(self.form.question(field).kind, Kind::Grid { .. }) {
                continue;
            }
            let question = (field.section, field.question);
            let is_reversed = self.form.is_reversed(field);
            match grids.last_mut().filter(|(own, _)| *own == question) {
                Some((_, grid)) => {
                    grid.columns.push(column);
                    grid.has_reversed |= is_reversed;
                }
                None => grids.push((
                    question,
                    Grid {
                        columns: vec![column],
                        has_reversed: is_reversed,
                    },
                )),
            }
        }
        grids.into_iter().map(|(_, grid)| grid).collect()
    }

    /// How many items each respondent answered, "don't know" included.
    fn answered(&self) -> Vec<u32> {
        let mut counts = vec![0; self.n];
        for column in &self.columns {
            for (count, code) in counts.iter_mut().zip(*column) {
                *count += u32::from(*code != MISSING);
            }
        }
        counts
    }

    /// Whom each respondent's time is compared with: the same mode, path and language.
    fn paths(&self) -> Vec<u32> {
        let columns = ["mode", "path", "language"];
        let columns = columns.map(|column| self.responses.paradata.named(column));
        let mut known: HashMap<[Option<u32>; 3], u32> = HashMap::new();
        (0..self.n)
            .map(|row| {
                let value = |column: Option<&Categories>| *column?.of_row.get(row)?;
                let next = known.len() as u32;
                *known.entry(columns.map(value)).or_insert(next)
            })
            .collect()
    }

    /// Each respondent's own mean score, reversed items flipped.
    fn scores(&self) -> Vec<Option<f64>> {
        let mut sums = vec![(0_u32, 0.0_f64); self.n];
        for ((at, _), column) in self.responses.scales.iter().zip(&self.columns) {
            let field = self.form.fields.get(*at);
            let is_reversed = field.is_some_and(|field| self.form.is_reversed(field));
            for ((count, sum), code) in sums.iter_mut().zip(*column) {
                if is_valid(*code) {
                    let code = if is_reversed { 6 - code } else { *code };
                    *count += 1;
                    *sum += Style::Mean.score(code);
                }
            }
        }
        let mean = |(count, sum): (u32, f64)| (count > 0).then(|| sum / f64::from(count));
        sums.into_iter().map(mean).collect()
    }
}

/// Per locality and, last, of all together; `None` where nobody has a value. Empty for no values at all.
fn means(values: &[Option<f64>], locality: &[u32], localities: usize) -> Vec<Option<f64>> {
    if values.is_empty() {
        return vec![None; localities + 1];
    }
    let mut sums = vec![(0_u64, 0.0); localities + 1];
    for (value, place) in values.iter().zip(locality) {
        let Some(value) = value else { continue };
        for at in [*place as usize, localities] {
            if let Some((count, sum)) = sums.get_mut(at) {
                *count += 1;
                *sum += value;
            }
        }
    }
    sums.into_iter()
        .map(|(count, sum)| (count > 0).then(|| sum / count as f64))
        .collect()
}
