//! A typed tree as the text of a Helm template.

use super::expr;
use super::text::{BREAKS, literal};
use crate::chart::{Chart, Condition, Expr, File, Item, Part, Template};
use crate::object::Node;
use crate::yaml::{Value, write_entry, write_item};

/// The template of one object.
pub(super) fn file(chart: &Chart<'_>, file: &File<'_>) -> String {
    let text = template(chart.name, &file.object, file.when.as_ref());
    // Once is enough, and the first one is always looked at.
    let first = chart.files.first().is_some_and(|first| first.manifest == file.manifest);
    if first && !chart.renamable() {
        return format!("{{{{- include \"{}.checks\" . }}}}\n{text}", chart.name);
    }
    text
}

/// The template of a tree.
pub(super) fn template(chart: &str, tree: &Template, when: Option<&Condition>) -> String {
    let mut printer = Printer { chart, out: String::new() };
    printer.when(when, 0, |printer| {
        printer.body(tree, 0);
        // Helm 3 trims a document and both end it by a line break of their own: behind a text that counts its line breaks,
        // neither may be the end.
        if printer.out.contains(BREAKS) {
            printer.line(0, "# So many line breaks, and no more.");
        }
    });
    printer.out
}

struct Printer<'c> {
    chart: &'c str,
    out: String,
}

impl Printer<'_> {
    /// What `body` prints, where the condition holds.
    fn when(&mut self, when: Option<&Condition>, indent: usize, body: impl FnOnce(&mut Self)) {
        let Some(when) = when else { return body(self) };
        self.line(indent, &format!("{{{{- if {} }}}}", expr::condition(when)));
        body(self);
        self.line(indent, "{{- end }}");
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// The lines of a map or list whose entries stand at column `indent`.
    fn body(&mut self, tree: &Template, indent: usize) {
        match tree {
            Template::Literal(node) => match &node.value {
                Value::Map(map) if !map.is_empty() => {
                    for entry in &map.entries {
                        self.literal_entry(&entry.key.text, Some(&entry.value), indent);
                    }
                }
                Value::List(items) if !items.is_empty() => {
                    for item in items {
                        self.literal_item(item, indent);
                    }
                }
                _ => {
                    let mut text = String::new();
                    write_item(&mut text, node, 0);
                    self.line(
                        indent,
                        literal(text.strip_prefix("- ").unwrap_or(&text)).trim_end_matches('\n'),
                    );
                }
            },
            Template::Text(text) => {
                let text = expr::text(self.chart, text);
                self.line(indent, &format!("{{{{ {text} | quote }}}}"));
            }
            Template::Plain(path, plain) => {
                self.line(indent, &format!("{{{{ {} }}}}", expr::plain(path, *plain)));
            }
            Template::Structure(path) => {
                self.line(indent, &format!("{{{{- toYaml {} | nindent {indent} }}}}", expr::value(path)));
            }
            Template::Each(path) => {
                self.line(indent, &format!("{{{{- range {} }}}}", expr::value(path)));
                self.line(indent, "- {{ . | quote }}");
                self.line(indent, "{{- end }}");
            }
            Template::Include(helper) => self.include(helper.word(), indent),
            Template::Map(parts) => parts.iter().for_each(|part| self.part(part, indent)),
            Template::List(items) => items.iter().for_each(|item| self.item(item, indent)),
            Template::Override(path, own) => {
                self.line(indent, &format!("{{{{- with {} }}}}", expr::value(path)));
                self.line(indent, &format!("{{{{- toYaml . | nindent {indent} }}}}"));
                self.line(indent, "{{- else }}");
                self.body(own, indent);
                self.line(indent, "{{- end }}");
            }
        }
    }

    fn include(&mut self, word: &str, indent: usize) {
        let chart = self.chart;
        self.line(indent, &format!("{{{{- include \"{chart}.{word}\" . | nindent {indent} }}}}"));
    }

    fn part(&mut self, part: &Part, indent: usize) {
        match part {
            Part::Include(helper) => self.include(helper.word(), indent),
            Part::Spread(path) => {
                self.line(indent, &format!("{{{{- with {} }}}}", expr::value(path)));
                self.line(indent, &format!("{{{{- toYaml . | nindent {indent} }}}}"));
                self.line(indent, "{{- end }}");
            }
            Part::Field { key, value, when } => match (when, value) {
                (Some(Condition::Set(set)), Template::Structure(path)) if set == path => {
                    self.line(indent, &format!("{{{{- with {} }}}}", expr::value(path)));
                    self.key(key, indent);
                    self.out.push('\n');
                    self.line(indent + 2, &format!("{{{{- toYaml . | nindent {} }}}}", indent + 2));
                    self.line(indent, "{{- end }}");
                }
                (Some(Condition::Set(set)), Template::Text(Expr::Value(path))) if set == path => {
                    self.line(indent, &format!("{{{{- with {} }}}}", expr::value(path)));
                    self.key(key, indent);
                    self.behind("{{ . | quote }}");
                    self.line(indent, "{{- end }}");
                }
                (when, value) => self
                    .when(when.as_ref(), indent, |printer| printer.field(key, value, indent, when.as_ref())),
            },
        }
    }

    fn field(&mut self, key: &str, value: &Template, indent: usize, when: Option<&Condition>) {
        match value {
            Template::Literal(node) => self.literal_entry(key, Some(node), indent),
            Template::Text(text) => {
                self.key(key, indent);
                let text = expr::text(self.chart, text);
                self.behind(&format!("{{{{ {text} | quote }}}}"));
            }
            Template::Plain(path, plain) => {
                self.key(key, indent);
                self.behind(&format!("{{{{ {} }}}}", expr::plain(path, *plain)));
            }
            value => {
                self.key(key, indent);
                self.nothing(value, when);
                self.body(value, indent + 2);
            }
        }
    }

    fn item(&mut self, item: &Item, indent: usize) {
        self.when(item.when.as_ref(), indent, |printer| match &item.value {
            Template::Literal(node) => printer.literal_item(node, indent),
            Template::Text(text) => {
                let text = expr::text(printer.chart, text);
                printer.line(indent, &format!("- {{{{ {text} | quote }}}}"));
            }
            Template::Plain(path, plain) => {
                printer.line(indent, &format!("- {{{{ {} }}}}", expr::plain(path, *plain)));
            }
            Template::Map(parts) if matches!(parts.first(), Some(Part::Field { when: None, .. })) => {
                let start = printer.out.len();
                printer.body(&item.value, indent + 2);
                // The first field stands behind the dash.
                printer.out.replace_range(start + indent..start + indent + 2, "- ");
            }
            value => {
                printer.line(indent, "-");
                printer.out.pop();
                printer.nothing(value, None);
                printer.body(value, indent + 2);
            }
        });
    }

    /// Ends the line of a key; says that nothing is there when none of the parts is, which would be read as `null`.
    /// Where the whole is there under the same condition, that cannot be.
    fn nothing(&mut self, value: &Template, outer: Option<&Condition>) {
        let (when, nothing): (Option<Vec<Condition>>, &str) = match value {
            Template::Map(parts) => (parts.iter().map(Part::when).collect(), "{}"),
            Template::List(items) => (items.iter().map(|item| item.when.clone()).collect(), "[]"),
            // An empty list is no list of nothing.
            Template::Each(path) => (Some(vec![Condition::Set(path.clone())]), "[]"),
            _ => (None, ""),
        };
        match when {
            Some(when) if when.is_empty() => {
                self.out.push(' ');
                self.out.push_str(nothing);
            }
            Some(when) => {
                let any = Condition::any(when);
                if outer != Some(&any) {
                    let any = expr::argument(expr::condition(&any));
                    self.out.push_str(&format!("{{{{ if not {any} }}}} {nothing}{{{{ end }}}}"));
                }
            }
            None => {}
        }
        self.out.push('\n');
    }

    fn behind(&mut self, text: &str) {
        self.out.push(' ');
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn key(&mut self, key: &str, indent: usize) {
        self.literal_entry(key, None, indent);
    }

    fn literal_entry(&mut self, key: &str, value: Option<&Node>, indent: usize) {
        let mut text = String::new();
        write_entry(&mut text, key, value, indent);
        self.out.push_str(&literal(&text));
    }

    fn literal_item(&mut self, item: &Node, indent: usize) {
        let mut text = String::new();
        write_item(&mut text, item, indent);
        self.out.push_str(&literal(&text));
    }
}
