//! What an entry under `apps` becomes.

mod budget;
mod claim;
mod container;
mod egress;
mod env;
mod mount;
mod pod;
mod policy;
mod service;
mod service_account;
mod spread;
mod volume;
mod workload;

use super::Plan;
use super::labels::Owner;
use crate::blueprint::App;
use crate::object::Object;
use crate::source::{Origin, workers};
use crate::topology::{Link, Place, Section, Topology};

/// An application with what its objects follow from.
struct Lowering<'t> {
    topology: &'t Topology,
    name: &'t str,
    app: &'t App,
    /// Where its name stands.
    key: &'t Origin,
    place: &'t Place,
    owner: Owner<'t>,
}

impl<'t> Lowering<'t> {
    /// Its connections that could be tied, sorted by name.
    fn links(&self) -> impl Iterator<Item = &'t Link> {
        self.topology.links_of(Section::Apps, self.name)
    }
}

/// Everything the applications of a platform become, beside the KafkaAccess objects of their connections.
pub(super) fn lower(topology: &Topology, plan: &mut Plan) {
    let mut apps: Vec<Lowering<'_>> = Vec::with_capacity(topology.blueprint.apps.len());
    for (name, item) in topology.blueprint.apps.iter() {
        let Some(place) = topology.places.get(name) else { continue };
        let owner = Owner::new(topology, Section::Apps, name, &item.key);
        apps.push(Lowering { topology, name, app: &item.value, key: &item.key, place, owner });
    }
    let lowered = workers::each(&apps, workers::count(apps.len()), objects);
    for (app, objects) in apps.iter().zip(lowered) {
        for object in objects {
            plan.add(&app.place.kubernetes, Section::Apps, app.name, object);
        }
    }
}

fn objects(app: &Lowering<'_>) -> Vec<Object> {
    let mut objects = vec![service_account::lower(app), policy::lower(app)];
    objects.extend(service::reached(app));
    objects.extend(service::headless(app));
    objects.extend(claim::of_deployment(app));
    objects.push(workload::lower(app));
    objects.push(budget::lower(app));
    objects
}
