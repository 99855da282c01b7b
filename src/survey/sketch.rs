//! How many different devices there were, without keeping any of them: a HyperLogLog sketch (Flajolet and others, 2007).
//!
//! Of each device's 64-bit keyed hash, 8 bits choose one of 256 registers, and the register keeps the longest run of
//! leading zeros seen in the rest. The standard error is 1.04 / √256 = 6.5 %; below some 640, empty registers are
//! counted instead, which is closer.

const REGISTERS: usize = 256;
/// Bits that do not choose a register.
const REST: u32 = 56;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch([u8; REGISTERS]);

impl Default for Sketch {
    fn default() -> Self {
        Self([0; REGISTERS])
    }
}

impl Sketch {
    /// `None` for bytes that no sketch wrote.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let registers: [u8; REGISTERS] = bytes.try_into().ok()?;
        let is_run = |run: &u8| u32::from(*run) <= REST + 1;
        registers.iter().all(is_run).then_some(Self(registers))
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Seeing a device again changes nothing.
    pub fn see(&mut self, hash: u64) {
        let run = ((hash << 8).leading_zeros()).min(REST) + 1;
        if let Some(register) = self.0.get_mut((hash >> REST) as usize) {
            *register = (*register).max(run as u8);
        }
    }

    /// What two processes saw, together.
    pub fn join(&mut self, other: &Self) {
        for (own, theirs) in self.0.iter_mut().zip(&other.0) {
            *own = (*own).max(*theirs);
        }
    }

    pub fn estimate(&self) -> u64 {
        let registers = REGISTERS as f64;
        let bias = 0.7213 / (1.0 + 1.079 / registers);
        let sum: f64 = self.0.iter().map(|run| (-f64::from(*run)).exp2()).sum();
        let raw = bias * registers * registers / sum;
        let empty = self.0.iter().filter(|run| **run == 0).count();
        let estimate = if raw <= 2.5 * registers && empty > 0 {
            registers * (registers / empty as f64).ln()
        } else {
            raw
        };
        estimate.round() as u64
    }
}
