//! What a Strimzi cluster of a blueprint becomes, leaf by leaf, with where each leaf comes from.

mod built;
mod pool;
mod reference;
