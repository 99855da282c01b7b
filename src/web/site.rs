//! What every page may ask for.

use crate::clock::Clock;
use crate::flow::collect::Collector;
use crate::flow::folder::DataFolder;
use crate::store::Store;

#[derive(Clone)]
pub struct Site {
    pub store: Store,
    pub collector: Collector,
    pub folder: DataFolder,
    pub clock: Clock,
    /// How people reach the site, without a slash at the end; printed in links and QR codes.
    pub base_url: String,
    /// Letters leave: the settings say how.
    pub letters: bool,
    /// The two that publish, as prints name them; empty for the words that stand in for them.
    pub institutions: Vec<String>,
    /// Its accounts are examples, and the second factor may wait.
    pub demonstration: bool,
}
