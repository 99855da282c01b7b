//! What waits for the office on its first page: drafts to finish, waves that are over and not closed.

use crate::store::waves;
use crate::survey::access::Action;
use crate::survey::wave::{Intake, WaveState};
use crate::web::desk::home::Task;
use crate::web::desk::signed::Desk;
use crate::web::desk::waves::address;
use crate::web::desk::waves::list::title;
use crate::web::failure::Failure;
use crate::wording::waves::Waves;

pub async fn tasks(desk: &Desk) -> Result<Vec<Task>, Failure> {
    if !desk.may(Action::RunWave, None) {
        return Ok(Vec::new());
    }
    let words = Waves::of(desk.tongue);
    let all = desk.read(waves::all).await?;
    let mut tasks: Vec<Task> = all
        .iter()
        .filter_map(|kept| {
            let wave = &kept.wave;
            let (end, text) = match (wave.state, wave.intake(desk.now)) {
                (WaveState::Draft, _) => ("", words.task_draft),
                (WaveState::Open, Intake::Over) => ("/close", words.task_over),
                _ => return None,
            };
            Some(Task {
                href: format!("{}{end}", address(&wave.code)),
                title: title(desk.tongue, wave).to_owned(),
                text: text.to_owned(),
            })
        })
        .collect();
    if all.is_empty() {
        tasks.push(Task {
            href: "/desk/waves/new".to_owned(),
            title: words.new.to_owned(),
            text: words.empty_may.to_owned(),
        });
    }
    Ok(tasks)
}
