use super::{blueprint, clean, names, pod, variable};
use proptest::prelude::*;
use serde_json::json;

/// In double quotes, with everything escaped that some reader takes for a line break or refuses.
fn quoted(text: &str) -> String {
    let escaped = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        ' '..='~' => c.to_string(),
        _ => format!("\\U{:08X}", u32::from(c)),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

fn hostile() -> impl Strategy<Value = String> {
    let traps = prop::sample::select(vec![
        "yes",
        "on",
        "~",
        "null",
        "017",
        "1_000",
        "1e3",
        "0x1F",
        ".inf",
        "1:30",
        "2001-01-01",
        "<<",
        "=",
        "- a",
        "a: b",
        "# c",
        "{{ .Values.x }}",
        "$(HOME)",
        "$$(HOME)",
        "$$",
        "${X}",
        "%{",
        "'",
        "\"",
        "\\n",
        "\n",
        " \n x",
        "trailing ",
        "\t",
        "\u{85}",
        "\u{2028}",
        "\u{feff}x",
        "é",
        "|",
        ">",
        "&a",
        "*a",
        "!t",
        "@",
        "`",
        "---",
        "...",
    ]);
    prop_oneof![traps.prop_map(str::to_owned), "[ -~]{0,24}", "\\PC{0,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn values_arrive_as_they_are(
        values in prop::collection::btree_map("[A-Z][A-Z0-9_]{0,8}", hostile(), 1..6),
        argument in hostile(),
        note in hostile(),
    ) {
        let values: Vec<(String, String)> =
            values.into_iter().map(|(name, value)| (format!("V_{name}"), value)).collect();
        let env: Vec<String> = values.iter().map(|(name, value)| format!("{name}: {}", quoted(value))).collect();
        let keys = format!(
            "kind: Deployment\nnamespace: apps\nimage: shop:1\nenv: {{{}}}\nargs: [{}]\npodAnnotations: {{note: {}}}\n",
            env.join(", "), quoted(&argument), quoted(&note),
        );
        let compiled = clean(&blueprint("", &keys));
        for (name, value) in &values {
            prop_assert_eq!(variable(&compiled, name), json!({"value": value}));
        }
        prop_assert_eq!(names(&compiled).len(), values.len());
        prop_assert_eq!(pod(&compiled, "/containers/0/args"), json!([argument]));
        // What is written to disk is read back by `verify`, whose complaints `clean` looks at.
        let files = compiled.artifacts.as_ref().expect("files");
        prop_assert!(files.iter().any(|(path, _)| path.as_str().ends_with("60-deployment-shop.yaml")));
    }
}
