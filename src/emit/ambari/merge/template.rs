//! The *kafka-env template*: our block in, older ones and Microsoft's lines out, every other line as it was.

use super::documented::{Documented, advertises, bare, documented, opens, sets_tls};
use super::{Refusal, jinja};

/// What begins and ends a block of ours, of whatever format version and digest.
const BEGINS: &str = "# >>> streamwright";
const ENDS: &str = "# <<< streamwright";

/// A template merged into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The whole text.
    pub text: String,
    /// Lines of the old text where a block of ours began.
    pub blocks: Vec<usize>,
    /// Lines of the old text that were Microsoft's.
    pub documented: Vec<usize>,
    /// Lines of the old text that set TLS up and stay.
    pub tls: Vec<usize>,
    /// Lines of the old text that set `IP_ADDRESS` and stay, since other lines use it.
    pub address: Vec<usize>,
}

/// A line of the old text, or the place of the first block.
struct Line<'c> {
    number: usize,
    text: Option<&'c str>,
    known: Option<Documented>,
}

/// Merges `block` into `content`; without one, what was there is only taken out. `advertised` are the listeners the
/// blueprint has, by their protocols.
///
/// # Errors
/// When something else writes what the block writes, or taking out what others wrote would break the rest.
pub fn template(content: &str, block: Option<&str>, advertised: &[String]) -> Result<Template, Refusal> {
    let (mut lines, blocks) = without_blocks(content)?;
    recognise(&mut lines);
    let gone = taken(&lines);
    let text = |line: &Line<'_>| line.text.unwrap_or_default().to_owned();
    for (line, _) in lines.iter().zip(&gone).filter(|(_, gone)| !**gone) {
        if advertises(&text(line)) {
            return Err(Refusal::ForeignLine(line.number));
        }
    }
    needed(&lines, &gone)?;
    if block.is_some() {
        kept_listeners(&lines, advertised)?;
    }
    let numbers = |wanted: &dyn Fn(&Line<'_>, bool) -> bool| -> Vec<usize> {
        lines.iter().zip(&gone).filter(|(l, g)| wanted(l, **g)).map(|(l, _)| l.number).collect()
    };
    Ok(Template {
        text: joined(&lines, &gone, block)?,
        blocks,
        documented: numbers(&|_, gone| gone),
        tls: numbers(&|line, gone| !gone && sets_tls(&text(line))),
        address: numbers(&|line, gone| !gone && line.known == Some(Documented::Address)),
    })
}

/// The lines outside our blocks, with one entry without text where the first block was.
fn without_blocks(content: &str) -> Result<(Vec<Line<'_>>, Vec<usize>), Refusal> {
    let (mut lines, mut blocks, mut open) = (Vec::new(), Vec::new(), None);
    for (index, text) in content.split('\n').enumerate() {
        let number = index + 1;
        let (begins, ends) = (bare(text).starts_with(BEGINS), bare(text).starts_with(ENDS));
        match open {
            Some(_) if begins => return Err(Refusal::TornBlock(number)),
            Some(_) if ends => open = None,
            Some(_) => {}
            None if ends => return Err(Refusal::TornBlock(number)),
            None if begins => {
                if blocks.is_empty() {
                    lines.push(Line { number, text: None, known: None });
                }
                blocks.push(number);
                open = Some(number);
            }
            None => lines.push(Line { number, text: Some(text), known: None }),
        }
    }
    match open {
        Some(number) => Err(Refusal::TornBlock(number)),
        None => Ok((lines, blocks)),
    }
}

/// A line that another continues, or that continues another, is part of something else.
fn recognise(lines: &mut [Line<'_>]) {
    let mut continued = false;
    for line in lines {
        let Some(text) = line.text else { continue };
        let continues = bare(text).ends_with('\\');
        if !continued && !continues {
            line.known = documented(text);
        }
        continued = continues;
    }
}

/// Which lines go. The comment and the address go with what they are for; the address stays where others use it.
fn taken(lines: &[Line<'_>]) -> Vec<bool> {
    use Documented::{Address, Comment, Deleted, Said, Written};
    let any = lines.iter().any(|l| matches!(l.known, Some(Said | Deleted | Written(_))));
    let uses = |l: &Line<'_>| {
        l.known.is_none() && l.text.is_some_and(|t| !bare(t).starts_with('#') && t.contains("IP_ADDRESS"))
    };
    let used = lines.iter().any(uses);
    let goes = |l: &Line<'_>| match l.known {
        Some(Said | Deleted | Written(_)) => true,
        Some(Comment) => any,
        Some(Address) => any && !used,
        None => false,
    };
    lines.iter().map(goes).collect()
}

/// Lines that go must not leave an `if` or a pipe with nothing in it.
fn needed(lines: &[Line<'_>], gone: &[bool]) -> Result<(), Refusal> {
    let mut before = "";
    for (line, gone) in lines.iter().zip(gone) {
        if *gone && opens(before) {
            return Err(Refusal::InsideBlock(line.number));
        }
        let text = line.text.unwrap_or_default();
        if !*gone && !bare(text).is_empty() && !bare(text).starts_with('#') {
            before = text;
        }
    }
    Ok(())
}

fn kept_listeners(lines: &[Line<'_>], advertised: &[String]) -> Result<(), Refusal> {
    for line in lines {
        let Some(Documented::Written(names)) = &line.known else { continue };
        if let Some(lost) = names.iter().find(|name| !advertised.contains(name)) {
            return Err(Refusal::ListenerLost(lost.clone()));
        }
    }
    Ok(())
}

/// The block where one was, else at the end, on lines of its own.
fn joined(lines: &[Line<'_>], gone: &[bool], block: Option<&str>) -> Result<String, Refusal> {
    let kept: Vec<&Line<'_>> = lines.iter().zip(gone).filter(|(_, g)| !**g).map(|(l, _)| l).collect();
    let place = kept.iter().position(|line| line.text.is_none());
    let mut before: Vec<&str> = kept[..place.unwrap_or(kept.len())].iter().filter_map(|l| l.text).collect();
    let mut after: Vec<&str> =
        kept[place.map_or(kept.len(), |p| p + 1)..].iter().filter_map(|l| l.text).collect();
    if place.is_none() {
        // Behind the last line, whether or not it ended; then the text ends with its line.
        if before.last() == Some(&"") {
            before.pop();
        }
        if block.is_some() || before.len() < kept.len() {
            after.push("");
        }
    }
    if jinja::unclosed(&before.join("\n")) || jinja::unclosed(&after.join("\n")) {
        return Err(Refusal::UnclosedJinja);
    }
    let block = block.map(|b| b.strip_suffix('\n').unwrap_or(b));
    let all: Vec<&str> = before.into_iter().chain(block).chain(after).collect();
    Ok(all.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: &str = "# >>> streamwright v1 sha256=0 >>>\nours\n# <<< streamwright <<<\n";
    const FIVE: &str = "# Configure Kafka to advertise IP addresses instead of FQDN\n\
        IP_ADDRESS=$(hostname -i)\n\
        echo advertised.listeners=$IP_ADDRESS\n\
        sed -i.bak -e '/advertised/{/advertised@/!d;}' /usr/hdp/current/kafka-broker/conf/server.properties\n\
        echo \"advertised.listeners=PLAINTEXT://$IP_ADDRESS:9092\" >> /usr/hdp/current/kafka-broker/conf/server.properties\n";

    fn merged(content: &str) -> Result<Template, Refusal> {
        template(content, Some(BLOCK), &["PLAINTEXT".into()])
    }

    fn text(content: &str) -> String {
        merged(content).unwrap().text
    }

    #[test]
    fn the_block_goes_behind_everything_else() {
        for (content, wanted) in
            [("", ""), ("a", "a\n"), ("a\n", "a\n"), ("a\n\n", "a\n\n"), ("a\r\n", "a\r\n")]
        {
            assert_eq!(text(content), format!("{wanted}{BLOCK}"), "{content:?}");
        }
    }

    #[test]
    fn an_older_block_is_replaced_where_it_stands_and_the_same_one_changes_nothing() {
        let older = "a\n  # >>> streamwright:x v0 >>>\nold\n# <<< streamwright <<<\nb\n# >>> streamwright\n# <<< streamwright\nc";
        let new = text(older);
        assert_eq!(new, format!("a\n{BLOCK}b\nc"));
        assert_eq!(text(&new), new);
        assert_eq!(merged(older).unwrap().blocks, [2, 6]);
        let gone = template(older, None, &[]).unwrap();
        assert_eq!(gone.text, "a\nb\nc");
    }

    #[test]
    fn the_five_lines_go_and_whatever_else_stands_there_stays() {
        assert_eq!(text(&format!("a\n{FIVE}")), format!("a\n{BLOCK}"));
        assert_eq!(text(&format!("a\n{}", FIVE.trim_end())), format!("a\n{BLOCK}"));
        assert_eq!(text(&format!("{FIVE}b\n{}", FIVE.replace('\n', "\r\n"))), format!("b\n{BLOCK}"));
        let used = merged(&format!("{FIVE}export MY_IP=$IP_ADDRESS\n")).unwrap();
        assert_eq!(used.text, format!("IP_ADDRESS=$(hostname -i)\nexport MY_IP=$IP_ADDRESS\n{BLOCK}"));
        assert_eq!((used.documented, used.address), (vec![1, 3, 4, 5], vec![2]));
        let tls = merged(&format!("{FIVE}echo \"ssl.key.password=x\" >> f\n")).unwrap();
        assert_eq!((&*tls.text, tls.tls), (&*format!("echo \"ssl.key.password=x\" >> f\n{BLOCK}"), vec![6]));
        let alone = "IP_ADDRESS=$(hostname -i)\n# Configure Kafka to advertise IP by hand\n";
        assert_eq!(text(alone), format!("{alone}{BLOCK}"), "they do nothing by themselves");
    }

    #[test]
    fn what_cannot_be_merged_into_is_refused() {
        let refused = |content: &str, wanted: Refusal| assert_eq!(merged(content), Err(wanted), "{content}");
        refused("a\n# >>> streamwright\nb", Refusal::TornBlock(2));
        refused("# <<< streamwright\n", Refusal::TornBlock(1));
        refused("# >>> streamwright\n# >>> streamwright\n# <<< streamwright\n", Refusal::TornBlock(2));
        refused("sed -i s/a/b/ x; echo advertised.port=1 >> f\n", Refusal::ForeignLine(1));
        refused(&format!("if true; then\n# why\n{FIVE}fi\n"), Refusal::InsideBlock(3));
        refused(&FIVE.replace("9092", "9092,SSL://$IP_ADDRESS:9093"), Refusal::ListenerLost("SSL".into()));
        refused("n=${#list}\n", Refusal::UnclosedJinja);
        let continued = "x \\\necho \"advertised.listeners=PLAINTEXT://h:1\" >> server.properties\n";
        refused(continued, Refusal::ForeignLine(2));
    }
}
