//! The colours, each for light and for dark surroundings, and the marks that say the same without colour.

use super::model::{AreaKind, TieKind, Verdict};

/// A class of the style sheet: what it paints, in light and in dark.
struct Paint {
    class: &'static str,
    property: &'static str,
    light: &'static str,
    dark: &'static str,
}

const fn paint(
    class: &'static str,
    property: &'static str,
    light: &'static str,
    dark: &'static str,
) -> Paint {
    Paint { class, property, light, dark }
}

const PAINTS: &[Paint] = &[
    paint("paper", "fill", "#ffffff", "#0d1117"),
    paint("paper", "stroke", "#d8dee6", "#2b323c"),
    paint("network", "fill", "#eef5fd", "#0f1c2e"),
    paint("network", "stroke", "#8fb7e3", "#2f5d94"),
    paint("subnet", "fill", "#f8fbff", "#0d1726"),
    paint("subnet", "stroke", "#b9d1ec", "#27476d"),
    paint("kubernetes", "fill", "#f3f0fc", "#191630"),
    paint("kubernetes", "stroke", "#b3a3e3", "#5b4d9b"),
    paint("namespace", "fill", "#fbfaff", "#120f24"),
    paint("namespace", "stroke", "#d3cbee", "#3d3470"),
    paint("elsewhere", "fill", "#f6f7f9", "#151a21"),
    paint("elsewhere", "stroke", "#aab4c0", "#4a5563"),
    paint("card", "fill", "#ffffff", "#1c222b"),
    paint("card", "stroke", "#c3ccd7", "#3d4653"),
    paint("rule", "stroke", "#e4e9ef", "#303844"),
    paint("client", "fill", "#8696a8", "#6c7a8b"),
    paint("server", "fill", "#2f6fb3", "#4b8fd6"),
    paint("strong", "fill", "#17202b", "#eef2f7"),
    paint("plain", "fill", "#2b3746", "#d4dbe4"),
    paint("muted", "fill", "#566373", "#9aa7b6"),
    paint("yes", "stroke", "#13764a", "#45c08a"),
    paint("maybe", "stroke", "#95600a", "#e0a63c"),
    paint("no", "stroke", "#b42318", "#ff7b72"),
    paint("yes-ink", "fill", "#13764a", "#45c08a"),
    paint("maybe-ink", "fill", "#8a5800", "#e0a63c"),
    paint("no-ink", "fill", "#b42318", "#ff7b72"),
    paint("tie", "stroke", "#44617f", "#8fa9c6"),
    paint("core", "stroke", "#ffffff", "#0d1117"),
];

/// What does not depend on the surroundings.
const SHAPES: &str = "text{font-family:'Segoe UI',Roboto,Helvetica,Arial,'Liberation Sans',sans-serif}\
.elsewhere{stroke-dasharray:6 4}.wire,.sign,.track,.core,.rule{fill:none}.wire{stroke-width:2}.sign{stroke-width:1.6}\
.track{stroke-width:2}.whole{stroke-width:5}.core{stroke-width:2}.maybe.wire{stroke-dasharray:8 4}.no.wire{stroke-dasharray:2 4}\
.half.track{stroke-dasharray:2 4}.tunnel.track{stroke-dasharray:12 3 2 3}";

/// The style sheet.
pub(super) fn style() -> String {
    let sheet = |color: fn(&Paint) -> &'static str| -> String {
        PAINTS.iter().map(|p| format!(".{}{{{}:{}}}", p.class, p.property, color(p))).collect()
    };
    let dark = sheet(|paint| paint.dark);
    format!("{}{SHAPES}@media (prefers-color-scheme:dark){{{dark}}}", sheet(|paint| paint.light))
}

pub(super) fn area(kind: AreaKind) -> &'static str {
    match kind {
        AreaKind::Network => "network",
        AreaKind::Subnet => "subnet",
        AreaKind::Kubernetes => "kubernetes",
        AreaKind::Namespace => "namespace",
        AreaKind::ClientPool | AreaKind::Elsewhere => "elsewhere",
    }
}

pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Reachable => "yes",
        Verdict::Depends => "maybe",
        Verdict::NotReachable => "no",
    }
}

pub(super) fn tie(kind: TieKind) -> &'static str {
    match kind {
        TieKind::Peering => "whole",
        TieKind::HalfPeering => "half",
        TieKind::Tunnel => "tunnel",
    }
}
