//! Charts against real Helm: what they give is what was planned, whatever stands in it, and what they are asked to
//! hold and cannot is refused.

#[path = "charts/another.rs"]
mod another;
#[path = "charts/build.rs"]
mod build;
#[path = "charts/edit.rs"]
mod edit;
#[path = "charts/engine.rs"]
mod engine;
mod generated;
#[path = "charts/helm.rs"]
mod helm;
#[path = "charts/hostile.rs"]
mod hostile;
#[path = "charts/law.rs"]
mod law;
#[path = "schema/node.rs"]
#[expect(dead_code, reason = "another test reads documents")]
mod node;
#[path = "charts/package.rs"]
mod package;
#[path = "charts/property.rs"]
mod property;
mod readers;
#[path = "charts/refused.rs"]
mod refused;
#[path = "charts/settings.rs"]
mod settings;
#[path = "charts/speed.rs"]
mod speed;
#[path = "charts/table.rs"]
mod table;
#[path = "charts/upgrade.rs"]
mod upgrade;
#[path = "charts/value.rs"]
mod value;
