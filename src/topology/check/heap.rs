//! JVM heaps, beside the memory of the containers they are in.

use super::{report, strimzi_clusters};
use crate::blueprint::{RawMap, Resources};
use crate::diagnostic::{HEAP_DOES_NOT_FIT, Sink};
use crate::facts::kubernetes::Quantity;
use crate::source::Span;
use crate::topology::Topology;
use crate::yaml::Value;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    let mut judge = |path: String, options: Option<&RawMap>, resources: Option<&Resources>| {
        let Some(options) = options else { return };
        let Some(most) = Heap::of(options, "-Xmx") else { return };
        grows(&path, &most, options, sink);
        fits(&path, &most, resources, sink);
    };
    for (name, _, kafka) in strimzi_clusters(topology) {
        for (pool, item) in kafka.node_pools.iter() {
            let path = format!("kafka/{name}/nodePools/{pool}");
            judge(path, item.jvm_options.as_ref(), item.resources.as_ref());
        }
    }
    let blueprint = &topology.blueprint;
    for (name, item) in blueprint.connect.iter() {
        judge(format!("connect/{name}"), item.jvm_options.as_ref(), item.resources.as_ref());
    }
    for (name, item) in blueprint.bridges.iter() {
        judge(format!("bridges/{name}"), item.jvm_options.as_ref(), item.resources.as_ref());
    }
    for (name, item) in blueprint.mirrors.iter() {
        judge(format!("mirrors/{name}"), item.jvm_options.as_ref(), item.resources.as_ref());
    }
}

/// One of the two sizes of a heap.
struct Heap<'o> {
    text: &'o str,
    bytes: i128,
    at: Option<Span>,
}

impl<'o> Heap<'o> {
    /// The size `key` states, as Strimzi takes it: digits and at most `m` or `g`. Anything else is the schema's to
    /// refuse.
    fn of(options: &'o RawMap, key: &str) -> Option<Self> {
        let node = options.0.get(key)?;
        let Value::String(text) = &node.value else { return None };
        let (digits, shift) = match text.strip_suffix(['m', 'M']) {
            Some(digits) => (digits, 20),
            None => text.strip_suffix(['g', 'G']).map_or((text.as_str(), 0), |digits| (digits, 30)),
        };
        let number: u32 = digits.parse().ok()?;
        Some(Self { text, bytes: i128::from(number) << shift, at: node.origin.span() })
    }
}

fn grows(path: &str, most: &Heap<'_>, options: &RawMap, sink: &mut Sink) {
    let Some(first) = Heap::of(options, "-Xms").filter(|first| first.bytes > most.bytes) else { return };
    let message = format!(
        "the heap of `{path}` begins with {} and may not grow beyond {}, which no JVM starts with",
        first.text, most.text
    );
    let help = format!(
        "write `-Xms: {}`, the same as `-Xmx`: a heap that grows does so when it is least wanted",
        most.text
    );
    report(sink, &HEAP_DOES_NOT_FIT, message, help, &[(first.at, ""), (most.at, "the most")]);
}

fn fits(path: &str, most: &Heap<'_>, resources: Option<&Resources>, sink: &mut Sink) {
    let Some(limit) = resources.and_then(|resources| resources.limits.get("memory")) else { return };
    let text = limit.value.value.0.as_str();
    let Ok(memory) = Quantity::parse(text).map(Quantity::units) else { return };
    if most.bytes < memory {
        return;
    }
    let message =
        format!("the heap of `{path}` may grow to {}, and its container has {text} of memory", most.text);
    let help = format!(
        "write `-Xmx: {}m`, half of the memory, or raise the limit: threads, buffers and the page cache need room beside \
         the heap",
        (memory / 2) >> 20
    );
    report(sink, &HEAP_DOES_NOT_FIT, message, help, &[(most.at, ""), (limit.value.span(), "the limit")]);
}
