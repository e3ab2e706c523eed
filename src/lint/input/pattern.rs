/// Whether a path is what a pattern means: itself, something below it where it names a folder, or what its `*`, `?` and
/// `**` stand for.
pub(in crate::lint) fn matches(pattern: &str, path: &str) -> bool {
    let steps = |text: &'_ str| -> Vec<String> {
        text.split('/').filter(|step| !step.is_empty() && *step != ".").map(str::to_owned).collect()
    };
    below(&steps(pattern), &steps(path))
}

fn below(pattern: &[String], path: &[String]) -> bool {
    match (pattern, path) {
        ([], _) => true,
        ([first, rest @ ..], _) if first == "**" => (0..=path.len()).any(|skip| below(rest, &path[skip..])),
        ([first, rest @ ..], [step, deeper @ ..]) => {
            word(first.as_bytes(), step.as_bytes()) && below(rest, deeper)
        }
        (_, []) => false,
    }
}

fn word(pattern: &[u8], text: &[u8]) -> bool {
    match (pattern, text) {
        ([], []) => true,
        ([b'*', rest @ ..], _) => (0..=text.len()).any(|skip| word(rest, &text[skip..])),
        ([b'?', rest @ ..], [_, more @ ..]) => word(rest, more),
        ([a, rest @ ..], [b, more @ ..]) => a == b && word(rest, more),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_folders_and_patterns() {
        for (pattern, path) in [
            ("k8s/a.yaml", "k8s/a.yaml"),
            ("k8s", "k8s/deep/a.yaml"),
            ("k8s/*.yaml", "k8s/a.yaml"),
            ("**/legacy-*.yaml", "k8s/x/legacy-1.yaml"),
            ("**", "a"),
            ("k8s/**/a.yaml", "k8s/a.yaml"),
            ("?.yaml", "a.yaml"),
        ] {
            assert!(matches(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in
            [("k8s/a.yaml", "k8s/b.yaml"), ("k8s", "k8s2/a.yaml"), ("*.yaml", "k8s/a.yaml"), ("a/b", "a")]
        {
            assert!(!matches(pattern, path), "{pattern} {path}");
        }
    }
}
