//! What the controllers make of our objects: pods, claims, endpoints, budgets.

use crate::rig::Rig;
use crate::story::{Case, Manifest};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const NODE: &str = "node-of-the-rig";

/// Looks at everything the controllers see; how many things that were.
pub fn observed(rig: &Rig, case: &Case, said: &mut Vec<String>) -> usize {
    let of = |kind: &str| -> Vec<&Manifest> {
        case.manifests.iter().filter(|one| one.object["kind"] == kind).collect()
    };
    // Endpoints are of pods that have a node.
    let node = json!({"apiVersion": "v1", "kind": "Node", "metadata": {"name": NODE}});
    rig.ask("POST", "/api/v1/nodes", &node);
    let mut views = 0;
    let mut pods: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for workload in of("Deployment").into_iter().chain(of("StatefulSet")) {
        match pods_of(rig, workload) {
            Ok(names) => drop(pods.insert(title(&workload.object), names)),
            Err(words) => said.push(words),
        }
        views += 1;
    }
    for operand in of("KafkaBridge").into_iter().chain(of("KafkaConnect")).chain(of("KafkaMirrorMaker2")) {
        let (name, names) = stand_in(rig, &operand.object);
        pods.insert(name, names);
    }
    views += claims(rig, case, said);
    let services: Vec<&Manifest> =
        of("Service").into_iter().filter(|one| one.object["spec"]["selector"].is_object()).collect();
    for service in services {
        if let Err(words) = endpoints(rig, service, &pods) {
            said.push(words);
        }
        views += 1;
    }
    for set in of("StatefulSet") {
        if let Err(words) = governed(rig, set) {
            said.push(words);
        }
        views += 1;
    }
    for budget in of("PodDisruptionBudget") {
        if let Err(words) = allowed(rig, budget) {
            said.push(words);
        }
        views += 1;
    }
    views
}

fn title(object: &Value) -> String {
    format!(
        "{} {}/{}",
        word(&object["kind"]),
        word(&object["metadata"]["namespace"]),
        word(&object["metadata"]["name"])
    )
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list["items"].as_array().into_iter().flatten()
}

fn names(list: &Value) -> BTreeSet<String> {
    items(list).map(|item| word(&item["metadata"]["name"]).to_owned()).collect()
}

/// `a=b,c=d`, as a query takes it.
fn selector(labels: &Value) -> String {
    let labels = labels.as_object().into_iter().flatten();
    labels
        .map(|(key, value)| format!("{}%3D{}", key.replace('/', "%2F"), word(value)))
        .collect::<Vec<_>>()
        .join(",")
}

/// The pods the controller made for a workload, as many as wanted; they are running and ready from now on.
fn pods_of(rig: &Rig, workload: &Manifest) -> Result<BTreeSet<String>, String> {
    let object = &workload.object;
    let namespace = word(&object["metadata"]["namespace"]);
    let wanted = usize::try_from(object["spec"]["replicas"].as_u64().unwrap_or(1)).expect("a number");
    let path = format!(
        "/api/v1/namespaces/{namespace}/pods?labelSelector={}",
        selector(&object["spec"]["selector"]["matchLabels"])
    );
    let mut ready = BTreeSet::new();
    // Of an ordered StatefulSet each pod is made when the one before it is ready.
    for _ in 0..=wanted {
        let here = rig.wait(&path, 20, |list| names(list).len() == wanted || names(list).len() > ready.len());
        let list = here.map_err(|list| {
            let events = rig.get(&format!("/api/v1/namespaces/{namespace}/events")).body;
            let why: Vec<&str> = items(&events)
                .filter(|event| event["type"] == "Warning")
                .map(|event| word(&event["message"]))
                .collect();
            format!(
                "{}: {} of {wanted} pods were made: {}",
                workload.title(),
                names(&list).len(),
                why.join("; ")
            )
        })?;
        for pod in items(&list) {
            let name = word(&pod["metadata"]["name"]);
            if ready.insert(name.to_owned()) {
                run(rig, namespace, name);
            }
        }
        if ready.len() >= wanted {
            break;
        }
    }
    if ready.len() == wanted {
        Ok(ready)
    } else {
        Err(format!("{}: pods {ready:?}, not {wanted}", workload.title()))
    }
}

/// Does with a pod what a scheduler would, and says of it what a kubelet would.
fn run(rig: &Rig, namespace: &str, name: &str) {
    let binding = json!({"apiVersion": "v1", "kind": "Binding", "metadata": {"name": name}, "target": {"kind": "Node", "name": NODE}});
    let answer = rig.ask("POST", &format!("/api/v1/namespaces/{namespace}/pods/{name}/binding"), &binding);
    assert!(answer.accepted(), "{name}: {:?}", answer.words());
    // Any address does that no two pods share.
    let number = name.bytes().fold(7_u16, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    let [high, low] = number.to_be_bytes();
    let address = format!("10.244.{high}.{low}");
    let ready =
        |kind: &str| json!({"type": kind, "status": "True", "lastTransitionTime": "2026-01-01T00:00:00Z"});
    let status = json!({"status": {
        "phase": "Running", "podIP": address, "podIPs": [{"ip": address}], "startTime": "2026-01-01T00:00:00Z",
        "conditions": [ready("PodScheduled"), ready("Initialized"), ready("ContainersReady"), ready("Ready")],
    }});
    let path = format!("/api/v1/namespaces/{namespace}/pods/{name}/status");
    let answer =
        rig.request("PATCH", &path, &[("Content-Type", "application/merge-patch+json")], &status.to_string());
    assert!(answer.accepted(), "{path}: {:?}", answer.words());
}

/// A pod labelled as Strimzi labels those of an operand, with the port of its REST interface; there is no operator here.
fn stand_in(rig: &Rig, operand: &Value) -> (String, BTreeSet<String>) {
    let (kind, namespace, cluster) =
        (word(&operand["kind"]), word(&operand["metadata"]["namespace"]), word(&operand["metadata"]["name"]));
    let (suffix, port, number) = match kind {
        "KafkaBridge" => ("bridge", "rest-api", 8080),
        "KafkaConnect" => ("connect", "rest-api", 8083),
        _ => ("mirrormaker2", "rest-api", 8083),
    };
    let name = format!("{cluster}-{suffix}");
    let pod = json!({
        "apiVersion": "v1", "kind": "Pod",
        "metadata": {"name": format!("{name}-0"), "labels": {"strimzi.io/cluster": cluster, "strimzi.io/kind": kind, "strimzi.io/name": name}},
        "spec": {
            "securityContext": {"runAsNonRoot": true, "runAsUser": 1001, "seccompProfile": {"type": "RuntimeDefault"}},
            "containers": [{
                "name": name, "image": "operand", "ports": [{"name": port, "containerPort": number}],
                "securityContext": {"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}},
            }],
        },
    });
    let answer = rig.ask("POST", &format!("/api/v1/namespaces/{namespace}/pods"), &pod);
    assert!(answer.accepted(), "{name}: {:?}", answer.words());
    run(rig, namespace, &format!("{name}-0"));
    (format!("{kind} {namespace}/{cluster}"), BTreeSet::from([format!("{name}-0")]))
}

/// Claims have the names `PLAN.md` predicts; those of brokers are made by Strimzi, and lack here.
fn claims(rig: &Rig, case: &Case, said: &mut Vec<String>) -> usize {
    let there = names(&rig.get("/api/v1/persistentvolumeclaims").body);
    let rows = case.plan.lines().filter_map(|line| line.strip_prefix("| claims | "));
    let planned: BTreeSet<String> =
        rows.flat_map(|row| expanded(row.split('`').nth(1).unwrap_or_default())).collect();
    let pools: Vec<String> = case
        .manifests
        .iter()
        .filter(|one| one.object["kind"] == "KafkaNodePool")
        .map(|one| {
            format!(
                "-{}-{}-",
                word(&one.object["metadata"]["labels"]["strimzi.io/cluster"]),
                word(&one.object["metadata"]["name"])
            )
        })
        .collect();
    let own: BTreeSet<String> = planned
        .iter()
        .filter(|name| !pools.iter().any(|pool| name.contains(pool.as_str())))
        .cloned()
        .collect();
    if there != own {
        said.push(format!("PLAN.md predicts the claims {own:?}, the controller made {there:?}"));
    }
    there.len()
}

/// `data-0…2` is `data-0`, `data-1`, `data-2`.
fn expanded(range: &str) -> Vec<String> {
    let Some((first, last)) = range.split_once('…') else { return vec![range.to_owned()] };
    let (stem, first) = first.rsplit_once('-').expect("a number");
    let numbers = first.parse::<u32>().expect("a number")..=last.parse().expect("a number");
    numbers.map(|number| format!("{stem}-{number}")).collect()
}

/// The slices of a Service hold the pods of exactly one workload, all of them, at ports that were found.
fn endpoints(rig: &Rig, service: &Manifest, pods: &BTreeMap<String, BTreeSet<String>>) -> Result<(), String> {
    let (namespace, name) =
        (word(&service.object["metadata"]["namespace"]), word(&service.object["metadata"]["name"]));
    let wanted_ports = service.object["spec"]["ports"].as_array().map_or(0, Vec::len);
    let path = format!(
        "/apis/discovery.k8s.io/v1/namespaces/{namespace}/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3D{name}"
    );
    let behind = |list: &Value| -> BTreeSet<String> {
        let endpoints = items(list).flat_map(|slice| slice["endpoints"].as_array().into_iter().flatten());
        endpoints
            .filter(|one| one["conditions"]["ready"] == true)
            .map(|one| word(&one["targetRef"]["name"]).to_owned())
            .collect()
    };
    let ports = |list: &Value| {
        items(list).filter_map(|slice| slice["ports"].as_array()).map(Vec::len).max().unwrap_or(0)
    };
    let whole = |list: &Value| {
        !behind(list).is_empty()
            && pods.values().any(|pods| *pods == behind(list))
            && ports(list) == wanted_ports
    };
    rig.wait(&path, 20, whole).map(drop).map_err(|list| {
        format!(
            "{}: behind it are {:?} at {} of {wanted_ports} ports; workloads have {pods:?}",
            service.title(),
            behind(&list),
            ports(&list)
        )
    })
}

/// The Service that a StatefulSet names gives each of its pods a name.
fn governed(rig: &Rig, set: &Manifest) -> Result<(), String> {
    let (namespace, service) =
        (word(&set.object["metadata"]["namespace"]), word(&set.object["spec"]["serviceName"]));
    let there = rig.get(&format!("/api/v1/namespaces/{namespace}/services/{service}")).body;
    if there["spec"]["clusterIP"] != "None" {
        return Err(format!(
            "{}: the Service {service} has the address {}",
            set.title(),
            there["spec"]["clusterIP"]
        ));
    }
    let path = format!(
        "/apis/discovery.k8s.io/v1/namespaces/{namespace}/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3D{service}"
    );
    let named = |list: &Value| {
        let mut endpoints =
            items(list).flat_map(|slice| slice["endpoints"].as_array().into_iter().flatten()).peekable();
        endpoints.peek().is_some() && endpoints.all(|one| one["hostname"] == one["targetRef"]["name"])
    };
    rig.wait(&path, 20, named)
        .map(drop)
        .map_err(|list| format!("{}: {service} names no pod: {list}", set.title()))
}

/// A budget sees its pods, all healthy, and lets at least one go.
fn allowed(rig: &Rig, budget: &Manifest) -> Result<(), String> {
    let path = rig.path_of(&budget.object).expect("a kind it took");
    let lets = |there: &Value| there["status"]["disruptionsAllowed"].as_u64() > Some(0);
    let there =
        rig.wait(&path, 20, lets).map_err(|there| format!("{}: {}", budget.title(), there["status"]))?;
    let status = &there["status"];
    if status["expectedPods"] == status["currentHealthy"] {
        Ok(())
    } else {
        Err(format!("{}: {status}", budget.title()))
    }
}
