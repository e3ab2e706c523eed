//! Commands that fetch a fact, as a person pastes them.

use crate::emit::markdown::shell;
use crate::topology::{Query, Word};

/// One line of shell.
pub(super) fn line(query: &Query) -> String {
    query.words.iter().map(word).collect::<Vec<_>>().join(" ")
}

fn word(word: &Word) -> String {
    match word {
        Word::Text(text) => shell(text),
        Word::Variable(name) => format!("\"${name}\""),
        Word::Output(query) => format!("\"$({})\"", line(query)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_blueprint_stay_words() {
        let group = Query::new("az aks show --name").word("x; rm -rf ~");
        let query = Query::new("az network vnet list --resource-group").ask(Word::Output(group)).word("it's");
        assert_eq!(
            line(&query),
            "az network vnet list --resource-group \"$(az aks show --name 'x; rm -rf ~')\" 'it'\\''s'"
        );
    }
}
