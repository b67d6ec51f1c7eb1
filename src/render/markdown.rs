//! Document → Markdown as code hosts show it: blocks here, the page around them in `templates/markdown/`.

use std::collections::BTreeSet;

use crate::document::{Block, Cell, Clause, Document, Fact, Field, FieldKind, Heading, Question, Run, Table, Tone};
use crate::render::RenderError;
use crate::render::markdown_text::{cell, escape, guard_start, inline, line};
use crate::render::prepare::targets;
use crate::render::template::{Front, Pages};
use crate::render::text::{clause_title, fragment, symbol};

/// The whole page.
pub(super) fn page(document: &Document, pages: &Pages) -> Result<String, RenderError> {
    let lines = |all: &[String]| all.iter().map(|text| line(text)).collect::<Vec<_>>();
    let front = Front {
        id: document.id.clone(),
        title: escape(&document.title),
        kind: document.kind,
        school: line(&document.school),
        letterhead: lines(&document.letterhead),
        large: document.large,
        audience: escape(&document.audience),
        facts: document
            .facts
            .iter()
            .map(|fact| Fact { label: escape(&fact.label), values: lines(&fact.values) })
            .collect(),
        state: line(&document.state),
        seal: line(&document.seal.line()),
        draft: document.draft,
    };
    let writer = Writer { targets: targets(document) };
    let body = writer.blocks(&document.body);
    pages.fill("document.md", &front, contents(&document.contents), body)
}

fn contents(entries: &[Heading]) -> String {
    entries
        .iter()
        .map(|entry| {
            let indent = "  ".repeat(usize::from(entry.level).saturating_sub(1));
            format!("{indent}- [{}](#{})\n", numbered(entry), fragment(&entry.anchor))
        })
        .collect()
}

fn numbered(heading: &Heading) -> String {
    match heading.number.is_empty() {
        true => escape(&heading.title),
        false => format!("{} {}", escape(&heading.number), escape(&heading.title)),
    }
}

/// What a list is marked with; two lists in a row take turns, or Markdown would make one of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marker {
    Bullet(char),
    Number(char),
}

impl Marker {
    fn text(self, index: usize) -> String {
        match self {
            Marker::Bullet(sign) => format!("{sign} "),
            Marker::Number(sign) => format!("{}{sign} ", index + 1),
        }
    }

    fn after(self, previous: Option<Marker>) -> Marker {
        match self {
            _ if previous != Some(self) => self,
            Marker::Bullet(_) => Marker::Bullet('*'),
            Marker::Number(_) => Marker::Number(')'),
        }
    }
}

struct Writer {
    targets: BTreeSet<String>,
}

impl Writer {
    /// The blocks, a blank line between each two, a line break at the end.
    fn blocks(&self, blocks: &[Block]) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut last = None;
        for block in blocks {
            let marker = marker(block).map(|marker| marker.after(last));
            parts.push(self.block(block, marker.unwrap_or(Marker::Bullet('-'))));
            last = marker;
        }
        parts.retain(|part| !part.trim().is_empty());
        parts.join("\n")
    }

    fn block(&self, block: &Block, marker: Marker) -> String {
        match block {
            Block::Heading(it) => self.heading(it),
            Block::Paragraph { runs } => inline_line(runs),
            Block::Quote { blocks } => prefixed(&self.blocks(blocks), "> ", "> "),
            Block::List { items, .. } => self.list(items, marker),
            Block::Clauses { lead, items } => self.clauses(lead, items, marker),
            Block::Steps { first, items } => self.clause_list(items, marker, *first),
            // The numbered steps above it say the same, and a drawing made of letters cannot be read aloud.
            Block::Chart(_) => String::new(),
            Block::Table(table) => self.table(table),
            Block::Questions { items } => items.iter().map(|it| self.question(it)).collect::<Vec<_>>().join("\n"),
            Block::Fields { items } => fields(items),
            Block::Definition { word, runs } => format!("**{}:** {}\n", escape(word), inline(runs)),
            Block::Address { label } => {
                let rule = "_".repeat(40);
                format!("{}:\\\n{rule}\\\n{rule}\\\n{rule}\n", line(label))
            }
            Block::Missing { title } => format!("> **Missing:** {}\n", escape(title)),
            Block::Closing { lines } => closing(lines),
        }
    }

    /// An anchor of our own where something links to it, or where a page was asked for by it.
    fn anchor(&self, anchor: &str) -> String {
        match self.targets.contains(anchor) {
            true => format!("<a id=\"{}\"></a>", fragment(anchor)),
            false => String::new(),
        }
    }

    /// The page's title is `#`, so a section's is one deeper than its level.
    fn heading(&self, heading: &Heading) -> String {
        let level = usize::from(heading.level.saturating_add(1).min(6));
        format!("{} {}{}\n", "#".repeat(level), self.anchor(&heading.anchor), numbered(heading))
    }

    fn list(&self, items: &[Vec<Block>], marker: Marker) -> String {
        let tight = items.iter().all(|item| is_short(item));
        let items = items.iter().enumerate().map(|(index, item)| {
            let mark = marker.text(index);
            let inside = if tight { self.blocks(item).replace("\n\n", "\n") } else { self.blocks(item) };
            prefixed(&inside, &mark, &" ".repeat(mark.len()))
        });
        items.collect::<Vec<_>>().join(if tight { "" } else { "\n" })
    }

    fn clauses(&self, lead: &[Run], items: &[Clause], marker: Marker) -> String {
        match (lead, items) {
            ([], [only]) => self.clause(only),
            ([], _) => self.clause_list(items, marker, 1),
            _ => format!("{}\n{}", inline_line(lead), self.clause_list(items, marker, 1)),
        }
    }

    /// Clauses as a list, its numbers counted from `first`.
    fn clause_list(&self, items: &[Clause], marker: Marker, first: usize) -> String {
        let item = |(index, clause)| {
            let mark = marker.text(index + first - 1);
            prefixed(&self.clause(clause), &mark, &" ".repeat(mark.len()))
        };
        items.iter().enumerate().map(item).collect()
    }

    fn clause(&self, clause: &Clause) -> String {
        let anchor = self.anchor(&clause.anchor);
        match clause_title(&clause.title) {
            Some(title) => format!("{anchor}**{}** {}\n", escape(&title), inline(&clause.runs)),
            None if anchor.is_empty() => inline_line(&clause.runs),
            None => format!("{anchor}{}\n", inline(&clause.runs)),
        }
    }

    fn table(&self, table: &Table) -> String {
        let mut out = match table.title.as_str() {
            "" => String::new(),
            title => format!("{}**{}**\n\n", self.anchor(&table.anchor), escape(title)),
        };
        let heads: Vec<String> = (0..table.columns.len()).map(|column| column_title(table, column)).collect();
        out.push_str(&pipes(&cell(&table.corner), &heads));
        out.push_str(&pipes(" --- ", &vec!["---".to_owned(); heads.len()]));
        for row in &table.rows {
            let cells: Vec<String> =
                row.cells.iter().map(|it| format!("{}{}", self.anchor(&it.anchor), signed(it))).collect();
            out.push_str(&pipes(&format!("**{}**", cell(&row.title)), &cells));
        }
        for note in &table.notes {
            out.push('\n');
            out.push_str(&inline_line(note));
        }
        out
    }

    fn question(&self, question: &Question) -> String {
        let answers: Vec<String> = question.answers.iter().map(|answer| format!("{} ☐", escape(answer))).collect();
        let mut out = format!("{}\n{}\n", self.anchored_line(question), guard_start(&answers.join(" \u{2003}")));
        if !question.note.is_empty() {
            out.push_str(&format!("\n{}\n", line(&question.note)));
        }
        out
    }

    fn anchored_line(&self, question: &Question) -> String {
        match self.anchor(&question.anchor) {
            anchor if anchor.is_empty() => inline_line(&question.runs),
            anchor => format!("{anchor}{}\n", inline(&question.runs)),
        }
    }
}

fn marker(block: &Block) -> Option<Marker> {
    match block {
        Block::List { ordered: true, .. } | Block::Steps { .. } => Some(Marker::Number('.')),
        Block::List { ordered: false, .. } | Block::Clauses { .. } => Some(Marker::Bullet('-')),
        _ => None,
    }
}

/// A paragraph, at most with short lists under it: its list needs no blank lines.
fn is_short(item: &[Block]) -> bool {
    let [Block::Paragraph { .. }, rest @ ..] = item else { return false };
    rest.iter().all(|block| matches!(block, Block::List { items, .. } if items.iter().all(|item| is_short(item))))
}

fn inline_line(runs: &[Run]) -> String {
    guard_start(&inline(runs)) + "\n"
}

/// Each line behind a prefix, the first behind its own; empty lines take no blanks.
fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let mut out = String::new();
    for (index, line) in text.lines().enumerate() {
        let prefix = if index == 0 { first } else { rest };
        out.push_str(format!("{prefix}{line}").trim_end());
        out.push('\n');
    }
    out
}

/// Markdown has one row of headings, so a group's words stand before each of its columns'.
/// The words of a cell behind its sign, where it bears one.
fn signed(it: &Cell) -> String {
    let words = cell(&it.words);
    if it.tone == Tone::Plain { words } else { format!("{} {words}", symbol(it.tone)) }
}

fn column_title(table: &Table, column: usize) -> String {
    let mut first = 0;
    for group in &table.groups {
        if (first..first + group.columns).contains(&column) && !group.title.trim().is_empty() {
            return format!("{}: {}", cell(&group.title), cell(&table.columns[column]));
        }
        first += group.columns;
    }
    cell(&table.columns[column])
}

fn pipes(first: &str, cells: &[String]) -> String {
    format!("| {} | {} |\n", first.trim(), cells.join(" | "))
}

/// A date stands on the line of the signature before it.
fn fields(items: &[Field]) -> String {
    let mut out = String::new();
    for (index, field) in items.iter().enumerate() {
        let joins = field.kind == FieldKind::Date && index > 0 && items[index - 1].kind == FieldKind::Signature;
        let (before, rule) = match field.kind {
            FieldKind::Date if joins => (" \u{2003}", 16),
            FieldKind::Date => ("\n\n", 16),
            _ => ("\n\n", 40),
        };
        out.push_str(before);
        let label = if joins { escape(&field.label) } else { line(&field.label) };
        out.push_str(&format!("{label}: {}", "_".repeat(rule)));
    }
    out.trim_start().to_owned() + "\n"
}

fn closing(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|text| line(text)).collect();
    match lines.as_slice() {
        [] => String::new(),
        [only] => format!("{only}\n"),
        [first, rest @ ..] => format!("{first}\n\n{}\n", rest.join("\\\n")),
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Block, Document, Run};
    use crate::render::{Format, sample};

    fn markdown(document: &Document) -> String {
        String::from_utf8(sample::renderer().render(document, Format::Markdown).unwrap().bytes).unwrap()
    }

    fn body(blocks: Vec<Block>) -> String {
        let mut document = sample::full();
        document.contents.clear();
        document.body = blocks;
        let page = markdown(&document);
        page.split("\n---\n").nth(1).unwrap_or(&page).to_owned()
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph { runs: vec![Run::words(text)] }
    }

    #[test]
    fn shows_every_block() {
        insta::assert_snapshot!(markdown(&sample::full()), @r##"
        > **Draft:** not for publication as it stands.

        # Online safety policy

        Gorsemoor Primary School

        For staff and governors

        - **Owner:** ICT coordinator
        - **Goes with:**
          - Computing policy
          - Safeguarding policy

        ## Contents

        - [1 Roles](#roles)
          - [1.1 Governors](#governors)

        ---

        ## <a id="roles"></a>1 Roles

        See [the table](#table)**now**<em>and **then**</em>[the guidance](https://a.example/%28x%29?a=1&b=2)a trap

        ### <a id="governors"></a>1.1 Governors

        > Keep safe.

        - one
        - two
          - inside

        1. one
        2. two
           - inside

        Pupils must

        - be kind
        - ask first

        The school looks at this policy every year.

        1. **First:** tell the head
        2. write it down

        <a id="table"></a>**Who may bring what**

        | Device | At school: Pupils | At school: Staff |
        | --- | --- | --- |
        | **Phones** | ✓ allowed | ✗ allowed |
        | **Tablets** | △ allowed | ? allowed |

        Nobody has said yet.

        May we use your child’s photograph?

        Yes ☐  No ☐

        No reply counts as no.

        **Filtering:** keeping harm out

        Name and address:\
        ________________________________________\
        ________________________________________\
        ________________________________________

        > **Missing:** Flow chart

        Name of the child: ________________________________________

        Signature: ________________________________________  Date: ________________

        Yours sincerely

        Mrs J. L. Marsh\
        Headteacher

        ---

        Approved 15 June 2016. Next review April 2017.\
        Text dba3 6bff a5ca · made as of 1 July 2016

        <!-- byelaw:online-policy:dba36bffa5cab0f922d087a3aeb179f9d4e745df40b323e1b1471402848c8a3e:2016-07-01: -->
        "##);
    }

    #[test]
    fn what_pulldown_reads_back_is_what_was_written() {
        use pulldown_cmark::{Event, Options, Parser};
        let text = markdown(&sample::hostile());
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
        let mut words = String::new();
        for event in Parser::new_ext(&text, options) {
            match event {
                Event::Text(text) => words.push_str(&text),
                Event::Html(tag) | Event::InlineHtml(tag) => assert!(
                    tag.starts_with("<a id=")
                        || tag.starts_with("</a")
                        || tag.starts_with("<!-- byelaw:")
                        || tag.contains("em>")
                        || tag.contains("strong>"),
                    "{tag}"
                ),
                Event::Code(code) => panic!("{code} became code"),
                Event::InlineMath(math) => panic!("{math} became mathematics"),
                Event::End(_) | Event::SoftBreak | Event::HardBreak => words.push('\n'),
                _ => {}
            }
        }
        let expected = sample::hostile().title;
        assert!(words.matches(expected.as_str()).count() > 30, "{words}");
        let rest = words.replace(&expected, "");
        assert!(!rest.contains("alert") && !rest.contains("panic"), "{rest}");
    }

    #[test]
    fn two_lists_in_a_row_stay_two() {
        let list = |text: &str| Block::List { ordered: false, items: vec![vec![paragraph(text)]] };
        let text = body(vec![list("a"), list("b"), list("c")]);
        assert!(text.contains("- a\n\n* b\n\n- c"), "{text}");
    }

    #[test]
    fn a_line_that_begins_like_a_list_is_none() {
        for (text, written) in
            [("1. x", "1\\. x"), ("- x", "\\- x"), ("# x", "\\# x"), ("2016) x", "2016\\) x"), ("+x", "\\+x")]
        {
            assert!(body(vec![paragraph(text)]).contains(written), "{text}");
        }
    }
}
