//! What a document says, piece by piece: what its PDF has to tell, made from the document and from nothing else.

use byelaw::document::{Block, Clause, Document, DocumentKind, Fact, Heading, Run, Table, Tone, plain};

use super::Piece;

/// The pieces of the document in the order of reading.
pub(crate) fn told(document: &Document) -> Vec<Piece> {
    let mut teller = Teller::default();
    teller.top(document);
    let body = match document.body.split_first() {
        Some((Block::Address { .. }, rest)) if document.kind == DocumentKind::Letter => rest,
        _ => &document.body,
    };
    teller.blocks(body);
    if !has_table_of_facts(document.kind) && !document.facts.is_empty() {
        let said = document.facts.iter().map(|fact| format!("{}: {}", fact.label, fact.values.join("; ")));
        teller.say("P", said.collect::<String>());
    }
    teller.pieces
}

/// The headings of the document, each with its level.
pub(crate) fn headings(document: &Document) -> Vec<Piece> {
    let own = document.body.iter().filter_map(|block| if let Block::Heading(it) = block { Some(it) } else { None });
    own.map(heading).collect()
}

fn heading(it: &Heading) -> Piece {
    Piece::new(format!("H{}", it.level), &format!("{}{}", it.number, it.title))
}

fn has_table_of_facts(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::Policy | DocumentKind::Sheet)
}

fn words(clause: &Clause) -> String {
    let ended = clause.title.ends_with(|last: char| last.is_ascii_punctuation());
    let colon = if clause.title.is_empty() || ended { "" } else { ":" };
    format!("{}{colon}{}", clause.title, plain(&clause.runs))
}

fn sign(tone: Tone) -> &'static str {
    match tone {
        Tone::Yes => "✓",
        Tone::No => "✗",
        Tone::Conditional => "△",
        Tone::Open => "?",
        Tone::Plain => "",
    }
}

#[derive(Default)]
struct Teller {
    pieces: Vec<Piece>,
    /// The item of a list that the words belong to.
    item: Option<String>,
    lists: usize,
}

impl Teller {
    fn say(&mut self, role: &str, text: impl AsRef<str>) {
        self.pieces.push(Piece::new(role.to_owned(), text.as_ref()));
    }

    /// A paragraph, or more words of the item that it stands in.
    fn paragraph(&mut self, text: impl AsRef<str>) {
        match (&self.item, self.pieces.last_mut()) {
            (Some(role), Some(last)) if last.role == *role => last.add(text.as_ref()),
            (Some(role), _) => self.pieces.push(Piece::new(role.clone(), text.as_ref())),
            (None, _) => self.say("P", text),
        }
    }

    fn runs(&mut self, runs: &[Run]) {
        self.paragraph(plain(runs));
    }

    fn top(&mut self, document: &Document) {
        let letter = document.kind == DocumentKind::Letter;
        let long = document.kind == DocumentKind::Policy && !document.contents.is_empty();
        let label = match document.body.first() {
            Some(Block::Address { label }) if letter => Some(label),
            _ => None,
        };
        if document.draft && label.is_none() {
            self.say("P", DRAFT);
        }
        self.say("P", &document.school);
        if !long && !document.letterhead.is_empty() {
            self.say("P", document.letterhead.concat());
        }
        // The address stands in a window at the top of the sheet, so the draft is told below it.
        if let Some(label) = label {
            self.say("P", label);
            if document.draft {
                self.say("P", DRAFT);
            }
        }
        self.say("Title", &document.title);
        if !document.audience.is_empty() && !letter {
            self.say("P", format!("For {}", document.audience));
        }
        if has_table_of_facts(document.kind) {
            document.facts.iter().for_each(|fact| self.fact(fact));
        }
        if long {
            self.say("P", "Contents");
            self.pieces.extend(document.contents.iter().map(entry));
        }
    }

    fn fact(&mut self, fact: &Fact) {
        self.say("TH Row", &fact.label);
        self.say("TD", fact.values.concat());
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(it) => self.pieces.push(heading(it)),
            Block::Paragraph { runs } => self.runs(runs),
            Block::Quote { blocks } => self.blocks(blocks),
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Clauses { lead, items } => self.clauses(lead, items),
            Block::Steps { first, items } => {
                for (at, it) in items.iter().enumerate() {
                    self.say(&self.role(1), format!("{}.{}", first + at, words(it)));
                }
            }
            Block::Chart(chart) => self.say("Figure", &chart.words),
            Block::Table(table) => self.table(table),
            Block::Questions { items } => {
                for it in items {
                    self.runs(&it.runs);
                    self.pieces.push(Piece::new("P".to_owned(), &it.answers.concat()).in_parts());
                    if !it.note.is_empty() {
                        self.paragraph(&it.note);
                    }
                }
            }
            Block::Fields { items } => items.iter().for_each(|it| self.paragraph(&it.label)),
            Block::Definition { word, runs } => self.say(&self.role(1), format!("{word}{}", plain(runs))),
            Block::Address { label } => self.paragraph(label),
            Block::Missing { title } => self.paragraph(format!("Missing: {title}")),
            Block::Closing { lines } => {
                let (first, rest) = lines.split_first().expect("a line");
                self.paragraph(first);
                if !rest.is_empty() {
                    self.paragraph(rest.concat());
                }
            }
        }
    }

    fn role(&self, deeper: usize) -> String {
        format!("LI{}", self.lists + deeper)
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Block>]) {
        let around = self.item.clone();
        self.lists += 1;
        for (at, item) in items.iter().enumerate() {
            let role = self.role(0);
            self.item = Some(role.clone());
            self.say(&role, if ordered { format!("{}.", at + 1) } else { String::new() });
            self.blocks(item);
        }
        self.lists -= 1;
        self.item = around;
    }

    fn clauses(&mut self, lead: &[Run], items: &[Clause]) {
        let lone = lead.is_empty() && items.len() == 1 && items[0].symbol.is_none();
        if lone {
            return self.paragraph(words(&items[0]));
        }
        if !lead.is_empty() {
            self.runs(lead);
        }
        items.iter().for_each(|it| self.say(&self.role(1), words(it)));
    }

    fn table(&mut self, table: &Table) {
        if !table.title.is_empty() {
            self.say("Caption", &table.title);
        }
        let head = |title: &str| if title.is_empty() { "TD" } else { "TH Column" };
        self.say(head(&table.corner), &table.corner);
        table.groups.iter().for_each(|it| self.say(head(&it.title), &it.title));
        table.columns.iter().for_each(|it| self.say("TH Column", it));
        for row in &table.rows {
            self.say("TH Row", &row.title);
            row.cells.iter().for_each(|it| self.say("TD", &it.words));
        }
        if !table.key.is_empty() {
            self.paragraph(table.key.iter().map(|it| format!("{}{}", sign(it.tone), it.words)).collect::<String>());
        }
        table.notes.iter().for_each(|note| self.runs(note));
    }
}

/// An entry of the contents; the number of its page follows it.
fn entry(it: &Heading) -> Piece {
    Piece::new(format!("TOCI{}", it.level), &format!("{}{}", it.number, it.title)).with_page()
}

const DRAFT: &str = "Draft – not for publication as it stands.";
