//! Does a text have the form its key asks for? As the validators of `ServerConfigs`, `QuorumConfig` and `Utils.getHost`.

use super::config_key::ConfigForm;

pub(super) fn has_form(form: ConfigForm, text: &str) -> bool {
    let mut items = text.split(',').map(str::trim);
    match form {
        ConfigForm::NonEmpty => !text.is_empty(),
        ConfigForm::Items => text.is_empty() || items.all(|item| !item.is_empty()),
        ConfigForm::SomeItems => items.all(|item| !item.is_empty()),
        ConfigForm::ThrottledReplicas => text == "*" || items.all(|item| item.is_empty() || is_pair(item)),
        ConfigForm::Addresses => text.is_empty() || items.all(is_address),
        ConfigForm::Voters => text.is_empty() || items.all(is_voter),
    }
}

fn is_pair(text: &str) -> bool {
    text.split_once(':').is_some_and(|(partition, broker)| is_number(partition) && is_number(broker))
}

fn is_voter(text: &str) -> bool {
    text.split_once('@').is_some_and(|(id, address)| id.parse::<i32>().is_ok() && is_address(address))
}

fn is_address(text: &str) -> bool {
    let part = |text: &str, more: &[u8]| {
        text.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-%._".contains(&byte) || more.contains(&byte))
    };
    let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
    let Some((host, port)) = rest.rsplit_once(':') else { return false };
    let host = host.strip_prefix('[').unwrap_or(host);
    let host = host.strip_suffix(']').unwrap_or(host);
    part(scheme, b"") && part(host, b":") && is_number(port)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(form: ConfigForm, has: &[&str], has_not: &[&str]) {
        has.iter().for_each(|text| assert!(has_form(form, text), "{form:?} {text:?}"));
        has_not.iter().for_each(|text| assert!(!has_form(form, text), "{form:?} {text:?}"));
    }

    #[test]
    fn each_form_takes_its_own() {
        split(ConfigForm::NonEmpty, &["a"], &[""]);
        split(ConfigForm::Items, &["", "a", "a, b"], &[",", "a,", "a,,b"]);
        split(ConfigForm::SomeItems, &["a", "a,b"], &["", ",", "a,"]);
        split(ConfigForm::ThrottledReplicas, &["", "*", "0:1", "0:1, 2:3"], &["0", "0:a", ":1"]);
        split(
            ConfigForm::Addresses,
            &["", "a:1", "[::1]:9093, kafka-0.kafka:9093", "PLAINTEXT://a:1"],
            &["a", "a:", "a:b", "a b:1"],
        );
        split(ConfigForm::Voters, &["", "1@a:1", "1@a:1, 2@b:2"], &["a:1", "1@a", "x@a:1", "1@a:1,"]);
    }
}
