//! Whether an application's Service leads somewhere.

use crate::blueprint::App;
use crate::diagnostic::{BAD_PORT, Diagnostic, MISSING_KEY, Sink};
use crate::topology::Topology;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, app) in topology.blueprint.apps.iter() {
        ports(name, app, sink);
    }
}

fn ports(name: &str, app: &App, sink: &mut Sink) {
    let Some(service) = &app.service else { return };
    let span = service.origin.span();
    if app.ports.is_empty() {
        if let Some(span) = span.filter(|_| app.ports.origin.is_none()) {
            let message = format!("`apps/{name}/service` leads to no port: `apps/{name}` declares none");
            let help = "add `ports`, such as `ports: {http: 8080}`, or take the service out";
            sink.push(Diagnostic::new(&MISSING_KEY, span, message).help(help));
        }
        return;
    }
    let Some(port) = &service.port else { return };
    let Some(span) = port.span() else { return };
    let stated = match app.ports.get("http") {
        Some(_) => "http",
        None if app.ports.len() == 1 => return,
        None => {
            let names: Vec<&str> = app.ports.names().collect();
            let message = format!(
                "`apps/{name}/service/port` belongs to the port called `http`, and none of {} is",
                names.join(", ")
            );
            let help = "call one of them `http`, or leave `port` out: each port then keeps its number";
            sink.push(Diagnostic::new(&BAD_PORT, span, message).help(help));
            return;
        }
    };
    for (other, number) in app.ports.iter().filter(|(other, _)| *other != stated) {
        if number.value.value.0 == port.value.0 {
            let message = format!(
                "`apps/{name}/service` would have port {} twice: for `{stated}` and for `{other}`",
                port.value.0
            );
            let help = "give the service another `port`, or the container another port number";
            let mut diagnostic = Diagnostic::new(&BAD_PORT, span, message).help(help);
            if let Some(taken) = number.value.span() {
                diagnostic = diagnostic.also(taken, "keeps its number");
            }
            sink.push(diagnostic);
        }
    }
}
