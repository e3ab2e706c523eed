//! What is wrong though it can be read: rules over blueprints, over what they become, and over manifests nobody here
//! wrote.
//!
//! A [`Rule`] is one file with its page beside it, in the folder of its subject. It sees an object through
//! [`crate::object::Object`], whose leaves know their bytes or their [`crate::source::Origin`], so it is written once for both.
//! [`manifests`] reads files and judges them; [`RULES`] is the list everything else is derived from.

mod allow;
mod apply_set;
mod blueprint;
mod coverage;
mod cx;
mod development;
mod engine;
mod finding;
mod fix;
mod ignored;
mod input;
mod kafka;
mod kind;
mod kubernetes;
mod manifests;
mod network;
mod plan;
mod rule;
mod rules;
mod selection;
mod set;
mod settings;
mod settle;
mod strimzi;
mod structure;
mod targets;
mod text;
pub mod view;
mod world;

pub use apply_set::{Member, Scope, Set, label, labels, may_meet};
pub use coverage::{Coverage, coverage, facts, left_out};
pub use cx::{Context, Cx};
pub use finding::{Finding, Place};
use fix::moved;
pub use fix::{Fix, Mended, Rewritten, mend};
pub use input::{Counts, objects, objects_written};
pub use kind::Kind;
pub use manifests::{Input, Judged, manifests, read_only};
pub use plan::plans;
pub use rule::{
    Certainty, Check, Fixable, ObjectCheck, PlatformCheck, Rule, Said, SetCheck, SettingsCheck,
    StructureCheck, Subject,
};
pub use rules::{RULES, rules, vocabulary};
pub use selection::Selection;
pub use settle::Settlement;
pub use targets::Targets;
pub use text::unreadable_file::unreadable;
pub use world::World;
