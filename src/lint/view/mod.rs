//! Parts of foreign objects that many rules look at, read without trusting that they are as they should be.

mod address;
mod amount;
mod bootstrap;
mod broker;
mod client;
mod connector;
mod filled_in;
mod hdinsight;
mod kafka_config;
mod listener;
mod load_balancer;
mod nodes;
mod pod;
mod range;
mod selector;
mod service;
mod storage;
mod strimzi;
mod template;

pub use address::{Address, addresses, texts};
pub use amount::amount;
pub use bootstrap::{Call, Door, Way, calls, doors, lines};
pub use broker::broker;
pub use client::clients;
pub use connector::Connector;
pub use filled_in::{has_filled_in, is_filled_in};
pub use hdinsight::hdinsight_subnets;
pub use kafka_config::{
    config_lines, config_listeners, config_number, config_table, config_text, judged_in_blueprint,
};
pub use listener::{Listener, listeners, node_ports};
pub use load_balancer::{LoadBalancer, load_balancers};
pub use nodes::{NodePool, Nodes, is_kraft, nodes};
pub use pod::{Pod, containers, pod};
pub use range::{WrittenRange, cidr_sets, peers, range_help, single, source_ranges};
pub use selector::{Mismatch, mismatch, selected, selects};
pub use service::{Headless, headless, ports};
pub use storage::{parts, storages, volumes};
pub use strimzi::{annotation, cluster_label, cluster_of};
pub use template::{Template, templates};
