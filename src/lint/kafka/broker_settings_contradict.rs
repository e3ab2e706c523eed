use crate::diagnostic::{Code, Severity};
use crate::facts::kafka::ConfigTable;
use crate::lint::settings::{Form, Line, Settings, items};
use crate::lint::{Certainty, Check, Cx, Rule, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "broker-settings-contradict",
        Severity::Error,
        include_str!("broker_settings_contradict.md"),
    ),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["KST14", "KST15", "KST16", "KST17", "KST18", "KST19", "KST20", "KST21", "KST22", "KST25"],
    check: Check::Settings(check),
};

/// One setting may not be above another one.
struct Order {
    low: &'static str,
    high: &'static str,
    /// What the lower one is multiplied with first.
    times: i64,
    /// Whether they may be equal.
    equal: bool,
    /// What comes of it.
    because: &'static str,
    severity: Severity,
}

const fn order(low: &'static str, high: &'static str, because: &'static str) -> Order {
    Order { low, high, times: 1, equal: true, because, severity: Severity::Error }
}

const ORDERS: [Order; 5] = [
    order("replica.fetch.wait.max.ms", "replica.socket.timeout.ms", "every fetch that waits would time out"),
    order(
        "replica.fetch.wait.max.ms",
        "replica.lag.time.max.ms",
        "followers that wait would fall out of the replicas in sync",
    ),
    order("socket.request.max.bytes", "queued.max.request.bytes", "the largest request would never fit"),
    Order {
        equal: false,
        ..order(
            "connection.failed.authentication.delay.ms",
            "connections.max.idle.ms",
            "who fails to log in would not be told",
        )
    },
    Order {
        times: 2,
        severity: Severity::Warning,
        ..order(
            "broker.heartbeat.interval.ms",
            "broker.session.timeout.ms",
            "one lost heartbeat fences the broker",
        )
    },
];

fn check<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    ORDERS.iter().for_each(|order| compare(settings, order, cx));
    for key in
        ["log.roll.ms", "log.roll.hours", "log.retention.ms", "log.retention.minutes", "log.retention.hours"]
    {
        nothing(settings, key, cx);
    }
    jitter(settings, cx);
    cleaner(settings, cx);
    connections(settings, cx);
    overrides(settings, cx);
    cordoned(settings, cx);
}

fn compare<'a>(settings: &Settings<'a>, order: &Order, cx: &mut Cx<'a>) {
    let Some(at) = settings.line(order.low).or_else(|| settings.line(order.high)) else { return };
    let (Some(low), Some(high)) = (number(settings, order.low), number(settings, order.high)) else { return };
    // None of the upper bounds holds where it is switched off.
    if high < 0 || (order.high == "queued.max.request.bytes" && high == 0) {
        return;
    }
    let reached = low.saturating_mul(order.times);
    if reached < high || (order.equal && reached == high) {
        return;
    }
    let twice = if order.times == 2 { "twice " } else { "" };
    let bound = if order.equal { "may not be above" } else { "must be below" };
    let message = format!(
        "in {}, {twice}`{}` ({low}{}) {bound} `{}` ({high}{}): {}",
        settings.title,
        order.low,
        default(settings, order.low),
        order.high,
        default(settings, order.high),
        order.because
    );
    let help = format!("set `{}` to {reached} or more, or `{}` lower", order.high, order.low);
    let finding = cx.report(at.at, message).help(help).severity(order.severity);
    if let Some(other) = settings.line(order.high).filter(|_| settings.line(order.low).is_some()) {
        finding.also(other.at, "the other one");
    }
}

/// No time at all: Kafka takes -1 for ever, and at least one millisecond.
fn nothing<'a>(settings: &Settings<'a>, key: &str, cx: &mut Cx<'a>) {
    let Some(line) = settings.line(key) else { return };
    // One in a finer unit goes before it.
    let family = key.rsplit_once('.').map_or(key, |(family, _)| family);
    let finer = ["ms", "minutes"].map(|unit| format!("{family}.{unit}"));
    if finer.iter().take_while(|finer| *finer != key).any(|finer| settings.line(finer).is_some()) {
        return;
    }
    let rolls = family == "log.roll";
    let wrong = settings.number(key).is_some_and(|number| number == 0 || (rolls && number < 0));
    let value = line.value.as_deref().unwrap_or_default();
    // What its own range refuses is said elsewhere.
    let said = table(settings).is_some_and(|table| !table.check_broker(key, value).is_empty());
    if wrong && !said {
        let message = format!("{} of {} is {value}, and Kafka takes 1 or more", line.name(), settings.title);
        cx.report(line.at, message).help(match rolls {
            true => "write the time after which a segment is closed, or take it out for a week".to_owned(),
            false => "write how long messages are kept, or -1 for ever".to_owned(),
        });
    }
}

fn jitter<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    let Some(line) = settings.line("log.roll.jitter.ms") else { return };
    if let Some(number) = settings.number("log.roll.jitter.ms").filter(|number| *number < 0) {
        let message = format!("{} of {} is {number}, and Kafka takes 0 or more", line.name(), settings.title);
        cx.report(line.at, message)
            .help("write the most that is taken off the time, or take it out for none");
    }
}

fn cleaner<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    const BUFFER: &str = "log.cleaner.dedupe.buffer.size";
    const THREADS: &str = "log.cleaner.threads";
    let Some(at) = settings.line(BUFFER).or_else(|| settings.line(THREADS)) else { return };
    let (Some(buffer), Some(threads)) = (number(settings, BUFFER), number(settings, THREADS)) else { return };
    const LEAST: i64 = 1024 * 1024;
    if threads < 1 || buffer / threads > LEAST {
        return;
    }
    let message = format!(
        "in {}, `{BUFFER}` ({buffer}{}) for {threads} `{THREADS}` leaves each {} bytes, and each needs more than {LEAST}",
        settings.title,
        default(settings, BUFFER),
        buffer / threads
    );
    let least = LEAST.saturating_add(1).saturating_mul(threads);
    cx.report(at.at, message).help(format!("set `{BUFFER}` to {least} or more, or have fewer threads"));
}

fn connections<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    const EACH: &str = "max.connections.per.ip";
    let Some(line) = settings.line(EACH).filter(|_| settings.number(EACH) == Some(0)) else { return };
    let overrides = settings.line("max.connections.per.ip.overrides");
    let some =
        overrides.is_some_and(|line| line.value.as_deref().is_none_or(|hosts| items(hosts).next().is_some()));
    if !some {
        let message = format!("{} of {} is 0, and no address may connect", line.name(), settings.title);
        let help = format!("name the addresses that may in `{EACH}.overrides`, or take it out");
        cx.report(line.at, message).help(help);
    }
}

/// Kafka takes the last colon for the one before the number, and no brackets.
fn overrides<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    let Some(line) = settings.line("max.connections.per.ip.overrides") else { return };
    let host = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-%._:".contains(&byte));
    let pair = |item: &str| {
        let (name, number) = item.rsplit_once(':')?;
        (host(name.trim()) && number.trim().parse::<i32>().is_ok()).then_some(())
    };
    for item in items(line.value.as_deref().unwrap_or_default()).filter(|item| pair(item).is_none()) {
        let message =
            format!("`{item}` in {} of {} is not an address and a number", line.name(), settings.title);
        cx.report(line.at, message).help("write `ADDRESS:NUMBER`, such as `10.0.0.7:20`");
    }
}

fn cordoned<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    let Some(line) = settings.line("cordoned.log.dirs").filter(|_| settings.form != Form::Strimzi) else {
        return;
    };
    let known = |line: &Line<'a>| line.value.clone();
    let Some(dirs) = settings.line("log.dirs").or_else(|| settings.line("log.dir")).and_then(known) else {
        return;
    };
    for dir in items(line.value.as_deref().unwrap_or_default()) {
        if dir != "*" && !items(&dirs).any(|own| own == dir) {
            let message =
                format!("`{dir}` in {} of {} is none of its directories", line.name(), settings.title);
            cx.report(line.at, message).help(format!("the directories of this broker are `{dirs}`"));
        }
    }
}

/// The number a key has, be it written or Kafka's own.
fn number(settings: &Settings<'_>, key: &str) -> Option<i64> {
    match settings.line(key) {
        Some(_) => settings.number(key),
        None => table(settings)?.broker(key)?.default?.parse().ok(),
    }
}

fn default(settings: &Settings<'_>, key: &str) -> &'static str {
    if settings.line(key).is_none() { ", Kafka's default" } else { "" }
}

/// These defaults have been the same for years: of an unknown version the newest stands for all.
fn table(settings: &Settings<'_>) -> Option<&'static ConfigTable> {
    settings.table.or_else(|| ConfigTable::for_version(ConfigTable::VERSIONS.last()?))
}
