//! The built program, as a person or a script meets it.

mod build;
mod crd;
mod diff;
mod expand;
mod explain;
mod graph;
mod guard;
mod help;
mod init;
mod lint;
mod patch;
mod process;
mod select;
mod since;
mod stream;
mod usage;
