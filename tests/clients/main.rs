//! What Connect, bridges, mirrors and fetched secrets become, object by object and leaf by leaf.

mod access;
mod bridge;
mod connect;
mod mirror;
mod platform;
mod reference;
mod secret;
mod versions;
