//! What every script says to Ambari's API, and how: one part of each of them.

use super::Cluster;
use serde::Serialize;

/// The shell functions `say`, `fail`, `need`, `login_known` and `ambari`, for [`crate::emit::shell::script`] under the
/// name `https`. The script makes the folder `$scratch` first and removes it in its trap; `server` is a [`Server`].
pub(super) const PART: (&str, &str) = ("https", include_str!("https.sh.jinja"));

/// Where Ambari answers for a cluster; flattened into the data of each script.
#[derive(Debug, Serialize)]
pub(super) struct Server {
    /// `https://<name>.azurehdinsight.net`.
    url: String,
    /// The same for who is inside the network.
    inside: String,
    /// `/clusters/<name>`, behind `/api/v1`.
    path: String,
}

impl Server {
    pub(super) fn of(cluster: &Cluster<'_>) -> Self {
        Self::named(cluster.name)
    }

    pub(super) fn named(cluster: &str) -> Self {
        let name = encoded(cluster);
        Self {
            url: format!("https://{name}.azurehdinsight.net"),
            inside: format!("https://{name}-int.azurehdinsight.net"),
            path: format!("/clusters/{name}"),
        }
    }

    /// The head node one logs in to.
    pub(super) fn ssh(&self) -> String {
        self.host().replacen('.', "-ssh.", 1)
    }

    /// The host of the public address.
    pub(super) fn host(&self) -> &str {
        self.url.trim_start_matches("https://")
    }
}

/// A name as one segment of a URL.
fn encoded(name: &str) -> String {
    name.bytes()
        .map(|b| match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(b).to_string(),
            _ => format!("%{b:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_one_segment() {
        assert_eq!(encoded("kafka-hdi"), "kafka-hdi");
        assert_eq!(encoded("a b/../é'"), "a%20b%2F..%2F%C3%A9%27");
    }
}
