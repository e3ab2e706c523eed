use crate::diagnostic::{Code, Severity};
use crate::facts::azure::{GATEWAY_SUBNET, GATEWAY_SUBNET_ADVISED, GATEWAY_SUBNET_SMALLEST};
use crate::lint::{Certainty, Check, Cx, Place, Rule, Subject};
use crate::topology::Topology;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("small-gateway-subnet", Severity::Warning, include_str!("small_gateway_subnet.md")),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["NET27"],
    check: Check::Platform(check),
};

fn check<'a>(topology: &'a Topology, cx: &mut Cx<'a>) {
    for (name, network) in topology.blueprint.networks.iter() {
        let Some(subnet) = network.subnets.get(GATEWAY_SUBNET) else { continue };
        let range = &subnet.address_prefix;
        let prefix = range.value.prefix_len();
        // A smaller one is refused, which is said where it is.
        if prefix <= GATEWAY_SUBNET_ADVISED || prefix > GATEWAY_SUBNET_SMALLEST {
            continue;
        }
        let Some(at) = range.span() else { continue };
        let message = format!(
            "`networks/{name}/subnets/{GATEWAY_SUBNET}` is a /{prefix}: a second gateway, and most changes of the SKU, ask for \
             a /{GATEWAY_SUBNET_ADVISED}"
        );
        cx.report(Place::Bytes(at), message)
            .help(format!("take a /{GATEWAY_SUBNET_ADVISED} now: a subnet with a gateway in it cannot grow"));
    }
}
