//! The lists of node ids that annotations of a KafkaNodePool hold. Source: `NodeIdRange` of Strimzi 1.2.0.

/// The ranges of a list such as `[0, 2, 10-19]`, each with its first and last id, which may be the lower one. `None` for
/// what the operator cannot read.
pub fn node_ids(written: &str) -> Option<Vec<(u32, u32)>> {
    let inside = written.trim().strip_prefix('[')?.strip_suffix(']')?;
    inside.split(',').map(|item| range(item.trim())).collect()
}

fn range(item: &str) -> Option<(u32, u32)> {
    let id = |text: &str| {
        let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|id| plain && *id <= i32::MAX as u32)
    };
    match item.split_once('-') {
        Some((first, last)) => Some((id(first.trim_end())?, id(last.trim_start())?)),
        None => id(item).map(|only| (only, only)),
    }
}

/// The list that was probably meant by one without brackets, with other brackets or other signs between the ids.
pub fn meant_node_ids(written: &str) -> Option<String> {
    let inside = written.trim_matches(['[', ']', '(', ')', '{', '}', '"', '\'', ' ']);
    let with = inside.replace("..", "-").replace(['–', ':'], "-").replace(';', ",");
    let spaced =
        if with.contains(',') { with } else { with.split_whitespace().collect::<Vec<_>>().join(",") };
    let meant = format!("[{spaced}]");
    node_ids(&meant).map(|_| meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_as_the_operator_reads_them() {
        assert_eq!(node_ids("[0, 2, 10-19]"), Some(vec![(0, 0), (2, 2), (10, 19)]));
        assert_eq!(node_ids(" [ 9 - 3 ] "), Some(vec![(9, 3)]));
        for not in ["0-2", "[]", "[1,]", "[-1]", "[1..3]", "[1-2-3]", "[9999999999]", "[+1]", ""] {
            assert_eq!(node_ids(not), None, "{not}");
        }
    }

    #[test]
    fn lists_that_were_meant() {
        let meant = |written| meant_node_ids(written);
        assert_eq!(meant("100-199").as_deref(), Some("[100-199]"));
        assert_eq!(meant("(0..2)").as_deref(), Some("[0-2]"));
        assert_eq!(meant("1 2 3").as_deref(), Some("[1,2,3]"));
        assert_eq!(meant("all of them"), None);
    }
}
