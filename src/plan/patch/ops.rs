//! JSON Patch (RFC 6902).

use super::merge::set;
use super::patched;
use crate::diagnostic::{Diagnostic, PATCH_FAILS, Sink};
use crate::object::{Node, Object};
use crate::source::Span;
use crate::yaml::{Key, Value, to_json};

/// Applies each operation in turn; one that fails is reported and leaves the object as it was.
pub(super) fn apply(object: &mut Object, ops: &Node, sink: &mut Sink) {
    for op in ops.as_list().unwrap_or_default() {
        let mut changed = object.node.clone();
        match one(&mut changed, op) {
            Ok(()) => object.node = changed,
            Err(reason) => {
                let message = format!("the operation cannot be applied to {}: {reason}", object.title());
                sink.push(match op.origin.span() {
                    Some(span) => Diagnostic::new(&PATCH_FAILS, span, message),
                    None => Diagnostic::without_place(&PATCH_FAILS, message),
                });
            }
        }
    }
}

fn one(root: &mut Node, op: &Node) -> Result<(), String> {
    let text = |key: &str| op.get(key).and_then(|n| n.as_str()).ok_or_else(|| format!("it has no `{key}`"));
    let value = || op.get("value").ok_or_else(|| "it has no `value`".to_owned());
    let path = steps(text("path")?)?;
    let by = op.origin.span();
    match text("op")? {
        "add" => add(root, &path, set(value()?, None)),
        "remove" => take(root, &path, by).map(drop),
        "replace" => {
            let old = take_ref(root, &path)?;
            *old = set(value()?, Some(old));
            Ok(())
        }
        "move" => {
            let mut moved = take(root, &steps(text("from")?)?, by)?;
            moved.origin = patched(by, None);
            add(root, &path, moved)
        }
        "copy" => {
            let mut copied = take_ref(root, &steps(text("from")?)?)?.clone();
            copied.origin = patched(by, None);
            add(root, &path, copied)
        }
        "test" => {
            let found = take_ref(root, &path)?;
            if to_json(found) == to_json(value()?) {
                Ok(())
            } else {
                Err(format!("`{}` is {}", text("path")?, to_json(found)))
            }
        }
        other => Err(format!(
            "there is no operation `{other}`; write `add`, `remove`, `replace`, `move`, `copy` or `test`"
        )),
    }
}

fn steps(path: &str) -> Result<Vec<String>, String> {
    if path.is_empty() {
        return Ok(Vec::new());
    }
    let rest = path.strip_prefix('/').ok_or_else(|| format!("the path `{path}` must begin with `/`"))?;
    Ok(rest.split('/').map(|step| step.replace("~1", "/").replace("~0", "~")).collect())
}

fn take_ref<'n>(root: &'n mut Node, path: &[String]) -> Result<&'n mut Node, String> {
    let mut node = root;
    for step in path {
        node = match &mut node.value {
            Value::Map(map) => map.get_mut(step),
            Value::List(items) => step.parse::<usize>().ok().and_then(|index| items.get_mut(index)),
            _ => None,
        }
        .ok_or_else(|| format!("there is nothing at `/{}`", path.join("/")))?;
    }
    Ok(node)
}

fn take(root: &mut Node, path: &[String], by: Option<Span>) -> Result<Node, String> {
    let (last, parents) = path.split_last().ok_or("the whole object cannot be removed")?;
    let missing = format!("there is nothing at `/{}`", path.join("/"));
    let parent = take_ref(root, parents)?;
    let taken = match &mut parent.value {
        Value::Map(map) => {
            let at = map.entries.iter().position(|e| e.key.text == *last).ok_or(missing)?;
            map.entries.remove(at).value
        }
        Value::List(items) => match last.parse::<usize>() {
            Ok(index) if index < items.len() => items.remove(index),
            _ => return Err(missing),
        },
        _ => return Err(missing),
    };
    // What is gone can carry no blame: what it was taken from does.
    parent.origin = patched(by, None);
    Ok(taken)
}

fn add(root: &mut Node, path: &[String], value: Node) -> Result<(), String> {
    let (last, parents) = path.split_last().ok_or("the whole object cannot be replaced")?;
    let parent = take_ref(root, parents)?;
    match &mut parent.value {
        Value::Map(map) => {
            match map.get_mut(last) {
                Some(old) => *old = value,
                None => map.push(Key { text: last.clone(), origin: value.origin.clone() }, value),
            }
            Ok(())
        }
        Value::List(items) => {
            let index = if last == "-" { Some(items.len()) } else { last.parse().ok() };
            match index {
                Some(index) if index <= items.len() => {
                    items.insert(index, value);
                    Ok(())
                }
                _ => Err(format!("`{last}` is no place in a list of {}", items.len())),
            }
        }
        _ => Err(format!("`/{}` is neither a map nor a list", parents.join("/"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object::Tree;
    use crate::source::Origin;

    fn run(op: Tree) -> Result<String, String> {
        let origin = Origin::Fixed;
        let mut root =
            Tree::new(&origin).put("a", Tree::new(&origin).put("l", ["x", "y"])).put("k/v", 1).finish();
        one(&mut root, &op.finish()).map(|()| to_json(&root).to_string())
    }

    fn op(name: &str, path: &str) -> Tree {
        Tree::new(&Origin::Fixed).put("op", name).put("path", path)
    }

    #[test]
    fn every_operation_does_what_the_standard_says() {
        assert_eq!(
            run(op("add", "/a/l/1").put("value", "z")).unwrap(),
            r#"{"a":{"l":["x","z","y"]},"k/v":1}"#
        );
        assert_eq!(
            run(op("add", "/a/l/-").put("value", "z")).unwrap(),
            r#"{"a":{"l":["x","y","z"]},"k/v":1}"#
        );
        assert_eq!(run(op("remove", "/k~1v")).unwrap(), r#"{"a":{"l":["x","y"]}}"#);
        assert_eq!(run(op("replace", "/k~1v").put("value", 2)).unwrap(), r#"{"a":{"l":["x","y"]},"k/v":2}"#);
        assert_eq!(run(op("move", "/m").put("from", "/k~1v")).unwrap(), r#"{"a":{"l":["x","y"]},"m":1}"#);
        assert_eq!(
            run(op("copy", "/m").put("from", "/k~1v")).unwrap(),
            r#"{"a":{"l":["x","y"]},"k/v":1,"m":1}"#
        );
        assert!(run(op("test", "/k~1v").put("value", 1)).is_ok());
    }

    #[test]
    fn what_cannot_be_done_says_why() {
        assert!(run(op("replace", "/nope").put("value", 1)).unwrap_err().contains("nothing at `/nope`"));
        assert!(run(op("test", "/k~1v").put("value", 9)).unwrap_err().contains("is 1"));
        assert!(run(op("add", "/a/l/9").put("value", 9)).unwrap_err().contains("list of 2"));
        assert!(run(op("jump", "/a")).unwrap_err().contains("no operation `jump`"));
    }
}
