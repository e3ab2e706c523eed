# The program, in $program, as tests have it. Built without tests it is another one to cargo, since fewer features are asked of what it
# stands on: that takes a minute more, and puts one in the other's place.
cargo build --locked --bin streamwright --test house
program=${CARGO_TARGET_DIR:-target}/debug/streamwright
[[ $program == /* ]] || program=$PWD/$program
