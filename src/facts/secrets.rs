//! Which keys of free-form maps hold secrets, and which values only point at one.

/// The published list: a key of a free-form map that ends in one of these takes a `secretRef` only.
/// Case, `.`, `_` and `-` are ignored when comparing. Source: the language's own rule 5.
pub const SECRET_KEY_ENDINGS: [&str; 6] =
    ["password", "token", "secret", "accessKey", "secretKey", "sasl.jaas.config"];

/// Whether a key of a free-form map holds a secret by its ending.
pub fn is_secret_key(key: &str) -> bool {
    SECRET_KEY_ENDINGS.iter().any(|ending| {
        let mut rest = folded_back(key);
        folded_back(ending).all(|wanted| rest.next() == Some(wanted))
    })
}

/// Whether the whole value is references to a configuration provider, `${provider:path:key}` or
/// `${provider:key}`, with nothing but blanks around them: such a value is not a literal.
pub fn is_reference(value: &str) -> bool {
    let mut rest = value.trim();
    let mut found = false;
    while let Some(after) = rest.strip_prefix("${") {
        let Some((inside, tail)) = after.split_once('}') else { return false };
        let Some((provider, path)) = inside.split_once(':') else { return false };
        let named = !provider.is_empty()
            && provider.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
        if !named || path.is_empty() {
            return false;
        }
        found = true;
        rest = tail.trim_start();
    }
    found && rest.is_empty()
}

/// The characters that count, last first. Asked of every key of every map, so nothing is allocated.
fn folded_back(key: &str) -> impl Iterator<Item = char> {
    key.chars().rev().filter(|c| !matches!(c, '.' | '_' | '-')).map(|c| c.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_ignore_case_and_punctuation() {
        for key in [
            "password",
            "ssl.keystore.password",
            "DB_PASSWORD",
            "camel.kamelet.telegram-source.authorizationToken",
            "camel.kamelet.aws-sqs-sink.accessKey",
            "AWS_SECRET_ACCESS_KEY",
            "client-secret",
            "secret_key",
            "producer.override.sasl.jaas.config",
            "SASL_JAAS_CONFIG",
        ] {
            assert!(is_secret_key(key), "{key}");
        }
        for key in ["tokens", "password.encoder.iterations", "secretName", "key", "topics", "accessKeyId"] {
            assert!(!is_secret_key(key), "{key}");
        }
    }

    #[test]
    fn references_are_whole() {
        assert!(is_reference("${secrets:kafka/telegram-bot:token}"));
        assert!(is_reference(" ${env:TOKEN} "));
        assert!(is_reference("${file:/mnt/a:user}${file:/mnt/a:word}"));
        for literal in ["hunter2", "", "${TOKEN}", "${env:}", "x${env:TOKEN}", "${env:TOKEN}x", "${env:TOKEN"]
        {
            assert!(!is_reference(literal), "{literal}");
        }
    }
}
