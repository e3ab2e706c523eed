//! `docs/least-privilege.md` shows the rights that are written now; `tests/run acl` proves on real Kafka what it says of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use streamwright::pipeline::{Compiled, Input, compile};
use streamwright::source::MemoryFiles;
use streamwright::topology::{AclResource, LinkKind};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/least-privilege.md");
const PLATFORM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/acl/platform.yaml");

/// By client, each right as the page writes it: `topic `orders``, then the operation.
type Rights = BTreeMap<String, BTreeSet<(String, String)>>;

fn compiled() -> Compiled {
    let files = MemoryFiles::new();
    let bytes = fs::read(PLATFORM).unwrap();
    compile(Input { name: "platform.yaml".into(), bytes, files: &files })
}

fn written() -> Rights {
    let compiled = compiled();
    let mut rights = Rights::new();
    for link in compiled.topologies.iter().flat_map(|topology| &topology.links) {
        let end = match link.kind {
            LinkKind::MirrorSource => " (source)",
            LinkKind::MirrorTarget => " (target)",
            LinkKind::App | LinkKind::Client | LinkKind::Connect | LinkKind::Bridge => "",
        };
        for acl in &link.acls {
            let kind = match acl.resource {
                AclResource::TransactionalId => "transactional id",
                AclResource::Group | AclResource::Topic => acl.resource.word(),
            };
            let resource = format!("{kind} `{}{}`", acl.name, if acl.prefix { "*" } else { "" });
            let of = rights.entry(format!("`{}`{end}", link.path)).or_default();
            of.extend(acl.operations.iter().map(|operation| (resource.clone(), (*operation).to_owned())));
        }
    }
    rights
}

fn shown(page: &str) -> Rights {
    let mut rights = Rights::new();
    let mut client = None;
    for line in page.lines() {
        if line.starts_with("## ") {
            client = None;
        } else if let Some(name) = line.strip_prefix("### ") {
            client = Some(name.to_owned());
        } else if let (Some(client), Some(row)) = (&client, line.strip_prefix("| ")) {
            let cells: Vec<&str> = row.split(" | ").collect();
            if cells[0] != "right to" {
                let right = (cells[0].to_owned(), cells[1].to_owned());
                rights.entry(client.clone()).or_default().insert(right);
            }
        }
    }
    rights
}

#[test]
fn the_page_shows_the_rights_that_are_written() {
    let page = fs::read_to_string(PAGE).unwrap();
    assert_eq!(shown(&page), written(), "stale: `BLESS=1 tests/run acl` writes docs/least-privilege.md anew");
}

#[test]
fn each_right_says_who_asks_for_it_and_what_breaks_without_it() {
    let page = fs::read_to_string(PAGE).unwrap();
    let rows: Vec<Vec<&str>> = page
        .lines()
        .take_while(|line| !line.starts_with("## What is refused"))
        .filter(|line| line.starts_with("| ") && !line.starts_with("| right to"))
        .map(|line| line.trim_matches(['|', ' ']).split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() > 50, "{}", rows.len());
    for row in rows {
        assert!(row.len() == 4 && row.iter().all(|cell| !cell.is_empty()), "{row:?}");
    }
}

#[test]
fn the_platform_has_every_kind_of_client_and_no_complaint() {
    let compiled = compiled();
    let said: Vec<String> = compiled.diagnostics.iter().map(|d| d.message.to_string()).collect();
    assert!(said.is_empty(), "{said:?}");
    let kinds: BTreeSet<LinkKind> =
        compiled.topologies.iter().flat_map(|topology| topology.links.iter().map(|link| link.kind)).collect();
    let all = [
        LinkKind::App,
        LinkKind::Client,
        LinkKind::Connect,
        LinkKind::Bridge,
        LinkKind::MirrorSource,
        LinkKind::MirrorTarget,
    ];
    assert_eq!(kinds, all.into());
}
