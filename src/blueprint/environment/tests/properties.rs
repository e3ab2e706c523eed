use super::*;
use proptest::prelude::*;

/// A small document tree; names from few letters, so that overlays meet what is there.
fn tree() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Json::from),
        (0..9i64).prop_map(Json::from),
        "[a-c]".prop_map(Json::from)
    ];
    leaf.prop_recursive(4, 40, 4, |inner| {
        prop_oneof![
            3 => prop::collection::btree_map("[a-e]", inner.clone(), 0..4).prop_map(object),
            1 => prop::collection::vec(inner, 0..3).prop_map(Json::from),
        ]
    })
}

fn object(map: BTreeMap<String, Json>) -> Json {
    Json::Object(map.into_iter().collect())
}

fn sections() -> impl Strategy<Value = Json> {
    prop::collection::btree_map(prop_oneof!["apps", "kafka", "clients", "lint"], tree(), 0..4)
        .prop_map(object)
}

/// The same document with every map the other way round.
fn reversed(json: &Json) -> Json {
    match json {
        Json::Object(map) => Json::Object(map.iter().rev().map(|(k, v)| (k.clone(), reversed(v))).collect()),
        Json::Array(items) => items.iter().map(reversed).collect(),
        scalar => scalar.clone(),
    }
}

/// Takes away, in `overlay`, some of what `common` holds.
fn with_nulls(mut overlay: Json, common: &Json, pick: &mut impl FnMut() -> bool) -> Json {
    if let (Json::Object(over), Json::Object(common)) = (&mut overlay, common) {
        for (key, value) in common {
            if pick() {
                over.insert(key.clone(), Json::Null);
            } else if let Some(inner) = over.remove(key) {
                over.insert(key.clone(), with_nulls(inner, value, pick));
            }
        }
    }
    overlay
}

/// The merge as RFC 7396 has it, which ours is but for nulls that delete nothing.
fn merged(under: Json, over: &Json) -> Json {
    let Json::Object(over) = over else { return over.clone() };
    let mut under = if let Json::Object(under) = under { under } else { serde_json::Map::new() };
    for (key, value) in over {
        if value.is_null() {
            under.remove(key);
        } else {
            let before = under.remove(key).unwrap_or(Json::Null);
            under.insert(key.clone(), merged(before, value));
        }
    }
    Json::Object(under)
}

fn with_environment(common: &Json, overlay: Json) -> Json {
    let mut document = common.clone();
    document["environments"] = json!({"e": overlay});
    document
}

proptest! {
    #[test]
    fn an_empty_overlay_changes_nothing(common in sections()) {
        let run = run(&with_environment(&common, json!({})));
        prop_assert_eq!(run.said(), [""; 0]);
        prop_assert_eq!(run.json("e"), common);
    }

    #[test]
    fn an_overlay_over_itself_changes_no_value(common in sections()) {
        let run = run(&with_environment(&common, common.clone()));
        prop_assert_eq!(run.said(), [""; 0]);
        prop_assert_eq!(run.json("e"), common);
    }

    #[test]
    fn the_order_of_keys_means_nothing(common in sections(), overlay in sections(), bits in any::<u64>()) {
        let mut bits = bits;
        let mut pick = || { bits = bits.rotate_left(1); bits & 3 == 3 };
        let overlay = with_nulls(overlay, &common, &mut pick);
        let document = with_environment(&common, overlay.clone());
        let (forth, back) = (run(&document), run(&reversed(&document)));
        prop_assert_eq!(forth.said(), [""; 0]);
        prop_assert_eq!(back.said(), [""; 0]);
        prop_assert_eq!(forth.json("e"), back.json("e"));
        prop_assert_eq!(forth.json("e"), merged(common, &overlay));
    }

    #[test]
    fn large_maps_merge_as_small_ones(keys in prop::collection::btree_set("[a-f]{1,3}", 40..80), bits in any::<u64>()) {
        let (mut under, mut over) = (serde_json::Map::new(), serde_json::Map::new());
        for (i, key) in keys.iter().enumerate() {
            match bits.rotate_left(i as u32 * 2) & 3 {
                0 => { under.insert(key.clone(), json!(i)); }
                1 => { over.insert(key.clone(), json!(i)); }
                2 => { under.insert(key.clone(), json!(i)); over.insert(key.clone(), Json::Null); }
                _ => { under.insert(key.clone(), json!(i)); over.insert(key.clone(), json!("over")); }
            }
        }
        let (under, over) = (json!({"apps": under}), json!({"apps": over}));
        let run = run(&with_environment(&under, over.clone()));
        prop_assert_eq!(run.said(), [""; 0]);
        prop_assert_eq!(run.json("e"), merged(under, &over));
    }
}

#[test]
fn ten_thousand_entries_merge_in_linear_time() {
    let entries = |of: usize| -> Json {
        let apps: serde_json::Map<_, _> =
            (0..of).map(|i| (format!("app-{i:05}"), json!({"replicas": 1, "env": {"A": "b"}}))).collect();
        json!({
            "apps": apps,
            "defaults": {"apps": {"namespace": "apps"}},
            "environments": {"dev": {"apps": apps}, "prod": {"apps": apps}},
            "defaultEnvironment": "dev",
        })
    };
    let time = |of: usize| {
        let json = entries(of);
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new("blueprint.yaml", ""));
        let root = node(&json, &mut String::new(), id);
        let once = || {
            let start = std::time::Instant::now();
            let made = environments(&root, &mut Sink::new(), &sources);
            assert_eq!(made.len(), 2);
            start.elapsed()
        };
        (0..3).map(|_| once()).min().unwrap()
    };
    let (small, large) = (time(1_000), time(20_000));
    // Twenty times the entries; a scan per entry would take four hundred times as long.
    assert!(large < small * 100, "{small:?} for 1,000 and {large:?} for 20,000");
}
