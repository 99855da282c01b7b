//! Why a wave stays as it is, beside the fields that it is about.

use crate::exchange::upload::UploadFault;
use crate::flow::prepare::PrepareFailure;
use crate::flow::wave::WaveFailure;
use crate::store::StoreFailure;
use crate::survey::wave_edit::{EditFault, Part};
use crate::web::desk::refusal::Refusals;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::waves::Waves;
use crate::wording::{
    data_faults, fill, form_faults, method_faults, uploads, wave_edits, wave_fit,
};

/// How files are called in messages when they stand in a box.
pub const FORM: &str = "form.toml";
pub const METHOD: &str = "method.toml";

fn field(fault: &EditFault) -> &'static str {
    let of_part = |part: &Part| match part {
        Part::TitleVi => "title_vi",
        Part::TitleEn => "title_en",
        Part::Form => "form",
        Part::Method => "method",
        Part::Localities => "localities",
        Part::OpensAt => "first_day",
        Part::ClosesAt => "last_day",
        Part::Margins => "csv",
        Part::Plan => "error",
    };
    match fault {
        EditFault::Fixed(part) | EditFault::Title(part) => of_part(part),
        EditFault::NoLocalities | EditFault::SameCode(_) | EditFault::HandedOut => "localities",
        EditFault::Period | EditFault::Shortened | EditFault::Past => "last_day",
    }
}

pub fn uploaded(desk: &Desk, faults: &[(&'static str, UploadFault)]) -> Refusals {
    let mut refusals = Refusals::default();
    for (field, fault) in faults {
        refusals.add(field, uploads::sentence(fault, desk.tongue));
    }
    refusals
}

/// `Err` for what is nobody's mistake, and for a wave that is not there.
pub fn of(desk: &Desk, problem: WaveFailure) -> Result<Refusals, Failure> {
    let (words, tongue) = (Waves::of(desk.tongue), desk.tongue);
    let mut refusals = Refusals::default();
    match problem {
        WaveFailure::NoSuchWave => return Err(desk.no_such_page()),
        // Shown apart, part by part.
        WaveFailure::Changed(_) => {}
        WaveFailure::Rules(faults) => faults
            .iter()
            .for_each(|fault| refusals.add(field(fault), wave_edits::fault(fault, tongue))),
        WaveFailure::Form(faults) => faults.iter().for_each(|fault| {
            refusals.add("form_text", form_faults::sentence(FORM, fault, tongue));
        }),
        WaveFailure::Method(faults) => faults.iter().for_each(|fault| {
            refusals.add("method", method_faults::sentence(METHOD, fault, tongue));
        }),
        WaveFailure::Margins(faults) => data_faults::data(&faults, tongue)
            .into_iter()
            .for_each(|line| refusals.add("csv", line)),
        WaveFailure::Plan(faults) => super::plan::refused(words, &faults, &mut refusals),
        WaveFailure::UnknownLocalities(keys) => {
            let names: Vec<String> = keys.iter().map(ToString::to_string).collect();
            let names = names.join(", ");
            refusals.add(
                "localities",
                fill(words.unknown_localities, &[("names", &names)]),
            );
        }
        WaveFailure::UnknownSize(names) => refusals.add(
            "unit",
            fill(words.unknown_size, &[("names", &names.join(", "))]),
        ),
        WaveFailure::NotReady(readiness) => {
            if readiness.is_over {
                refusals.add("open", words.step_open_over);
            }
            for misfit in readiness.blocking() {
                refusals.add("open", wave_fit::sentence(misfit, tongue));
            }
        }
        WaveFailure::Store(StoreFailure::FormChanged { code, version }) => {
            let version = version.to_string();
            let values = [("form", code.as_str()), ("version", &version)];
            refusals.add("form_text", fill(words.frozen, &values));
        }
        WaveFailure::Store(StoreFailure::IllegalMove(_)) => {
            refusals.add("open", words.not_draft);
        }
        WaveFailure::Store(problem) => return Err(Failure::store(tongue)(problem)),
    }
    Ok(refusals)
}

/// The same for a wave that is to be made.
pub fn of_new(desk: &Desk, problem: PrepareFailure) -> Result<Refusals, Failure> {
    let words = Waves::of(desk.tongue);
    of(
        desk,
        match problem {
            PrepareFailure::BadCode(_) => return Ok(Refusals::one("code", words.bad_code)),
            PrepareFailure::Taken(_) => return Ok(Refusals::one("code", words.taken)),
            PrepareFailure::UnknownLocality(key) => WaveFailure::UnknownLocalities(vec![key]),
            PrepareFailure::Form(faults) => WaveFailure::Form(faults),
            PrepareFailure::Method(faults) => WaveFailure::Method(faults),
            PrepareFailure::Rules(faults) => WaveFailure::Rules(faults),
            PrepareFailure::Store(problem) => WaveFailure::Store(problem),
        },
    )
}
