//! The command line; everything it does is in the library.
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    streamwright::cli::main()
}
