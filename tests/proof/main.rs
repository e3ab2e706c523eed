//! Lint is held against what is known to be wrong: mistakes made one by one in what we write ourselves, what the
//! operator was seen to refuse, what a person found in other people's files, and text that means nothing at all.

mod edit;
mod folder;
mod foreign;
mod hostile;
mod mistake;
mod mutations;
mod observed;
mod path;
mod site;
