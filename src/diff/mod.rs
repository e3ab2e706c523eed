//! What a change will do: two sides in, consequences out.
//!
//! # The walk
//! ```text
//! Side ×2 ─pair→ Pair per object, Platform per environment ─compare→ Change ─impact→ Hit ─aggregate→ Outcome
//! ```
//! # Where what goes
//! - [`Side`] (`side.rs`): one of the two things compared; made from files (`read.rs`, `documents.rs`) or from a compiled blueprint
//!   (`compiled.rs`).
//! - [`Pair`] (`pair.rs`): an object before and after. [`Platform`] (`platform.rs`, `sections.rs`): what of a blueprint
//!   becomes no object: networks, peerings, Kubernetes clusters, HDInsight.
//! - [`Change`] (`change.rs`): the smallest differing part, found by `compare.rs` with `keys.rs` (which list items are
//!   the same one), `scalar.rs` (what means the same), `default.rs` (what holds where nothing is written). What differs
//!   and means nothing is counted as [`Noise`].
//! - [`Row`] (`row.rs`): what a change does, from `schemas/facts/impact-*.tsv`: `kubernetes` (IMP-K), `azure` (IMP-A),
//!   `strimzi` (IMP-S), `kafka` (IMP-T), `connect` (IMP-C), and `any` for what no other row knows.
//! - `impact/`: the rows. One whose condition fits the columns `kinds`, `paths` and `when` needs no code
//!   (`impact/selected.rs`); all others have a file in `impact/<area>/` with a `check` function, listed in that
//!   folder's `CHECKS`, which looks at a [`Pair`], a [`Platform`] or at everything, and calls [`Cx::hit`].
//! - `rename.rs`: objects that came and went and are one. A renamed [`Pair`] has both objects, and `renamed` set.
//! - `aggregate/`: what findings mean together: what stops what, which pods restart in which order, disks, who loses
//!   what, what a person has to do, whether there is a way back.
//! - `generic.rs`: a finding for each change that no row explains.
//! - [`Finding`], [`Outcome`]: what formats read. Nothing there refers to the sides; places lie in [`Outcome::sources`].
//!
//! A hit *explains* the changes it is given. Several rows may explain one change; a change without any becomes generic.

mod ack;
mod aggregate;
mod change;
mod compare;
mod compiled;
mod cx;
mod default;
mod documents;
mod effect;
mod file_pair;
mod file_words;
mod fill;
mod finding;
mod fingerprint;
mod generic;
mod hit;
mod impact;
mod keys;
mod noise;
mod outcome;
mod pair;
mod path;
mod pattern;
mod platform;
mod read;
mod rename;
mod row;
mod run;
mod scalar;
mod sections;
mod severity;
mod shown;
mod side;
mod text;
mod world;
mod writing;

pub use ack::{Ack, Acks};
pub use change::{Change, Kind, Subject};
pub use cx::Cx;
pub use effect::Effect;
pub use finding::{Acknowledged, Finding, Pods, Question, Resource, Shown};
pub use hit::Hit;
pub use noise::Noise;
pub use outcome::{AckProblem, Changed, Lost, Outcome, Restart, Step, Storage, WayBack};
pub use pair::Pair;
pub use path::{Part, Path, Which};
pub use pattern::Pattern;
pub use platform::Platform;
pub use row::{Depends, Row, Select, When, row, rows};
pub use run::{Options, diff};
pub use severity::Severity;
pub use side::{File, Member, Side};
