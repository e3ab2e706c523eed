//! Paths as text with forward slashes, as reports show them.

/// The folder a file lies in; empty for the current one.
pub(in crate::lint) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part.
pub(in crate::lint) fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// `path` as seen from `folder`, without `.` and `..` where they can be resolved.
pub(in crate::lint) fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { split(folder).collect() };
    for part in split(path) {
        match (part, parts.last()) {
            ("..", Some(last)) if *last != ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    let root = if path.starts_with('/') || folder.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

fn split(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty() && *part != ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_up_are_resolved_where_they_can_be() {
        assert_eq!(join("variants/scale-1", "../../kafka"), "kafka");
        assert_eq!(join("a", "./b/c.yaml"), "a/b/c.yaml");
        assert_eq!(join("", "../x.yaml"), "../x.yaml");
        assert_eq!(join("../up", "x"), "../up/x");
        assert_eq!(join("/abs/here", "../there"), "/abs/there");
        assert_eq!((folder("a/b.yaml"), name("a/b.yaml"), folder("b.yaml")), ("a", "b.yaml", ""));
    }
}
