//! Maintenance windows that are never open: certificates then expire, with one line in the operator's log.

use super::{report, report_as, strimzi_clusters};
use crate::diagnostic::{BAD_MAINTENANCE_WINDOW, Severity, Sink};
use crate::facts::strimzi::{WindowProblem, maintenance_window, meant_window};
use crate::topology::Topology;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (cluster, _, kafka) in strimzi_clusters(topology) {
        for window in &kafka.maintenance_time_windows {
            let Some(problem) = maintenance_window(&window.value) else { continue };
            let message = format!("the maintenance window `{}` of `kafka/{cluster}` {problem}", window.value);
            let help = match meant_window(&window.value) {
                Some(meant) => format!("write `{meant}`, in GMT: every second of the time it is open"),
                None => "write seconds, minutes, hours, day of the month, month and day of the week, in GMT, with `?` for \
                         one of the days: `* * 2-3 ? * SUN` is two hours on Sundays"
                    .to_owned(),
            };
            let places = [(window.span(), "")];
            match problem {
                // Some reconciliation may fall into the second.
                WindowProblem::Seconds => {
                    report_as(Severity::Warning, sink, &BAD_MAINTENANCE_WINDOW, message, help, &places);
                }
                _ => report(sink, &BAD_MAINTENANCE_WINDOW, message, help, &places),
            }
        }
    }
}
