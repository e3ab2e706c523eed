use super::super::Lowering;
use super::expansion::{literal, reference};
use super::variable::{Holds, Variable, free_name};
use crate::blueprint::{ConfigValue, SecretRef};
use crate::plan::access::secret_name;
use crate::source::Origin;

/// The variables the app writes itself, sorted by name; those a composed one uses stand before it.
pub(super) fn variables(app: &Lowering<'_>, taken: &mut Vec<String>) -> Vec<Variable> {
    let mut variables = Vec::new();
    for (name, entry) in &app.app.env.entries {
        let holds = match &entry.value {
            // `$(NAME)` in it is Kubernetes' own, and stays.
            ConfigValue::Text(text) => Holds::Text(text.clone()),
            ConfigValue::Bool(value) => Holds::Text(value.to_string()),
            ConfigValue::Int(number) => Holds::Text(number.to_string()),
            ConfigValue::Float(number) => Holds::Text(number.to_string()),
            ConfigValue::Secret(secret) => from_secret(app, secret),
            ConfigValue::Format { format, secrets } => {
                let mut helpers = Vec::new();
                for (place, secret) in secrets.iter().enumerate() {
                    let helper = free_name(format!("{name}_{place}"), taken);
                    let from = Origin::derived(format!("apps/{}/env/{name}", app.name), secret.origin.span());
                    variables.push(Variable {
                        name: helper.clone(),
                        holds: from_secret(app, secret),
                        key: from,
                        origin: secret.origin.clone(),
                    });
                    helpers.push(helper);
                }
                Holds::Text(composed(format, &helpers))
            }
        };
        variables.push(Variable {
            name: name.clone(),
            holds,
            key: entry.key.clone(),
            origin: entry.origin.clone(),
        });
    }
    variables
}

fn from_secret(app: &Lowering<'_>, secret: &SecretRef) -> Holds {
    Holds::Secret { name: secret_name(app.topology, &secret.secret), key: secret.key.clone() }
}

/// The text with a variable for each `{0}`, and everything else as it is.
fn composed(format: &str, variables: &[String]) -> String {
    let mut text = String::new();
    let mut rest = format;
    let mut plain = String::new();
    while let Some(at) = rest.find('{') {
        plain.push_str(&rest[..at]);
        let place = rest[at + 1..]
            .split_once('}')
            .and_then(|(number, after)| Some((variables.get(number.parse::<usize>().ok()?)?, after)));
        match place {
            Some((variable, after)) => {
                text.push_str(&literal(&plain, Some('$')));
                text.push_str(&reference(variable));
                plain.clear();
                rest = after;
            }
            None => {
                plain.push('{');
                rest = &rest[at + 1..];
            }
        }
    }
    plain.push_str(rest);
    text.push_str(&literal(&plain, None));
    text
}

#[cfg(test)]
mod tests {
    use super::composed;

    #[test]
    fn a_format_becomes_references_and_the_rest_stays_text() {
        let two = ["A".to_owned(), "B".to_owned()];
        assert_eq!(composed("jdbc:{0}@{1}/{x}", &two), "jdbc:$(A)@$(B)/{x}");
        assert_eq!(composed("$(HOME){0}$", &two), "$$(HOME)$(A)$");
        assert_eq!(composed("${0}{{1}}", &two), "$$$(A){$(B)}");
        assert_eq!(composed("{0", &two), "{0");
    }
}
