//! Ambari: the merge of `apply.sh` is that of the program, whatever is in the configuration.

mod exercised;
mod generated;
mod merge;
mod scripts;
mod stand_in;
