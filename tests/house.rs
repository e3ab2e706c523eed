//! The house keeps its shape: imports go one way, files stay small and say what they hold, and the tree names no machine.

#[path = "house/files.rs"]
mod files;
#[path = "house/imports.rs"]
mod imports;
#[path = "house/rooms.rs"]
mod rooms;
#[path = "house/words.rs"]
mod words;

use files::{sources, tracked};

fn nothing_wrong(found: Vec<String>) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn imports_go_downhill() {
    let sources = sources();
    let rooms: Vec<&str> = sources.iter().map(|file| imports::room_of(&file.path)).collect();
    assert!(rooms.contains(&"yaml") && rooms.contains(&"source"), "the sources were not found: {rooms:?}");
    nothing_wrong(imports::uphill(&sources, rooms::MAY_IMPORT));
}

#[test]
fn no_room_is_missing_from_the_table_and_none_imports_itself_in_a_circle() {
    nothing_wrong(rooms::wrong_with(rooms::MAY_IMPORT));
}

#[test]
fn files_are_small_and_named_after_what_is_inside() {
    nothing_wrong(files::too_long(&sources(), files::TO_DIVIDE));
    nothing_wrong(files::badly_named(&tracked().iter().map(|file| file.path.clone()).collect::<Vec<_>>()));
}

#[test]
fn no_file_carries_a_reminder_or_the_name_of_a_machine() {
    let tracked = tracked();
    assert!(tracked.iter().any(|file| file.path == "Cargo.toml"), "the tracked files were not found");
    nothing_wrong(words::unwanted(&tracked));
}

#[test]
fn every_ignored_test_says_which_part_runs_it() {
    nothing_wrong(words::ignored_for_ever(&tracked()));
}
