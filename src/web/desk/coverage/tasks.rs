//! What the first page says about answers coming in.

use crate::store::{AnyConnection, StoreFailure, localities, waves};
use crate::survey::access::Action;
use crate::survey::wave::WaveState;
use crate::web::desk::home::Task;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::coverage::Coverage;
use crate::wording::{Tongue, fill};

/// Open waves: all of each for those who see everything, its own localities for a committee.
pub async fn tasks(desk: &Desk) -> Result<Vec<Task>, Failure> {
    if !desk.may_somewhere(Action::SeeCoverage) {
        return Ok(Vec::new());
    }
    let read = |connection: &mut AnyConnection| -> Result<_, StoreFailure> {
        Ok((waves::all(connection)?, localities::all(connection)?))
    };
    let (all, known) = desk.read(read).await?;
    let words = Coverage::of(desk.tongue);
    let mut tasks = Vec::new();
    for wave in all.into_iter().rev().map(|kept| kept.wave) {
        if wave.state != WaveState::Open {
            continue;
        }
        let title = match desk.tongue {
            Tongue::Vi => &wave.title_vi,
            Tongue::En => &wave.title_en,
        };
        let values = [("wave", title.as_str())];
        if desk.may(Action::SeeCoverage, None) {
            tasks.push(Task {
                href: format!("/desk/waves/{}/dashboard", wave.code),
                title: fill(words.task_dashboard, &values),
                text: words.task_dashboard_text.to_owned(),
            });
            continue;
        }
        for own in wave.localities.iter() {
            if !desk.may(Action::SeeCoverage, Some(own)) {
                continue;
            }
            let locality = known.iter().find(|one| one.key == *own);
            let name = locality.map_or_else(|| own.to_string(), |one| one.name.clone());
            tasks.push(Task {
                href: format!("/desk/waves/{}/localities/{own}/coverage", wave.code),
                title: fill(words.task_place, &[("name", &name)]),
                text: fill(words.task_place_text, &values),
            });
        }
    }
    Ok(tasks)
}
