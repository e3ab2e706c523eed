use super::Value;

/// The text a key becomes in JSON; the reason, where Kubernetes' reader refuses it.
pub(super) fn key_text<O>(value: Value<O>) -> Result<String, &'static str> {
    Ok(match value {
        Value::String(s) => s,
        Value::Bool(b) => b.to_string(),
        // The reader knows int64 keys and no uint64 ones.
        Value::Int(i) if i > i128::from(i64::MAX) => return Err("a number beyond 2^63"),
        Value::Int(i) => i.to_string(),
        Value::Float(x) => shortest(x),
        Value::Null => return Err("null"),
        Value::List(_) => return Err("a list"),
        Value::Map(_) => return Err("a map"),
    })
}

/// Go's `FormatFloat(x, 'g', -1, 32)`: the fewest digits that tell single-precision numbers apart.
fn shortest(x: f64) -> String {
    let x = x as f32;
    if x.is_nan() {
        return ".nan".into();
    }
    if x.is_infinite() {
        return if x > 0.0 { ".inf" } else { "-.inf" }.into();
    }
    let scientific = format!("{x:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    // Go switches to an exponent below 1e-4 and, for the shortest form, from 1e6 on.
    if (-4..6).contains(&exponent) {
        return format!("{x}");
    }
    format!("{digits}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
}
