//! Helm charts as typed trees: what every environment's objects have in common, and what of them is a value.
//!
//! [`components`] says which there are, and [`charts`] puts the objects of all environments together: what is the same everywhere stays as it is, what differs
//! becomes a setting, and so does what people expect to set. [`law`] evaluates the trees with the values of every
//! environment and compares the result with the objects they were made from.

mod chart;
mod chosen;
mod connection_test;
mod environment;
mod evaluate;
mod exposed;
mod expr;
mod fit;
mod gather;
mod image;
mod kept;
mod law;
mod merge;
mod names;
mod path;
mod place;
mod reach;
mod same;
mod setting;
mod template;
mod tie;
mod told;
mod values;

pub use chart::{Chart, File};
pub use environment::ChartEnvironment;
pub use evaluate::{Release, evaluate, holds};
pub use expr::{Condition, Expr, Helper};
pub use gather::{Components, charts, components, each_chart};
pub use law::law;
pub use path::ValuePath;
pub use reach::Reach;
pub use setting::{Setting, Settings, Shape};
pub use template::{Item, Part, Plain, Template};
pub use tie::{Counted, Number, Pool, Ties, ties};
pub use values::{coalesce, overlay, values};
