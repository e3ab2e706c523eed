//! The writer of output folders as real processes meet it: killed, crowded, out of room, shut out.
//!
//! The test program starts itself again with the name of a scene, so that a process can be killed, started in a
//! mount namespace of its own, or given a limit, without a second program.
#![cfg(unix)]

mod crowd;
mod disk;
mod killed;
mod mode;
mod scene;
