//! Is a value what its key asks for? The rules are those of Kafka's `ConfigDef.parseType` and validators.

use super::config_form::has_form;
use super::config_key::{ConfigForm, ConfigKey, ConfigType};
use super::config_problem::ConfigProblem;
use super::java_number;
use crate::facts::near::nearest;

const SHORT: (&str, &str) = ("-32768", "32767");
const INT: (&str, &str) = ("-2147483648", "2147483647");
const LONG: (&str, &str) = ("-9223372036854775808", "9223372036854775807");

/// What is wrong with the text `value` under `key`. A value that holds a `${provider:…}` reference is
/// only known once Kafka runs, so nothing is said of it.
pub(super) fn problem(key: &ConfigKey, value: &str) -> Option<ConfigProblem> {
    if value.contains("${") {
        return None;
    }
    let text = value.trim();
    match key.kind {
        ConfigType::Boolean => (!text.eq_ignore_ascii_case("true") && !text.eq_ignore_ascii_case("false"))
            .then_some(ConfigProblem::WrongType { expected: key.kind }),
        ConfigType::Short => whole(key, text, SHORT),
        ConfigType::Int => whole(key, text, INT),
        ConfigType::Long => whole(key, text, LONG),
        ConfigType::Double => fraction(key, text),
        ConfigType::List => form(key, text).or_else(|| {
            if !key.values.is_empty() && !has_form(ConfigForm::Items, text) {
                return Some(ConfigProblem::WrongForm { expected: ConfigForm::Items });
            }
            text.split(',').map(str::trim).filter(|item| !item.is_empty()).find_map(|i| item(key, i))
        }),
        // A class without a name is looked for all the same.
        ConfigType::Class if text.is_empty() => {
            Some(ConfigProblem::WrongForm { expected: ConfigForm::NonEmpty })
        }
        ConfigType::Class | ConfigType::Password | ConfigType::String => {
            form(key, text).or_else(|| item(key, text))
        }
    }
}

fn whole(key: &ConfigKey, text: &str, type_limits: (&'static str, &'static str)) -> Option<ConfigProblem> {
    let Ok(number) = text.parse::<i128>() else {
        return Some(ConfigProblem::WrongType { expected: key.kind });
    };
    let outside = |min: Option<&str>, max: Option<&str>| {
        let parsed = |limit: Option<&str>| limit.and_then(|limit| limit.parse::<i128>().ok());
        parsed(min).is_some_and(|min| number < min) || parsed(max).is_some_and(|max| number > max)
    };
    // A value the type itself cannot hold is out of range even for a key without limits.
    let (min, max) = (Some(type_limits.0), Some(type_limits.1));
    if key.also == Some(text) {
        None
    } else if outside(key.min, key.max) {
        Some(ConfigProblem::OutOfRange { min: key.min, max: key.max, also: key.also })
    } else {
        outside(min, max).then_some(ConfigProblem::OutOfRange { min, max, also: None })
    }
}

fn fraction(key: &ConfigKey, text: &str) -> Option<ConfigProblem> {
    let Some(number) = java_number::fraction(text) else {
        return Some(ConfigProblem::WrongType { expected: key.kind });
    };
    let limit = |text: Option<&str>, otherwise| text.and_then(|t| t.parse().ok()).unwrap_or(otherwise);
    // What is no number is below and above nothing.
    let outside = number < limit(key.min, f64::NEG_INFINITY) || number > limit(key.max, f64::INFINITY);
    outside.then_some(ConfigProblem::OutOfRange { min: key.min, max: key.max, also: key.also })
}

fn form(key: &ConfigKey, text: &str) -> Option<ConfigProblem> {
    let form = key.form?;
    (!has_form(form, text)).then_some(ConfigProblem::WrongForm { expected: form })
}

fn item(key: &ConfigKey, text: &str) -> Option<ConfigProblem> {
    let same = |value: &&str| if key.fold { value.eq_ignore_ascii_case(text) } else { **value == *text };
    if key.values.is_empty() || key.values.iter().any(same) {
        return None;
    }
    Some(ConfigProblem::NotInEnum {
        item: text.to_string(),
        values: key.values.clone(),
        did_you_mean: nearest(text, key.values.iter().copied()),
    })
}
