//! The waves that a code can belong to, read once a second at most.

use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use crate::store::{Store, StoreFailure, forms, localities, waves};
use crate::survey::form::Form;
use crate::survey::link::Code;
use crate::survey::locality::{Group, Locality};
use crate::survey::reading;
use crate::survey::wave::Wave;

/// A wave with everything that a resident's page needs.
#[derive(Debug)]
pub struct WaveInPlay {
    pub wave: Wave,
    pub form: Arc<Form>,
    /// `None` once the wave was closed.
    pub key: Option<Vec<u8>>,
    /// In the wave's order.
    pub localities: Vec<Locality>,
    /// Residential groups of each locality.
    pub groups: Vec<Vec<Group>>,
}

type Snapshot = Arc<Vec<Arc<WaveInPlay>>>;

pub struct InPlay {
    store: Store,
    seen: RwLock<Option<(Instant, Snapshot)>>,
    reading: Mutex<()>,
}

const FRESH: Duration = Duration::from_secs(1);

impl InPlay {
    pub fn new(store: Store) -> Self {
        Self {
            store,
            seen: RwLock::new(None),
            reading: Mutex::new(()),
        }
    }

    /// Newest first. Only the request that finds the list old waits for the database.
    pub async fn waves(self: &Arc<Self>) -> Result<Snapshot, StoreFailure> {
        if let Some((at, waves)) = self.known()
            && (at.elapsed() < FRESH || self.reading.try_lock().is_err())
        {
            return Ok(waves);
        }
        let this = Arc::clone(self);
        self.store
            .read(move |connection| {
                let _one_at_a_time = this.reading.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some((at, waves)) = this.known()
                    && at.elapsed() < FRESH
                {
                    return Ok(waves);
                }
                let waves = Arc::new(this.read_all(connection)?);
                let mut seen = this.seen.write().unwrap_or_else(PoisonError::into_inner);
                *seen = Some((Instant::now(), Arc::clone(&waves)));
                Ok(waves)
            })
            .await
    }

    /// The next caller reads anew.
    pub fn forget(&self) {
        *self.seen.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn known(&self) -> Option<(Instant, Snapshot)> {
        self.seen
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn read_all(
        &self,
        connection: &mut crate::store::AnyConnection,
    ) -> Result<Vec<Arc<WaveInPlay>>, StoreFailure> {
        let before = self.known().map(|(_, waves)| waves).unwrap_or_default();
        let everywhere = localities::all(connection)?;
        let mut all = Vec::new();
        for kept in waves::all(connection)? {
            let wave = kept.wave;
            let same_form = |known: &&Arc<WaveInPlay>| {
                known.form.code == wave.form_code && known.form.version == wave.form_version
            };
            let form = match before.iter().find(same_form) {
                Some(known) => Arc::clone(&known.form),
                None => {
                    let source = forms::source(connection, &wave.form_code, wave.form_version)?
                        .ok_or(StoreFailure::Missing("form"))?;
                    Arc::new(reading::read(&source).map_err(|_| StoreFailure::Unreadable("form"))?)
                }
            };
            let mut own = Vec::new();
            let mut groups = Vec::new();
            for key in &wave.localities {
                groups.push(localities::groups(connection, key)?);
                own.extend(everywhere.iter().find(|one| &one.key == key).cloned());
            }
            all.push(Arc::new(WaveInPlay {
                wave,
                form,
                key: kept.code_key,
                localities: own,
                groups,
            }));
        }
        all.reverse();
        Ok(all)
    }
}

/// The waves whose letter the code carries, newest first.
pub fn candidates<'a>(
    waves: &'a Snapshot,
    code: &Code,
) -> impl Iterator<Item = &'a Arc<WaveInPlay>> {
    waves
        .iter()
        .filter(|known| code.may_belong_to(known.wave.id))
}
