//! Volumes of applications.

use super::report;
use crate::blueprint::{AccessMode, App, AppKind, Item, Val, Volume};
use crate::diagnostic::{
    CLAIM_NOT_MOUNTED, MOUNT_PATH_TAKEN, SHARED_VOLUME, STATE_NOT_ON_VOLUME, Sink, VOLUME_SOURCE,
};
use crate::source::Span;
use crate::topology::Topology;
use std::collections::BTreeMap;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, app) in topology.blueprint.apps.iter() {
        let mut mounts: BTreeMap<&str, (&str, Option<Span>)> = BTreeMap::new();
        for (volume, item) in app.volumes.iter() {
            let path = format!("apps/{name}/volumes/{volume}");
            // What is missing here may have been written in a way that could not be read.
            let unreadable = item.origin.span().is_some_and(|span| sink.has_error_inside(span));
            if !unreadable {
                source(&path, item, sink);
            }
            shared(name, app, &path, item, sink);
            let Some(mount) = &item.mount_path else {
                if item.size.is_some() && !unreadable {
                    let message = format!("`{path}` claims a disk that no container mounts");
                    let help = "add `mountPath`, such as `mountPath: /data`, or take the volume out";
                    report(sink, &CLAIM_NOT_MOUNTED, message, help, &[(item.key_span(), "")]);
                }
                continue;
            };
            let at = mount.value.trim_end_matches('/');
            if let Some((other, first)) = mounts.insert(at, (volume, mount.span())) {
                let message = format!("`{path}` is mounted on `{}`, where `{other}` is", mount.value);
                let help = "give each volume a `mountPath` of its own";
                report(sink, &MOUNT_PATH_TAKEN, message, help, &[(mount.span(), ""), (first, "taken here")]);
            }
        }
        if !app.volumes.any_broken() {
            state(name, app, &mounts, sink);
        }
    }
}

/// A volume has one source.
fn source(path: &str, volume: &Item<Volume>, sink: &mut Sink) {
    let sources = [
        ("size", volume.size.as_ref().and_then(Val::span)),
        ("emptyDir", volume.empty_dir.as_ref().and_then(|raw| raw.0.origin.span())),
        ("configMap", volume.config_map.as_ref().and_then(|raw| raw.0.origin.span())),
        ("secret", volume.secret.as_ref().and_then(|raw| raw.0.origin.span())),
    ];
    let written: Vec<(&str, Option<Span>)> = sources.into_iter().filter(|(_, at)| at.is_some()).collect();
    match written.as_slice() {
        [_] => {}
        [] => {
            let message = format!("`{path}` does not say what is mounted");
            let help = "add `size` to claim a disk, or one of `emptyDir`, `configMap` and `secret`";
            report(sink, &VOLUME_SOURCE, message, help, &[(volume.key_span(), "")]);
        }
        [(first, one), (second, other), ..] => {
            let message = format!("`{path}` has `{first}` and `{second}`, and a volume is one thing");
            let help = "make them two volumes, or take one out";
            report(sink, &VOLUME_SOURCE, message, help, &[(*other, ""), (*one, "the other one")]);
        }
    }
}

/// All pods of a Deployment share its claims, and such a disk is on one node.
fn shared(name: &str, app: &App, path: &str, volume: &Item<Volume>, sink: &mut Sink) {
    let one_node = |mode: &Val<AccessMode>| {
        matches!(mode.value, AccessMode::ReadWriteOnce | AccessMode::ReadWriteOncePod)
    };
    let several = app.replicas.as_ref().filter(|replicas| replicas.value.0 > 1 && replicas.span().is_some());
    let (Some(replicas), AppKind::Deployment) = (several, app.kind.value) else { return };
    if volume.size.is_none() || volume.access_modes.is_empty() || !volume.access_modes.iter().all(one_node) {
        return;
    }
    let mode = volume.access_modes.first();
    let message = format!(
        "the {} pods of `apps/{name}` share the claim of `{path}`, which one node can mount",
        replicas.value.0
    );
    let help = "write `kind: StatefulSet`, which claims a disk for each pod, `replicas: 1`, or \
                `accessModes: [ReadWriteMany]` with a class that can";
    let places = [
        (replicas.span(), ""),
        (mode.and_then(Val::span).or(volume.key_span()), "one disk, for one node"),
        (app.kind.span(), "one claim for all pods"),
    ];
    report(sink, &SHARED_VOLUME, message, help, &places);
}

/// Kafka Streams keeps its state where a volume is mounted, or loses it with the pod.
fn state(name: &str, app: &App, mounts: &BTreeMap<&str, (&str, Option<Span>)>, sink: &mut Sink) {
    for (connection, item) in app.connections.iter() {
        let Some(dir) = item.streams.as_ref().and_then(|streams| streams.state_dir.as_ref()) else {
            continue;
        };
        let below = |mount: &str| {
            dir.value.strip_prefix(mount).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if mounts.keys().any(|mount| below(mount)) {
            continue;
        }
        let message = format!(
            "`apps/{name}/connections/{connection}` keeps its state in `{}`, which is on no volume",
            dir.value
        );
        let help = match mounts.keys().next() {
            Some(mount) => format!("write `stateDir: {mount}`, or mount a volume there"),
            None => format!("add a volume: `volumes: {{state: {{mountPath: {}, size: 10Gi}}}}`", dir.value),
        };
        let volumes = app.volumes.origin.as_ref().and_then(crate::source::Origin::span);
        report(sink, &STATE_NOT_ON_VOLUME, message, help, &[(dir.span(), ""), (volumes, "the volumes")]);
    }
}
