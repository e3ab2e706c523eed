//! Every rule has its page, and every page is run: what it says fires does, at that line, and what it says passes is silent.

mod corpus;
mod example;
mod fixed;
mod hostile;
mod pages;
mod vocabulary;
