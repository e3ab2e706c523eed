//! The platform of one environment as a picture: networks as boxes, what runs in them, and what connects to what.

mod client;
mod dot;
mod draw;
mod face;
mod fold;
mod kubernetes;
mod lanes;
mod layout;
mod legend;
mod mermaid;
mod model;
mod network;
mod palette;
mod rails;
mod reach;
mod server;
mod svg;
#[cfg(test)]
mod tests;
mod text;

use crate::topology::Topology;

/// What a drawing is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraphFormat {
    /// A picture of our own.
    Svg,
    /// A Mermaid flowchart.
    Mermaid,
    /// A digraph of Graphviz.
    Dot,
}

/// The drawing of one environment.
#[must_use]
pub fn graph(topology: &Topology, format: GraphFormat) -> String {
    let drawing = draw::draw(topology);
    match format {
        GraphFormat::Svg => svg::svg(&drawing),
        GraphFormat::Mermaid => mermaid::mermaid(&drawing),
        GraphFormat::Dot => dot::dot(&drawing),
    }
}
