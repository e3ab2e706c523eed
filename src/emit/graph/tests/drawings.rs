//! Drawings nobody would make: any names, any shape.

use crate::emit::graph::model::{
    Area, AreaId, AreaKind, Card, CardId, Drawing, List, Port, Reach, Side, Tie, TieEnd, TieKind, Verdict,
    Wire,
};
use proptest::collection::vec;
use proptest::prelude::*;

/// Text as people write it, and as nobody should.
pub(super) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z][a-z0-9-]{0,20}",
        2 => any::<String>(),
        1 => "[<>&\"'`#;:\\\\\\[\\](){}|%$ \n\t=-]{0,12}",
        1 => "[a-zA-Z0-9 ]{60,200}",
        1 => prop::sample::select(HOSTILE).prop_map(str::to_owned),
    ]
}

pub(super) const HOSTILE: &[&str] = &[
    "</text><script>alert(1)</script>",
    "]]>",
    "<!--",
    "--> a",
    "&lt;&#0;&bogus;",
    "\"];n0-->n1",
    "end",
    "#quot;#35;",
    "`code`",
    "\\N\\\"; }",
    "a\u{0}b\u{1b}[2J\u{7f}\u{85}\u{fffe}\u{ffff}",
    "\u{202e}drowssap\u{2066}",
    "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}",
    "\u{fdfd}\u{fdfd}\u{fdfd}",
    "漢字かな交じり文漢字かな交じり文漢字かな交じり文",
    "👩‍👩‍👧‍👦👩‍👩‍👧‍👦",
    "%%{init: {\"securityLevel\": \"loose\"}}%%",
    "click n0 href \"javascript:alert(1)\"",
    "1. a list",
    "---",
];

fn verdict() -> impl Strategy<Value = Verdict> {
    prop::sample::select(Verdict::ALL.to_vec())
}

fn list() -> impl Strategy<Value = List> {
    (text(), vec(text(), 1..12), 1..6usize).prop_map(|(word, items, lines)| List { word, items, lines })
}

fn card(side: Side) -> impl Strategy<Value = Card> {
    let reach = (verdict(), text()).prop_map(|(verdict, words)| Reach { verdict, words });
    let port = (text(), text(), reach).prop_map(move |(label, note, reach)| Port {
        label,
        note,
        reach: (side == Side::Client).then_some(reach),
    });
    (text(), text(), vec(port, 1..4), vec(list(), 0..3)).prop_map(move |(name, kind, ports, lists)| Card {
        side,
        name,
        kind,
        ports,
        lists,
    })
}

fn area() -> impl Strategy<Value = Area> {
    let kinds = vec![
        AreaKind::Network,
        AreaKind::Subnet,
        AreaKind::Kubernetes,
        AreaKind::Namespace,
        AreaKind::ClientPool,
    ];
    (prop::sample::select(kinds), text(), vec(text(), 0..3), vec(text(), 0..3), prop::option::of(list()))
        .prop_map(|(kind, name, notes, aside, more)| Area { notes, aside, more, ..Area::new(kind, &name) })
}

/// Any drawing that holds together.
pub(super) fn drawing() -> impl Strategy<Value = Drawing> {
    let choice = any::<prop::sample::Index>;
    let areas = vec((area(), choice(), any::<bool>()), 1..7);
    let clients = vec((card(Side::Client), choice()), 0..9);
    let servers = vec((card(Side::Server), choice()), 0..5);
    let wires = vec((choice(), choice(), choice(), choice()), 0..12);
    let kinds = vec![TieKind::Peering, TieKind::HalfPeering, TieKind::Tunnel];
    let ties = vec((prop::sample::select(kinds), text(), choice(), choice()), 0..5);
    ((text(), prop::option::of(text())), areas, clients, servers, wires, ties).prop_map(
        |((name, environment), areas, clients, servers, wires, ties)| {
            let mut drawing = Drawing { name, environment, ..Drawing::default() };
            for (i, (area, parent, root)) in areas.into_iter().enumerate() {
                drawing.areas.push(area);
                if i == 0 || root {
                    drawing.roots.push(AreaId(i));
                } else {
                    drawing.areas[parent.index(i)].areas.push(AreaId(i));
                }
            }
            let clients_end = clients.len();
            for (card, area) in clients.into_iter().chain(servers) {
                let area = area.index(drawing.areas.len());
                drawing.areas[area].cards.push(CardId(drawing.cards.len()));
                drawing.cards.push(card);
            }
            let all = drawing.cards.len();
            if clients_end > 0 && all > clients_end {
                for (from, port, to, listener) in wires {
                    let from = from.index(clients_end);
                    let to = clients_end + to.index(all - clients_end);
                    let port = port.index(drawing.cards[from].ports.len());
                    // A port is one connection.
                    if drawing.wires.iter().any(|wire| wire.from == (CardId(from), port)) {
                        continue;
                    }
                    let listener = listener.index(drawing.cards[to].ports.len());
                    let verdict = drawing.cards[from].ports[port]
                        .reach
                        .as_ref()
                        .map_or(Verdict::Depends, |reach| reach.verdict);
                    drawing.wires.push(Wire {
                        from: (CardId(from), port),
                        to: (CardId(to), listener),
                        verdict,
                    });
                }
            }
            for (kind, words, one, other) in ties {
                let end = |i: prop::sample::Index| TieEnd::Area(AreaId(i.index(drawing.areas.len())));
                let ends = [(end(one), words.clone()), (end(other), words.clone())];
                drawing.ties.push(Tie { kind, words, ends });
            }
            drawing
        },
    )
}
