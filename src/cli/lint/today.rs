use super::Failure;
use std::time::{SystemTime, UNIX_EPOCH};

/// The day that was said, or the one it is (UTC).
pub(in crate::cli) fn today(said: Option<&str>) -> Result<String, Failure> {
    match said {
        Some(day) if is_day(day) => Ok(day.to_owned()),
        Some(day) => Err(Failure::new(format!("`{day}` is not a day")).help("write it as `2027-06-30`")),
        None => {
            let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
            Ok(day(i64::try_from(seconds / 86_400).unwrap_or_default()))
        }
    }
}

pub(in crate::cli) fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &str, count| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        [year, month, day] => {
            digits(year, 4)
                && digits(month, 2)
                && digits(day, 2)
                && ("01"..="12").contains(month)
                && ("01"..="31").contains(day)
        }
        _ => false,
    }
}

/// The civil day so many days after 1970-01-01, in the Gregorian calendar.
fn day(days: i64) -> String {
    // Years begin in March here, so that the day that is not always there stands at the end.
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 { (year_of_era, month + 3) } else { (year_of_era + 1, month - 9) };
    format!("{:04}-{month:02}-{day:02}", year + era * 400)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_the_calendar_does() {
        let known =
            [(0, "1970-01-01"), (11_016, "2000-02-29"), (11_017, "2000-03-01"), (20_778, "2026-11-21")];
        for (days, text) in known {
            assert_eq!(day(days), text);
        }
        assert!(is_day("2027-06-30"));
        for other in ["2027-6-30", "30.06.2027", "2027-13-01", "2027-01-00", ""] {
            assert!(!is_day(other), "{other}");
        }
    }
}
