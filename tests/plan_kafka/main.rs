//! What a Strimzi cluster of a blueprint becomes, leaf by leaf, with where each leaf comes from.

mod built;
mod cluster;
mod listener;
mod origins;
mod peers;
mod pool;
mod reference;
mod topic;
mod user;
