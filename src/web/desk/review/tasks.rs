//! What the first page says about reviews.

use crate::store::{exclusions, waves};
use crate::survey::access::Action;
use crate::survey::wave::WaveState;
use crate::web::desk::home::Task;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::review::Review;
use crate::wording::{Tongue, fill};

/// Closed waves that nobody has computed, and proposals that wait for this person.
pub async fn tasks(desk: &Desk) -> Result<Vec<Task>, Failure> {
    if !desk.may(Action::DecideExclusion, None) {
        return Ok(Vec::new());
    }
    let (me, words) = (desk.id(), Review::of(desk.tongue));
    let waiting = desk
        .read(move |connection| {
            let mut found = Vec::new();
            for wave in waves::all(connection)?.into_iter().map(|kept| kept.wave) {
                if !matches!(wave.state, WaveState::Closed | WaveState::Computed) {
                    continue;
                }
                let proposals = exclusions::of_wave(connection, wave.id)?;
                let waits = proposals
                    .iter()
                    .any(|one| one.decided.is_none() && one.proposed.who != me);
                if waits || wave.state == WaveState::Closed {
                    found.push((wave, waits));
                }
            }
            Ok(found)
        })
        .await?;
    let task = |(wave, waits): (crate::survey::wave::Wave, bool)| {
        let title = match desk.tongue {
            Tongue::Vi => &wave.title_vi,
            Tongue::En => &wave.title_en,
        };
        Task {
            href: format!("/desk/waves/{}/quality", wave.code),
            title: fill(words.task, &[("wave", title)]),
            text: if waits {
                words.task_waiting
            } else {
                words.task_text
            }
            .to_owned(),
        }
    };
    Ok(waiting.into_iter().map(task).collect())
}
