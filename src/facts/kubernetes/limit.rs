//! Numbers the API server, the controllers and the kubelet hold to.

use std::ops::RangeInclusive;

/// The node ports of a cluster that sets no `--service-node-port-range` of its own.
pub const NODE_PORTS: RangeInclusive<u16> = 30_000..=32_767;

/// How long a StatefulSet's name may be: its pods carry it with a hyphen and ten characters in a label.
pub const STATEFUL_SET_NAME_LIMIT: usize = 52;

/// How long the name of a pod may be that has a host name or a label of its own name.
pub const POD_NAME_LIMIT: usize = 63;

/// How long a whole host name may be.
pub const HOST_NAME_LIMIT: usize = 253;

/// How much all annotations of an object may hold, in bytes.
pub const ANNOTATIONS_LIMIT: usize = 256 * 1024;
