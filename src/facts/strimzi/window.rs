//! Maintenance windows: the cron expressions of Quartz, which have seconds and know one of two days only.
//!
//! Source: `CronExpression` of Quartz 2.5.0, which `Util.isMaintenanceTimeWindowsSatisfied` of Strimzi 1.1 and 1.2
//! asks. What Quartz reads without sense, such as letters after the name of a day, is let through as it does.

use std::fmt;
use std::ops::RangeInclusive;

/// Why a window is never open, or hardly ever. Its text completes "the window `0 2 * * *` …".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WindowProblem {
    /// It has another number of fields than six or seven.
    Fields(usize),
    /// Both days are stated, or neither is.
    Days,
    /// A field holds something that it does not take.
    Field {
        /// Which one.
        field: &'static str,
        /// What it holds.
        part: String,
    },
    /// It is open for single seconds only, and the operator looks every two minutes.
    Seconds,
}

impl fmt::Display for WindowProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fields(5) => {
                out.write_str("has five fields, as Unix has them, and Quartz has six or seven")
            }
            Self::Fields(1) => out.write_str("has one field, and Quartz has six or seven"),
            Self::Fields(count) => write!(out, "has {count} fields, and Quartz has six or seven"),
            Self::Days => {
                out.write_str("has no `?` for one of its two days, and Quartz wants just one stated")
            }
            Self::Field { field, part } => {
                write!(out, "has `{part}` among its {field}, which Quartz does not take")
            }
            Self::Seconds => {
                out.write_str("is open for single seconds only, and the operator looks every two minutes")
            }
        }
    }
}

struct Field {
    name: &'static str,
    numbers: RangeInclusive<u32>,
    step: u32,
    words: &'static [&'static str],
}

const MONTHS: &[&str] = &["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS: &[&str] = &["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const FIELDS: [Field; 7] = [
    Field { name: "seconds", numbers: 0..=59, step: 59, words: &[] },
    Field { name: "minutes", numbers: 0..=59, step: 59, words: &[] },
    Field { name: "hours", numbers: 0..=23, step: 23, words: &[] },
    Field { name: "days of the month", numbers: 1..=31, step: 31, words: &[] },
    Field { name: "months", numbers: 1..=12, step: 12, words: MONTHS },
    Field { name: "days of the week", numbers: 1..=7, step: 7, words: DAYS },
    Field { name: "years", numbers: 0..=u32::MAX, step: u32::MAX, words: &[] },
];
const DAY_OF_MONTH: usize = 3;
const DAY_OF_WEEK: usize = 5;

/// What is wrong with a maintenance window; `None` when nothing is.
#[must_use]
pub fn maintenance_window(text: &str) -> Option<WindowProblem> {
    let upper = text.to_ascii_uppercase();
    let fields: Vec<&str> = upper.split([' ', '\t']).filter(|field| !field.is_empty()).collect();
    if !(6..=7).contains(&fields.len()) {
        return Some(WindowProblem::Fields(fields.len()));
    }
    for (index, (text, field)) in fields.iter().zip(&FIELDS).enumerate() {
        let refused = text.split(',').filter(|part| !part.is_empty()).find(|part| !takes(field, index, part));
        if let Some(part) = refused {
            return Some(WindowProblem::Field { field: field.name, part: part.to_owned() });
        }
    }
    let open = |index: usize| fields[index].split(',').any(|part| part.starts_with('?'));
    if open(DAY_OF_MONTH) == open(DAY_OF_WEEK) {
        return Some(WindowProblem::Days);
    }
    fields[0].parse::<u32>().is_ok().then_some(WindowProblem::Seconds)
}

/// The window that somebody who wrote one for Unix, or for a single second, most likely means; `None` where that
/// cannot be told.
#[must_use]
pub fn meant_window(text: &str) -> Option<String> {
    let mut fields: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    if fields.len() == 5 {
        fields.insert(0, "*".to_owned());
        if fields[DAY_OF_WEEK] != "*" {
            fields[DAY_OF_WEEK] = days_of_unix(&fields[DAY_OF_WEEK])?;
        }
    }
    if fields.len() < 6 {
        return None;
    }
    // The second, or minute, at which something begins elsewhere is all the time there is here.
    for field in &mut fields[..2] {
        if field.parse::<u32>().is_ok() {
            *field = "*".to_owned();
        }
    }
    let any = |field: &str| field == "*" || field == "?";
    match (any(&fields[DAY_OF_MONTH]), any(&fields[DAY_OF_WEEK])) {
        (_, true) => {
            fields[DAY_OF_WEEK] = "?".to_owned();
            if fields[DAY_OF_MONTH] == "?" {
                fields[DAY_OF_MONTH] = "*".to_owned();
            }
        }
        (true, false) => fields[DAY_OF_MONTH] = "?".to_owned(),
        (false, false) => return None,
    }
    let meant = fields.join(" ");
    maintenance_window(&meant).is_none().then_some(meant)
}

/// Days of the week by name: Unix counts them from 0, Quartz from 1.
fn days_of_unix(text: &str) -> Option<String> {
    let day = |part: &str| match part.parse::<usize>() {
        Ok(number) => DAYS.get(number % 7).filter(|_| number <= 7).map(|day| (*day).to_owned()),
        Err(_) => DAYS.contains(&part.to_ascii_uppercase().as_str()).then(|| part.to_ascii_uppercase()),
    };
    let parts: Option<Vec<String>> = text
        .split(',')
        .map(|part| match part.split_once('-') {
            Some((first, last)) => Some(format!("{}-{}", day(first)?, day(last)?)),
            None => day(part),
        })
        .collect();
    Some(parts?.join(","))
}

/// Whether a field takes one of the parts between its commas.
fn takes(field: &Field, index: usize, part: &str) -> bool {
    let number = |text: &str| text.parse::<u32>().is_ok_and(|number| field.numbers.contains(&number));
    let step = |text: &str| text.parse::<u32>().is_ok_and(|number| number <= field.step);
    let word = |text: &str| text.get(..3).is_some_and(|word| field.words.contains(&word));
    let day_of_month = index == DAY_OF_MONTH;
    match part.as_bytes()[0] {
        b'?' => (day_of_month || index == DAY_OF_WEEK) && part.len() <= 2,
        b'*' | b'/' => match part.trim_start_matches('*').strip_prefix('/') {
            Some(every) => step(every),
            None => true,
        },
        b'L' if day_of_month => {
            let before = part[1..].strip_suffix('W').unwrap_or(&part[1..]);
            let offset = |text: &str| text.parse::<u32>().is_ok_and(|offset| offset <= 30);
            before.is_empty() || before.strip_prefix('-').is_some_and(offset)
        }
        b'L' => index == DAY_OF_WEEK && part.len() == 1,
        b'A'..=b'Z' => {
            let after = part.get(3..).unwrap_or_default();
            let last = after.strip_prefix('-');
            let nth = after.strip_prefix('#').filter(|_| index == DAY_OF_WEEK);
            word(part) && last.is_none_or(word) && nth.is_none_or(is_nth)
        }
        b'0'..=b'9' => {
            let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (first, after) = part.split_at(digits);
            let sound = match after.as_bytes().first() {
                Some(b'-') => match after[1..].split_once('/') {
                    Some((last, every)) => number(last) && every.parse::<u32>().is_ok(),
                    None => number(&after[1..]),
                },
                Some(b'/') => step(&after[1..]),
                Some(b'L') => index == DAY_OF_WEEK,
                Some(b'W') => day_of_month,
                Some(b'#') => index == DAY_OF_WEEK && is_nth(&after[1..]),
                _ => true,
            };
            number(first) && sound
        }
        _ => false,
    }
}

fn is_nth(text: &str) -> bool {
    text.parse::<u32>().is_ok_and(|nth| (1..=5).contains(&nth))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_quartz_reads_is_a_window() {
        for window in [
            "* * 0-1 ? * SUN,MON,TUE,WED,THU *",
            "* * 8-10 * * ?",
            "* * 14-15 ? * *",
            "*  *\t22-2 ? * FRI-MON",
            "* 0-30 2 L * ?",
            "* * 2 LW * ?",
            "* * 2 L-3 * ?",
            "* * 2 15W * ?",
            "* * 2 ? * 6L",
            "* * 2 ? * sun#1",
            "* * 2 ? * 2#1 2026-2030",
            "* */15 2 1/5 JAN-mar ?",
            "0-59/2 * 1,2,3 ? 1-11/2 *",
            "0/1 * 2 ? * L",
        ] {
            assert_eq!(maintenance_window(window), None, "{window}");
        }
    }

    #[test]
    fn the_rest_is_never_open() {
        let fields = |window: &str, count| {
            assert_eq!(maintenance_window(window), Some(WindowProblem::Fields(count)), "{window}");
        };
        fields("", 0);
        fields("0 2 * * 0", 5);
        fields("@daily", 1);
        fields("* * * * * ? * *", 8);
        assert_eq!(maintenance_window("* * 2 * * *"), Some(WindowProblem::Days));
        assert_eq!(maintenance_window("* * 2 ? * ?"), Some(WindowProblem::Days));
        for (window, field, part) in [
            ("* * 24 * * ?", "hours", "24"),
            ("* 60 2 * * ?", "minutes", "60"),
            ("* ? 2 * * ?", "minutes", "?"),
            ("* * 2 0 * ?", "days of the month", "0"),
            ("* * 2 ? * 0", "days of the week", "0"),
            ("* * 2 ? * SUNDAY-1", "", ""),
            ("* * 2 ? * XXX", "days of the week", "XXX"),
            ("* * 2 ? * 2#6", "days of the week", "2#6"),
            ("* * 2am * * ?", "", ""),
            ("* * 2-25 * * ?", "hours", "2-25"),
            ("* * */24 * * ?", "hours", "*/24"),
            ("* * MON * * ?", "hours", "MON"),
            ("* * 2 * FOO ?", "months", "FOO"),
            ("* * % * * ?", "hours", "%"),
        ] {
            let expected = (!field.is_empty()).then(|| WindowProblem::Field { field, part: part.to_owned() });
            assert_eq!(maintenance_window(window), expected, "{window}");
        }
    }

    #[test]
    fn a_second_is_no_window() {
        assert_eq!(maintenance_window("0 0 2 * * ?"), Some(WindowProblem::Seconds));
        assert_eq!(maintenance_window("0 * 2 * * ?"), Some(WindowProblem::Seconds));
        assert_eq!(maintenance_window("0-30 0 2 * * ?"), None);
    }

    #[test]
    fn what_was_meant_is_a_window() {
        for (written, meant) in [
            ("0 2 * * 0", Some("* * 2 ? * SUN")),
            ("0 2 * * *", Some("* * 2 * * ?")),
            ("*/5 1-3 1 * *", Some("* */5 1-3 1 * ?")),
            ("0 2 * * 1-5", Some("* * 2 ? * MON-FRI")),
            ("0 2 * * 6,7", Some("* * 2 ? * SAT,SUN")),
            ("0 2 * * sat", Some("* * 2 ? * SAT")),
            ("0 2 1 * 0", None),
            ("0 0 2 * * ?", Some("* * 2 * * ?")),
            ("0 0 2 ? * SUN", Some("* * 2 ? * SUN")),
            ("0 0 2 * * *", Some("* * 2 * * ?")),
            ("* * 2 ? * ?", Some("* * 2 * * ?")),
            ("0 0 2 ? * 0", None),
            ("nightly", None),
        ] {
            assert_eq!(meant_window(written).as_deref(), meant, "{written}");
        }
    }
}
