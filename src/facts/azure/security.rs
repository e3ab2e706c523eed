//! What a network security group takes, and whom one around HDInsight has to let in.
//!
//! Sources: the pages on network security groups, on service tags of HDInsight, on its management addresses and ports.

use std::ops::RangeInclusive;

/// The priorities of rules of one's own.
pub const RULE_PRIORITIES: RangeInclusive<u32> = 100..=4096;
/// The tag of what watches over HDInsight clusters of every region.
pub const HDINSIGHT_TAG: &str = "HDInsight";
/// The port of Kafka's REST proxy on its own nodes.
pub const HDINSIGHT_REST_PROXY_PORT: u16 = 9400;
/// The address of Azure's resolver, which every machine of a network asks.
pub const AZURE_RESOLVER: &str = "168.63.129.16";
/// The addresses that watched over clusters of every region before there were tags.
pub const HDINSIGHT_ADDRESSES: [&str; 4] = ["168.61.49.99", "23.99.5.239", "168.61.48.131", "138.91.141.162"];

/// Regions whose clusters are watched from two others as well; those that the page lists twice are left out.
const GROUP_1: [&str; 10] = [
    "EastUS2",
    "CentralUS",
    "SouthCentralUS",
    "EastUS",
    "WestUS",
    "JapanEast",
    "NorthEurope",
    "WestEurope",
    "EastAsia",
    "SoutheastAsia",
];

/// Regions whose clusters are watched from there alone.
const ALONE: [&str; 15] = [
    "AustraliaSoutheast",
    "AustraliaCentral",
    "ChinaEast2",
    "ChinaNorth2",
    "WestUS2",
    "WestCentralUS",
    "CanadaEast",
    "BrazilSouth",
    "KoreaCentral",
    "KoreaSouth",
    "CentralIndia",
    "SouthIndia",
    "JapanWest",
    "FranceCentral",
    "UKSouth",
];

/// The tags that a region needs, `westeurope`, where the tag of all regions is not let in; `None` where that is not
/// known.
#[must_use]
pub fn hdinsight_tags(region: &str) -> Option<Vec<String>> {
    let named = |names: &[&str]| {
        names.iter().find(|name| name.eq_ignore_ascii_case(region)).map(|name| (*name).to_owned())
    };
    let tag = |name: &str| format!("{HDINSIGHT_TAG}.{name}");
    if let Some(own) = named(&GROUP_1) {
        let mut tags = vec![tag(&own)];
        tags.extend(["WestUS", "EastUS"].map(tag).into_iter().filter(|other| *other != tag(&own)));
        return Some(tags);
    }
    named(&ALONE).map(|own| vec![tag(&own)])
}

#[cfg(test)]
mod tests {
    use super::hdinsight_tags;

    #[test]
    fn some_regions_are_watched_from_two_others() {
        let of = |region: &str| hdinsight_tags(region).map(|tags| tags.join(" "));
        assert_eq!(
            of("westeurope").as_deref(),
            Some("HDInsight.WestEurope HDInsight.WestUS HDInsight.EastUS")
        );
        assert_eq!(of("eastus").as_deref(), Some("HDInsight.EastUS HDInsight.WestUS"));
        assert_eq!(of("uksouth").as_deref(), Some("HDInsight.UKSouth"));
        assert_eq!(of("australiaeast"), None);
    }
}
