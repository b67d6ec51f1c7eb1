//! Prose → blocks and runs of words, each with its place. The owner of pulldown-cmark.
//!
//! Prose is Markdown without headings, tables, pictures, code and HTML: what a document needs of those has a form of its own.
//! `{name}` stands for something declared; `{{` and `}}` are braces.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::ast::{Quoted, Text};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::limit;
use crate::span::{SourceId, Span, Spanned};

/// A block of prose.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; numbered or not.
    List(bool, Vec<Vec<Block>>),
    /// A quotation.
    Quote(Vec<Block>),
}

/// A run of words.
#[derive(Clone, Debug)]
pub enum Inline {
    /// Plain words.
    Words(Spanned<String>),
    /// The name of something declared, to be replaced by its title.
    Reference(Spanned<String>),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// A link and its words.
    Link(String, Vec<Inline>),
}

/// Reads the blocks of a text.
pub fn blocks(text: &Text) -> Outcome<Vec<Block>> {
    let starts = std::iter::once(0).chain(text.prose.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let mut reader = Reader { text, starts, found: Vec::new(), depth: 0 };
    let mut events = Parser::new_ext(&text.prose, Options::empty()).into_offset_iter();
    let value = reader.blocks(&mut events);
    Outcome { value, diagnostics: reader.found }
}

/// Reads the references in quoted words.
pub fn words(quoted: &Quoted) -> Outcome<Vec<Inline>> {
    let mut found = Vec::new();
    // The opening quote is one byte. An escape shifts all that follows, and then every place is that quote.
    let start = quoted.span.start as usize;
    let shifted = quoted.span.end as usize - start != quoted.value.len() + 2;
    let place = |at| if shifted { start } else { start + 1 + at };
    let value = references(&quoted.value, quoted.span.source, &place, &mut found);
    Outcome { value, diagnostics: found }
}

struct Reader<'a> {
    text: &'a Text,
    /// Where each line of the prose begins.
    starts: Vec<usize>,
    found: Vec<Diagnostic>,
    /// How many lists, quotations and emphases are open.
    depth: usize,
}

type Events<'a> = pulldown_cmark::OffsetIter<'a, pulldown_cmark::DefaultBrokenLinkCallback>;

impl Reader<'_> {
    /// The byte of the source that a byte of the prose came from.
    fn origin(&self, at: usize) -> usize {
        let line = self.line(at);
        self.text.lines.get(line).map_or(self.text.span.end as usize, |it| it.start as usize + at - self.starts[line])
    }

    /// Which line of the prose a byte of it stands in.
    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at) - 1
    }

    fn blocks(&mut self, events: &mut Events<'_>) -> Vec<Block> {
        self.depth += 1;
        let mut blocks = Vec::new();
        let mut loose: Vec<Inline> = Vec::new();
        while let Some((event, range)) = events.next() {
            if matches!(event, Event::Start(_)) && self.too_deep(&range, events) {
                continue;
            }
            let block = match event {
                Event::Start(Tag::Paragraph) => Some(Block::Paragraph(self.inlines(events))),
                Event::Start(Tag::List(first)) => Some(Block::List(first.is_some(), self.items(events))),
                Event::Start(Tag::BlockQuote(_)) => Some(Block::Quote(self.blocks(events))),
                Event::Start(Tag::Heading { .. }) => {
                    self.refuse(range.clone(), "a heading inside a text", "give it a `section` of its own");
                    Some(Block::Paragraph(self.inlines(events)))
                }
                Event::Start(Tag::CodeBlock(_)) => {
                    self.refuse(
                        range.clone(),
                        "a paragraph set in by a tab or four blanks, as computer code is,",
                        "start its lines as far in as the lines above",
                    );
                    Some(Block::Paragraph(self.inlines(events)))
                }
                Event::Start(Tag::HtmlBlock) => {
                    self.refuse(range.clone(), "HTML", "write it in plain words or Markdown");
                    let words = self.inlines(events);
                    Some(Block::Paragraph(words))
                }
                Event::Rule => {
                    self.refuse(range.clone(), "a rule across the page", "use a `section` to part the text");
                    None
                }
                Event::End(TagEnd::Item | TagEnd::BlockQuote(_)) => break,
                other => {
                    self.inline(other, range, events, &mut loose);
                    continue;
                }
            };
            flush(&mut loose, &mut blocks);
            blocks.extend(block);
        }
        flush(&mut loose, &mut blocks);
        self.depth -= 1;
        blocks
    }

    /// Whether what starts here nests too deep; it is then reported once and passed over.
    fn too_deep(&mut self, range: &std::ops::Range<usize>, events: &mut Events<'_>) -> bool {
        if self.depth <= limit::PROSE {
            return false;
        }
        if !self.found.iter().any(|found| found.message.starts_with("text nested")) {
            self.refuse(
                range.clone(),
                &format!("text nested more than {} deep", limit::PROSE),
                "take some of the levels out",
            );
        }
        let mut open = 1;
        while open > 0 {
            match events.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => break,
            }
        }
        true
    }

    fn items(&mut self, events: &mut Events<'_>) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some((event, _)) = events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.blocks(events)),
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        items
    }

    fn inlines(&mut self, events: &mut Events<'_>) -> Vec<Inline> {
        self.depth += 1;
        let mut inlines = Vec::new();
        while let Some((event, range)) = events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            if matches!(event, Event::Start(_)) && self.too_deep(&range, events) {
                continue;
            }
            self.inline(event, range, events, &mut inlines);
        }
        self.depth -= 1;
        joined(inlines)
    }

    fn inline(
        &mut self,
        event: Event<'_>,
        range: std::ops::Range<usize>,
        events: &mut Events<'_>,
        into: &mut Vec<Inline>,
    ) {
        match event {
            Event::Text(words) => {
                let mut found = Vec::new();
                // What is set as computer code comes as several lines at once; what was decoded has one place.
                let written = range.len() == words.len();
                let place = |at| self.origin(range.start + if written { at } else { 0 });
                into.extend(references(&words, self.text.span.source, &place, &mut found));
                self.found.append(&mut found);
            }
            Event::SoftBreak | Event::HardBreak => {
                let at = self.text.lines.get(self.line(range.start)).map_or(self.text.span.end, |it| it.end) as usize;
                into.push(Inline::Words(Spanned::new(" ".to_owned(), Span::new(self.text.span.source, at, at + 1))));
            }
            Event::Start(Tag::Emphasis) => into.push(Inline::Emphasis(self.inlines(events))),
            Event::Start(Tag::Strong) => into.push(Inline::Strong(self.inlines(events))),
            Event::Start(Tag::Link { dest_url, .. }) => {
                if !["https://", "http://", "mailto:", "#"].iter().any(|scheme| dest_url.starts_with(scheme)) {
                    self.refuse(range, "a link that is not a web address", "start the address with `https://`");
                }
                let words = self.inlines(events);
                into.push(Inline::Link(dest_url.into_string(), words));
            }
            Event::Start(Tag::Image { .. }) => {
                self.refuse(range, "a picture", "name the picture with `show`");
                into.extend(self.inlines(events));
            }
            Event::Start(_) => into.extend(self.inlines(events)),
            Event::Code(words) => {
                let at = self.origin(range.start);
                into.push(Inline::Words(Spanned::new(words.into_string(), Span::new(self.text.span.source, at, at))));
            }
            Event::Html(words) | Event::InlineHtml(words) => {
                self.refuse(range.clone(), "HTML", "write it in plain words or Markdown");
                let at = self.origin(range.start);
                into.push(Inline::Words(Spanned::new(words.into_string(), Span::new(self.text.span.source, at, at))));
            }
            _ => {}
        }
    }

    fn refuse(&mut self, range: std::ops::Range<usize>, what: &str, help: &str) {
        let length = self.text.prose[range.clone()].lines().next().map_or(0, str::len);
        let start = self.origin(range.start);
        let span = Span::new(self.text.span.source, start, start + length);
        self.found.push(Diagnostic::error("prose", span, format!("{what} cannot be printed here")).help(help));
    }
}

fn flush(loose: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    if !loose.is_empty() {
        blocks.push(Block::Paragraph(joined(std::mem::take(loose))));
    }
}

/// Runs of plain words that follow each other become one: Markdown hands brackets over one by one. What is not as long as it
/// was written stays by itself: with others it could be so by chance, and places within it would be wrong.
fn joined(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut whole: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match (whole.last_mut(), inline) {
            (Some(Inline::Words(before)), Inline::Words(next))
                if before.span.end == next.span.start && as_written(before) && as_written(&next) =>
            {
                before.value.push_str(&next.value);
                before.span.end = next.span.end;
            }
            (_, inline) => whole.push(inline),
        }
    }
    whole
}

/// Whether words are as long as what they were written as.
fn as_written(words: &Spanned<String>) -> bool {
    (words.span.end - words.span.start) as usize == words.value.len()
}

/// Words with `{name}` taken out as references.
fn references(
    text: &str,
    source: SourceId,
    place: &dyn Fn(usize) -> usize,
    found: &mut Vec<Diagnostic>,
) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut words = String::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        let rest = &text[at..];
        if rest.starts_with("{{") || rest.starts_with("}}") {
            words.push(next);
            at += 2;
        } else if next == '{' {
            let length = rest.find('}').unwrap_or(rest.len());
            let name = rest[1..length].trim();
            let closed = length < rest.len();
            let span = Span::new(source, place(at), place(at + length) + usize::from(closed));
            let sound = !name.is_empty()
                && name.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || "-.".contains(it));
            if !closed || !sound {
                let meant = name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-");
                let help = if closed && !meant.is_empty() {
                    format!("write `{{{meant}}}` for its title, or `{{{{` for a brace that is printed")
                } else {
                    "write `{{` for a brace that is printed".to_owned()
                };
                found.push(
                    Diagnostic::error("prose", span, "a brace in prose must hold a name, such as `{headteacher}`")
                        .help(help),
                );
                words.push_str(&rest[..length]);
            } else {
                if !words.is_empty() {
                    let before = Span::new(source, place(start), place(at));
                    inlines.push(Inline::Words(Spanned::new(std::mem::take(&mut words), before)));
                }
                inlines.push(Inline::Reference(Spanned::new(name.to_owned(), span)));
            }
            at = (at + length + 1).min(text.len());
            start = at;
        } else {
            let first = next.len_utf8();
            let plain = rest[first..].find(['{', '}']).map_or(rest.len(), |end| first + end);
            words.push_str(&rest[..plain]);
            at += plain;
        }
    }
    if !words.is_empty() {
        inlines.push(Inline::Words(Spanned::new(words, Span::new(source, place(start), place(text.len())))));
    }
    inlines
}
