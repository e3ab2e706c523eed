use super::*;
use crate::diagnostic::{DELETES_NOTHING, ENVIRONMENT_CYCLE, WRONG_TYPE};

#[test]
fn a_document_without_environments_is_one_called_default() {
    let run = run(&json!({"kind": "Blueprint", "apps": {"a": {"replicas": 1}}}));
    assert_eq!(run.names(), ["default"]);
    assert_eq!(run.environments[0].key, None);
    assert!(run.environments[0].default);
    assert_eq!(run.json("default"), json!({"kind": "Blueprint", "apps": {"a": {"replicas": 1}}}));
    assert_eq!(run.said(), [""; 0]);
}

#[test]
fn maps_merge_by_name_and_the_rest_replaces() {
    let run = run(&json!({
        "apps": {"a": {"replicas": 1, "args": ["x", "y"], "env": {"L": "info", "M": "1"}}, "b": {"replicas": 2}},
        "kafka": {"k": {"listeners": {"tls": {"authentication": "tls"}}}},
        "environments": {
            "dev": {
                "apps": {"a": {"args": ["z"], "env": {"L": "debug"}}, "c": {"replicas": 3}},
                "kafka": {"k": {"listeners": {"tls": {"authentication": {"type": "custom"}}}}},
            },
        },
    }));
    assert_eq!(run.said(), [""; 0]);
    assert_eq!(
        run.json("dev"),
        json!({
            "apps": {
                "a": {"replicas": 1, "args": ["z"], "env": {"L": "debug", "M": "1"}},
                "b": {"replicas": 2},
                "c": {"replicas": 3},
            },
            "kafka": {"k": {"listeners": {"tls": {"authentication": {"type": "custom"}}}}},
        })
    );
}

#[test]
fn each_value_keeps_the_place_that_wrote_it() {
    let run = run(&json!({
        "apps": {"a": {"image": "common", "replicas": 1}},
        "defaults": {"apps": {"namespace": "default-one", "image": "never"}},
        "environments": {"dev": {"apps": {"a": {"replicas": 7}}, "defaults": {"apps": {"namespace": "from-dev"}}}},
    }));
    let mut found = Vec::new();
    leaves(run.tree("dev"), "", &mut found);
    let found: Vec<_> = found.iter().map(|(path, span)| (path.as_str(), &run.text[span.range()])).collect();
    assert_eq!(
        found,
        [("/apps/a/image", "\"common\""), ("/apps/a/replicas", "7"), ("/apps/a/namespace", "\"from-dev\"")]
    );
}

#[test]
fn null_takes_away_what_is_there() {
    let run = run(&json!({
        "mirrors": {"m": {"replicas": 1}},
        "kafka": {"k": {"cruiseControl": {}, "rack": {"topologyKey": "zone"}}},
        "environments": {"dev": {"mirrors": {"m": null}, "kafka": {"k": {"cruiseControl": null}}}, "prod": {}},
        "defaultEnvironment": "prod",
    }));
    assert_eq!(run.said(), [""; 0]);
    assert_eq!(run.json("dev"), json!({"mirrors": {}, "kafka": {"k": {"rack": {"topologyKey": "zone"}}}}));
    assert_eq!(run.json("prod")["mirrors"], json!({"m": {"replicas": 1}}));
    assert_eq!(run.environments.iter().map(|e| e.default).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn null_that_takes_nothing_away_is_an_error() {
    let run = run(&json!({
        "kafka": {"legacy": {"provider": "hdinsight"}, "streaming": {"provider": "strimzi"}},
        "apps": {"a": {"image": "x"}},
        "defaults": {"apps": {"namespace": "apps"}},
        "environments": {
            "dev": {"kafka": {"legcy": null}, "apps": {"a": {"namespace": null}, "new": {"env": {"X": null}}}},
        },
    }));
    assert_eq!(
        run.said(),
        [
            "deletes-nothing: `dev` deletes `kafka/legcy`, which is not there [legcy] did you mean `legacy`?",
            "deletes-nothing: `dev` deletes `apps/a/namespace`, which is not there [namespace] `namespace` comes \
             from `defaults/apps`; write the value this entry is to have instead",
            "deletes-nothing: `dev` deletes `apps/new/env/X`, which is not there [X] remove `X: null`",
        ]
    );
}

#[test]
fn null_inside_a_merge_patch_is_the_patchs_own() {
    let run = run(&json!({
        "patches": {"p": {"merge": {"spec": {"replicas": 1}}}},
        "environments": {
            "dev": {"patches": {
                "p": {"merge": {"spec": {"replicas": null, "paused": null}}},
                "q": {"merge": {"metadata": null}},
            }},
            "prod": {"patches": {"p": {"merge": null}}},
        },
        "defaultEnvironment": "dev",
    }));
    assert_eq!(run.said(), [""; 0]);
    assert_eq!(
        run.json("dev"),
        json!({"patches": {
            "p": {"merge": {"spec": {"replicas": null, "paused": null}}},
            "q": {"merge": {"metadata": null}},
        }})
    );
    assert_eq!(run.json("prod"), json!({"patches": {"p": {}}}));
}

#[test]
fn an_environment_builds_on_another() {
    let run = run(&json!({
        "profile": "production",
        "apps": {"a": {"replicas": 3}, "b": {"replicas": 3}},
        "environments": {
            "dev": {"profile": "development", "apps": {"a": {"replicas": 1}, "b": null}},
            "dev-eu": {"extends": "dev", "apps": {"a": {"args": ["eu"]}, "b": {"image": "back"}}},
            "prod": {},
        },
        "defaultEnvironment": "prod",
    }));
    assert_eq!(run.said(), [""; 0]);
    assert_eq!(
        run.json("dev-eu"),
        json!({"profile": "development", "apps": {"a": {"replicas": 1, "args": ["eu"]}, "b": {"image": "back"}}})
    );
}

#[test]
fn what_another_environment_deleted_in_vain_is_said_once() {
    let run = run(&json!({
        "apps": {"a": {}},
        "environments": {"a": {"apps": {"x": null}}, "b": {"extends": "a"}, "c": {"extends": "b"}},
        "defaultEnvironment": "a",
    }));
    assert_eq!(run.said.iter().map(|d| d.code).collect::<Vec<_>>(), [&DELETES_NOTHING]);
    assert_eq!(run.names(), ["a", "b", "c"]);
}

#[test]
fn circles_and_unknown_environments_are_left_out_and_said() {
    let run = run(&json!({
        "environments": {
            "b": {"extends": "c"}, "c": {"extends": "d"}, "d": {"extends": "b"},
            "on": {"extends": "c"}, "self": {"extends": "self"}, "lost": {"extends": "prd"}, "prod": {},
        },
        "defaultEnvironment": "pord",
    }));
    assert_eq!(run.names(), ["prod"]);
    assert_eq!(
        run.said(),
        [
            "environment-cycle: environments build on each other in a circle: `b` → `c` → `d` → `b` [\"c\"] remove \
             one `extends`; an environment without it builds on what is common to all",
            "environment-cycle: the environment `self` builds on itself [\"self\"] remove one `extends`; an \
             environment without it builds on what is common to all",
            "unknown-environment: there is no environment `prd` [\"prd\"] did you mean `prod`?",
            "unknown-environment: there is no environment `pord` [\"pord\"] did you mean `prod`?",
        ]
    );
    let circle = run.said.iter().find(|d| d.code == &ENVIRONMENT_CYCLE).unwrap();
    assert_eq!(circle.labels.len(), 3);
}

#[test]
fn what_is_common_to_all_may_not_differ() {
    let run = run(&json!({
        "environments": {"dev": {
            "metadata": {"name": "x"}, "outputs": {}, "environments": {}, "defaultEnvironment": "dev",
            "kind": "Blueprint", "apiVersion": "x", "kafak": {},
        }},
    }));
    let codes: Vec<_> = run.said.iter().map(|d| (d.code.id, &run.text[d.span().unwrap().range()])).collect();
    assert_eq!(
        codes,
        [
            ("not-in-environment", "metadata"),
            ("not-in-environment", "outputs"),
            ("not-in-environment", "environments"),
            ("not-in-environment", "defaultEnvironment"),
            ("not-in-environment", "kind"),
            ("not-in-environment", "apiVersion"),
            ("unknown-key", "kafak"),
        ]
    );
    assert_eq!(run.json("dev"), json!({}));
}

#[test]
fn two_environments_need_a_default() {
    let run = run(&json!({"environments": {"dev": {}, "prod": {}}}));
    assert_eq!(
        run.said(),
        ["missing-key: there are 2 environments, and no `defaultEnvironment` [environments] add \
          `defaultEnvironment:` at the top of the file, with one of `dev` and `prod`"]
    );
    assert!(run.environments.iter().all(|e| !e.default));
}

#[test]
fn a_default_without_environments_is_an_error() {
    let run = run(&json!({"defaultEnvironment": "prod"}));
    assert_eq!(
        run.said(),
        [
            "unknown-environment: there is no environment `prod` [\"prod\"] this blueprint has no `environments`; \
          remove the key"
        ]
    );
}

#[test]
fn a_null_environment_is_a_slip() {
    let run = run(&json!({"environments": {"prod": null}}));
    assert_eq!(run.said.iter().map(|d| d.code).collect::<Vec<_>>(), [&WRONG_TYPE]);
    assert_eq!(run.names(), ["prod"]);
}

#[test]
fn the_entry_wins_over_defaults() {
    let run = run(&json!({
        "apps": {"a": {"namespace": "own", "resources": {"requests": {"cpu": "1"}}}, "b": {}},
        "topics": {},
        "defaults": {"apps": {
            "namespace": "apps", "kubernetes": "aks", "resources": {"requests": {"cpu": "2", "memory": "1Gi"}},
        }},
        "environments": {"dev": {"apps": {"c": {}}, "defaults": {"apps": {"kubernetes": null}}}},
    }));
    assert_eq!(
        run.json("dev"),
        json!({"apps": {
            "a": {"namespace": "own", "resources": {"requests": {"cpu": "1", "memory": "1Gi"}}},
            "b": {"namespace": "apps", "resources": {"requests": {"cpu": "2", "memory": "1Gi"}}},
            "c": {"namespace": "apps", "resources": {"requests": {"cpu": "2", "memory": "1Gi"}}},
        }})
    );
    assert_eq!(
        run.said.iter().map(|d| d.code.id).collect::<Vec<_>>(),
        ["unknown-key"],
        "`topics`, at the top"
    );
}

#[test]
fn defaults_are_for_sections_that_are_maps_by_name() {
    let run = run(&json!({"defaults": {"app": {}, "apps": [], "profile": "x"}, "apps": {"a": {}}}));
    let said: Vec<_> = run.said.iter().map(|d| (d.code.id, d.message.as_str())).collect();
    assert_eq!(
        said,
        [
            ("unknown-key", "`defaults` has no key `app`"),
            ("wrong-type", "`defaults/apps` takes a map, not a list"),
            ("unknown-key", "`defaults` has no key `profile`"),
        ]
    );
}
