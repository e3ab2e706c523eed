//! What the processes under test do, and how they are started.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use streamwright::artifact::{Artifact, Artifacts, Options, write};

const SCENE: &str = "STREAMWRIGHT_SCENE";
const FOLDER: &str = "STREAMWRIGHT_SCENE_FOLDER";
const NUMBER: &str = "STREAMWRIGHT_SCENE_NUMBER";

/// What a process says last when its scene ended well.
pub const END: &str = "the scene ended well";

/// A set of files that shares some with every other set, by content or by path alone, and has some of its own.
pub fn set(number: usize, files: usize) -> Artifacts {
    let mut artifacts = Artifacts::new();
    let mut add = |path: String, content: String| artifacts.insert(&path, Artifact::new(content)).unwrap();
    for n in 0..files {
        let folder = n % 9;
        match n % 3 {
            0 => add(format!("manifests/dev/k{folder}/{n}.yaml"), format!("shared: {n}\n").repeat(100)),
            1 => add(
                format!("manifests/dev/k{folder}/{n}.yaml"),
                format!("set: {number}\nfile: {n}\n").repeat(100),
            ),
            _ => {
                add(format!("charts/own{number}/k{folder}/{n}.yaml"), format!("own: {number}\n").repeat(100))
            }
        }
    }
    artifacts
}

/// This test program, about to play one scene.
pub fn command(scene: &str, folder: &Path, number: usize) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["scene::play", "--exact", "--nocapture"]);
    about(&mut command, scene, folder, number);
    command
}

/// The same behind a line of shell, which starts it as `"$@"`.
pub fn command_behind(shell: &[&str], scene: &str, folder: &Path, number: usize) -> Command {
    let mut command = Command::new(shell[0]);
    command.args(&shell[1..]).arg("sh").arg(env::current_exe().unwrap());
    command.args(["scene::play", "--exact", "--nocapture"]);
    about(&mut command, scene, folder, number);
    command
}

fn about(command: &mut Command, scene: &str, folder: &Path, number: usize) {
    command.env(SCENE, scene).env(FOLDER, folder).env(NUMBER, number.to_string());
}

/// Runs a scene to its end and fails with what it said when it did not end well.
#[track_caller]
pub fn run(mut command: Command) {
    let run = command.output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success() && out.contains(END), "{out}\n{err}");
}

/// The other side: does nothing unless this process was started for a scene.
#[test]
fn play() {
    let Ok(scene) = env::var(SCENE) else { return };
    let folder = PathBuf::from(env::var_os(FOLDER).unwrap());
    let number: usize = env::var(NUMBER).unwrap().parse().unwrap();
    match scene.as_str() {
        "build for ever" => build_for_ever(&folder),
        "build many times" => (0..15).for_each(|_| build(&folder, &set(number, 60))),
        "build with a program" => build(&folder, &super::mode::with_a_program()),
        "run out of room" => super::disk::run_out_of_room(&folder),
        "meet the size limit" => super::disk::meet_the_size_limit(&folder),
        "find the folder read-only" => super::disk::find_the_folder_read_only(&folder),
        "find a part read-only" => super::disk::find_a_part_read_only(&folder),
        "build once" => build(&folder, &super::disk::small(number)),
        other => panic!("there is no scene `{other}`"),
    }
    println!("{END}");
}

fn build(folder: &Path, artifacts: &Artifacts) {
    let options = Options { patience: Duration::from_secs(120), ..Options::default() };
    write(folder, artifacts, &options).unwrap_or_else(|error| panic!("{error}"));
}

fn build_for_ever(folder: &Path) -> ! {
    let sets = [set(0, 300), set(1, 300)];
    println!("started");
    loop {
        sets.iter().for_each(|set| build(folder, set));
    }
}
