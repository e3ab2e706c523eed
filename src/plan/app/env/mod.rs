//! Environment variables: the app's own, then those of its connections, each after what it uses.

mod connection;
mod expansion;
mod order;
mod own;
mod variable;

use super::Lowering;
use crate::object::Tree;
use variable::Variable;

/// The `env` of the container.
pub(super) fn lower(app: &Lowering<'_>) -> Vec<Tree> {
    let mut taken: Vec<String> = app.app.env.entries.keys().cloned().collect();
    let words = app.app.connections.iter().flat_map(|(_, connection)| connection.env.names());
    taken.extend(words.map(str::to_owned));
    let mut variables = own::variables(app, &mut taken);
    for link in app.links() {
        variables.extend(connection::variables(app, link, &mut taken));
    }
    order::ordered(variables).into_iter().map(Variable::tree).collect()
}
