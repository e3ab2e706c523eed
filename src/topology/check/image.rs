//! Images: readable, and the same tomorrow.

use super::report;
use crate::blueprint::Val;
use crate::diagnostic::{BAD_IMAGE, Sink, UNPINNED_IMAGE};
use crate::facts::kubernetes::{ImageProblem, ImageReference};
use crate::topology::Topology;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, app) in topology.blueprint.apps.iter() {
        image(&format!("apps/{name}"), &app.image, sink);
    }
    for (name, connect) in topology.blueprint.connect.iter() {
        let path = format!("connect/{name}");
        if let Some(stated) = &connect.image {
            image(&path, stated, sink);
        }
        if let Some(build) = &connect.build {
            image(&format!("{path}/build"), &build.image, sink);
        }
    }
}

fn image(path: &str, image: &Val<String>, sink: &mut Sink) {
    let at = [(image.span(), "")];
    match ImageReference::parse(&image.value) {
        Err(problem) => {
            let message = format!("the image `{}` of `{path}` {problem}", image.value);
            let lower = image.value.to_lowercase();
            let help = if problem == ImageProblem::UpperCase && ImageReference::parse(&lower).is_ok() {
                format!("write `{lower}`")
            } else {
                "write `registry/repository:tag`".to_owned()
            };
            report(sink, &BAD_IMAGE, message, help, &at);
        }
        Ok(parsed) if parsed.is_latest() => {
            let message = format!("the image `{}` of `{path}` may be another one tomorrow", image.value);
            let help = format!("add the tag of a release, such as `{}:1.0.0`, or a digest", parsed.name());
            report(sink, &UNPINNED_IMAGE, message, help, &at);
        }
        Ok(_) => {}
    }
}
