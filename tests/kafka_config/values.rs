use std::collections::BTreeSet;

use streamwright::facts::kafka::{ConfigKey, ConfigType};

/// What people write, by design and by mistake, where a number, a list or a word is asked for.
const ANYWHERE: [&str; 63] = [
    "",
    " ",
    "0",
    "1",
    "-1",
    "-2",
    "2",
    "7",
    "10",
    " 10",
    "10 ",
    "+10",
    "-0",
    "010",
    "0x10",
    "1e3",
    "1.0",
    "1.5",
    ".5",
    "5.",
    "1,000",
    "1_000",
    "10L",
    "1d",
    "1f",
    "0x1p3",
    "NaN",
    "nan",
    "Infinity",
    "-Infinity",
    "inf",
    "1e400",
    "32767",
    "32768",
    "-32768",
    "-32769",
    "2147483647",
    "2147483648",
    "-2147483648",
    "-2147483649",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "99999999999999999999",
    "168h",
    "7d",
    "1 GB",
    "512Mi",
    "true",
    "TRUE",
    " false ",
    "yes",
    "null",
    "~",
    "a",
    "a,b",
    "a, b",
    "a,,b",
    ",",
    "a,a",
    "*",
    "0:1",
    "0:1,1:2",
];

/// Values to try on one key: those of everybody, its limits and beyond, its words in every spelling, lists of them.
pub fn for_key(key: &ConfigKey) -> Vec<String> {
    let mut all: BTreeSet<String> = ANYWHERE.iter().map(|value| (*value).to_owned()).collect();
    for limit in [key.min, key.max, key.also].into_iter().flatten() {
        all.insert(limit.to_owned());
        if let Ok(number) = limit.parse::<i128>() {
            all.extend([number - 1, number + 1, number * 2].map(|number| number.to_string()));
        } else if let Ok(number) = limit.parse::<f64>() {
            all.extend([number - 0.001, number + 0.001].map(|number| number.to_string()));
        }
    }
    for value in &key.values {
        let (first, rest) = value.split_at(value.len().min(1));
        all.extend([
            value.to_string(),
            value.to_uppercase(),
            value.to_lowercase(),
            format!("{}{rest}", first.to_uppercase()),
        ]);
        all.extend([
            format!(" {value} "),
            format!("{value}x"),
            format!("{value},"),
            format!("{value},{value}"),
            format!("{value}, {value}"),
        ]);
    }
    all.insert(key.values.join(","));
    all.insert(key.values.join(" , "));
    all.extend(key.default.map(str::to_owned));
    if key.kind == ConfigType::Class {
        // Whether a class is there depends on the image.
        all.retain(|value| value.trim().is_empty());
    }
    all.into_iter().collect()
}
