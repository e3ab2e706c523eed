use super::expansion::uses;
use super::variable::{Holds, Variable};
use std::collections::BTreeMap;

/// The variables in the order given, but each after those it uses, as the kubelet wants; those that use each other in
/// a circle stay where they are.
pub(super) fn ordered(variables: Vec<Variable>) -> Vec<Variable> {
    let places: BTreeMap<&str, usize> =
        variables.iter().enumerate().map(|(place, variable)| (variable.name.as_str(), place)).collect();
    let needs: Vec<Vec<usize>> = variables
        .iter()
        .enumerate()
        .map(|(own, variable)| match &variable.holds {
            Holds::Text(text) => {
                uses(text).iter().filter_map(|n| places.get(n).copied()).filter(|n| *n != own).collect()
            }
            Holds::Secret { .. } | Holds::Field(_) => Vec::new(),
        })
        .collect();
    let mut done = vec![false; variables.len()];
    let mut order = Vec::with_capacity(variables.len());
    while order.len() < variables.len() {
        let waiting = || (0..variables.len()).filter(|place| !done[*place]);
        let ready = waiting().find(|place| needs[*place].iter().all(|need| done[*need]));
        let Some(next) = ready.or_else(|| waiting().next()) else { break };
        done[next] = true;
        order.push(next);
    }
    order.into_iter().map(|place| variables[place].clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Origin;

    fn names(texts: &[(&str, &str)]) -> Vec<String> {
        let variable = |(name, text): &(&str, &str)| Variable {
            name: (*name).into(),
            holds: Holds::Text((*text).into()),
            key: Origin::Fixed,
            origin: Origin::Fixed,
        };
        ordered(texts.iter().map(variable).collect()).into_iter().map(|v| v.name).collect()
    }

    #[test]
    fn a_variable_stands_after_what_it_uses() {
        assert_eq!(names(&[("A", "$(C)"), ("B", ""), ("C", "$(D)"), ("D", "")]), ["B", "D", "C", "A"]);
        assert_eq!(names(&[("A", "$$(B)"), ("B", "")]), ["A", "B"]);
    }

    #[test]
    fn a_circle_stays_where_it_is() {
        assert_eq!(names(&[("A", "$(B)"), ("B", "$(A)"), ("C", "$(A)")]), ["A", "B", "C"]);
        assert_eq!(names(&[("A", "$(A)")]), ["A"]);
    }
}
