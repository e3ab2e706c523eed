//! Durations and sizes, turned into the unit a Kafka key names.

use crate::blueprint::ConfigValue;
use crate::facts::kafka::{Unit, unit_of};

/// The value of a Kafka setting with durations (`7d`) and sizes (`1Gi`) in the key's own unit; any other value as
/// it is. Only keys that end in a unit are looked at.
///
/// # Errors
/// A sentence, when the text is a duration or size that does not come out whole in the key's unit, or one of the
/// wrong sort.
pub fn config_value(key: &str, value: &ConfigValue) -> Result<ConfigValue, String> {
    let (ConfigValue::Text(text), Some(unit)) = (value, unit_of(key)) else { return Ok(value.clone()) };
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, suffix) = text.split_at(digits);
    let Ok(number) = number.parse::<i128>() else { return Ok(value.clone()) };
    if suffix.is_empty() {
        return Ok(value.clone());
    }
    let whole = match unit.milliseconds() {
        Some(per_unit) => in_duration(number, suffix, i128::from(per_unit), text, key)?,
        None => in_bytes(number, suffix, text, key)?,
    };
    Ok(ConfigValue::Int(whole))
}

fn in_duration(number: i128, suffix: &str, per_unit: i128, text: &str, key: &str) -> Result<i128, String> {
    let milliseconds = match suffix {
        "ms" => 1,
        "s" => 1_000,
        "min" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        "w" => 604_800_000,
        _ => return Err(format!("`{text}` is no duration: `{key}` takes `ms`, `s`, `min`, `h`, `d` or `w`")),
    };
    let total = number.checked_mul(milliseconds).ok_or_else(|| format!("`{text}` is too long"))?;
    if total % per_unit != 0 {
        let unit = match unit_of(key) {
            Some(Unit::Seconds) => "seconds",
            Some(Unit::Minutes) => "minutes",
            _ => "hours",
        };
        return Err(format!("`{text}` is not a whole number of {unit}, the unit of `{key}`"));
    }
    Ok(total / per_unit)
}

fn in_bytes(number: i128, suffix: &str, text: &str, key: &str) -> Result<i128, String> {
    let factor: i128 = match suffix {
        "Ki" => 1 << 10,
        "Mi" => 1 << 20,
        "Gi" => 1 << 30,
        "Ti" => 1 << 40,
        _ => return Err(format!("`{text}` is no size: `{key}` takes `Ki`, `Mi`, `Gi` or `Ti`")),
    };
    number.checked_mul(factor).ok_or_else(|| format!("`{text}` is too large"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(key: &str, text: &str) -> Result<ConfigValue, String> {
        config_value(key, &ConfigValue::Text(text.into()))
    }

    #[test]
    fn durations_and_sizes_take_the_unit_of_their_key() {
        assert_eq!(of("retention.ms", "7d"), Ok(ConfigValue::Int(604_800_000)));
        assert_eq!(of("log.retention.hours", "1w"), Ok(ConfigValue::Int(168)));
        assert_eq!(of("segment.bytes", "1Gi"), Ok(ConfigValue::Int(1 << 30)));
        assert!(of("log.retention.hours", "90min").is_err_and(|e| e.contains("whole number of hours")));
        assert!(of("retention.ms", "7Gi").is_err());
        assert!(of("segment.bytes", "7d").is_err());
    }

    #[test]
    fn everything_else_stays() {
        for (key, text) in [("cleanup.policy", "7d"), ("retention.ms", "-1"), ("retention.ms", "604800000")] {
            assert_eq!(of(key, text), Ok(ConfigValue::Text(text.into())));
        }
    }
}
