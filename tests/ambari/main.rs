//! Ambari: the merge of `apply.sh` is that of the program, whatever is in the configuration.

mod cases;
mod exercised;
mod failures;
mod generated;
mod hostile;
mod merge;
mod scripts;
mod stand_in;
