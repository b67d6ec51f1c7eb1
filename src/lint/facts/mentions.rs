//! Where the texts of a school name what the packs know: bodies, laws, guidance, products and words.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use crate::diagnostic::{Diagnostic, Level};
use crate::lint::facts::wording::{Gate, Wording};
use crate::lint::words::table::Table;
use crate::lint::{Context, Passage, Report};
use crate::model::date::{Calendar, Date, Day};
use crate::model::words::Value;
use crate::model::{Citation, School};
use crate::pack::{Pack, Reference, ReferenceKind, Scope, built_in, holds, is_hearsay, told_by, words};
use crate::sketch::Sketch;
use crate::span::Span;

/// One place at which something is named.
#[derive(Clone, Debug)]
pub struct Mention<'a> {
    /// What is named.
    pub row: &'a Reference,
    /// The address of what the name stands in.
    pub address: String,
    /// Where it was written.
    pub span: Span,
    /// As it was written.
    pub text: String,
    /// The year beside it, or of the source that it publishes.
    pub year: Option<i16>,
    /// Whether the sentence tells of the past.
    pub past: bool,
}

/// A name of a row, cut into words; without a row where it is still in force.
struct Name<'a> {
    words: Vec<String>,
    pack: &'a Pack,
    row: Option<&'a Reference>,
}

/// Names by their first word in small letters.
struct Index<'a> {
    names: Table<String, Vec<Name<'a>>>,
    /// With which two letters they begin.
    begins: Sketch,
    /// What the words of each name are made of.
    sketches: Vec<Sketch>,
}

/// Those names of an index that hold for a school.
struct Known<'a, 'i> {
    index: &'i Index<'a>,
    packs: &'i [&'a Pack],
    school: &'i School,
}

/// A name found in a text.
struct Hit<'a> {
    row: Option<&'a Reference>,
    range: Range<usize>,
    year: Option<i16>,
}

/// What the packs that come with Byelaw know, wherever that holds.
static OURS: LazyLock<Index<'static>> = LazyLock::new(|| Index::new(built_in()));
/// Words with a name of theirs.
static NAMES: Gate = Gate::new(|wording| OURS.may_name(wording) && OURS.names(&wording.text));

/// Every mention in the texts of a school, in the order of its lists.
pub(crate) fn mentions<'a>(school: &School, packs: &[&'a Pack], passages: &[Passage]) -> Vec<Mention<'a>> {
    let ours = packs.iter().all(|pack| built_in().iter().any(|it| std::ptr::eq(it, *pack)));
    let theirs: Option<Index<'a>> = (!ours).then(|| Index::new(packs.iter().copied()));
    let known = Known { index: theirs.as_ref().unwrap_or(&OURS), packs, school };
    let mut found = Vec::new();
    for passage in passages.iter().filter(|it| !ours || it.passes(&NAMES)) {
        for hit in known.hits(&passage.text, None).into_iter().filter(|hit| passage.is_written(hit.range.start)) {
            let Some(row) = hit.row else { continue };
            found.push(Mention {
                row,
                address: passage.address.clone(),
                span: passage.span(hit.range.clone()),
                text: passage.text[hit.range.clone()].to_owned(),
                year: hit.year,
                past: is_past(&passage.text, &hit.range),
            });
        }
    }
    school.citations.iter().for_each(|it| known.cited(it, &mut found));
    for external in &school.externals {
        known.named(&external.id, &external.title, None, external.span, &mut found);
    }
    found
}

impl<'a> Index<'a> {
    /// The names that packs know.
    fn new(packs: impl IntoIterator<Item = &'a Pack>) -> Self {
        let (mut names, mut sketches): (Table<String, Vec<Name<'a>>>, Vec<Sketch>) = Default::default();
        let mut add = |pack: &'a Pack, text: &str, row: Option<&'a Reference>| {
            let cut: Vec<String> = words(text).into_iter().map(|range| text[range].to_owned()).collect();
            if let Some(first) = cut.first() {
                let small: Vec<String> = cut.iter().map(|word| word.to_lowercase()).collect();
                sketches.push(Sketch::of_all(&small.iter().map(String::as_str).collect::<Vec<_>>()));
                names.entry(first.to_lowercase()).or_default().push(Name { words: cut, pack, row });
            }
        };
        for pack in packs {
            pack.in_force.iter().for_each(|name| add(pack, name, None));
            for row in &pack.references {
                row.names.iter().for_each(|name| add(pack, name, Some(row)));
            }
        }
        let two: Vec<&str> = names.keys().filter_map(|first| first.get(..2)).collect();
        Self { begins: Sketch::of_all(&two), names, sketches }
    }

    /// Whether it is worth looking for names in a text.
    fn may_name(&self, wording: &Wording) -> bool {
        self.sketches.iter().any(|sketch| wording.fits(sketch))
    }

    /// Whether any name stands in a text, whatever year it asks for.
    fn names(&self, text: &str) -> bool {
        let cut = words(text);
        (0..cut.len()).any(|at| !self.spelt(text, &cut, at).is_empty())
    }

    /// The names that begin with the word at a place, each with where it stands.
    fn spelt(&self, text: &str, cut: &[Range<usize>], at: usize) -> Vec<(&Name<'a>, Range<usize>)> {
        let word = &text[cut[at].clone()];
        if !self.begins.may_begin(word) {
            return Vec::new();
        }
        let small = word.bytes().all(|next| next.is_ascii_lowercase());
        let first = if small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
        let one = first.strip_suffix('s');
        let known = self.names.get(first.as_ref()).into_iter().chain(one.and_then(|it| self.names.get(it))).flatten();
        let spelt = known.filter_map(|name| {
            let length = name.words.len();
            let here = cut.get(at..at + length)?;
            let same = here
                .iter()
                .zip(&name.words)
                .enumerate()
                .all(|(nth, (word, wanted))| is_same(wanted, &text[word.clone()], nth + 1 == length));
            Some((name, here.first()?.start..here.last()?.end)).filter(|_| same)
        });
        spelt.collect()
    }
}

impl<'a> Known<'a, '_> {
    /// Whether what a name stands for is known where the school is.
    fn holds(&self, name: &Name<'a>) -> bool {
        self.packs.iter().any(|pack| std::ptr::eq(*pack, name.pack))
            && name.row.is_none_or(|row| holds(row.jurisdiction, self.school))
    }

    /// A source by its title, its other names and its publisher.
    fn cited(&self, it: &Citation, found: &mut Vec<Mention<'a>>) {
        let year = year_of(it);
        self.named(&it.id, &it.title, year, it.span, found);
        for other in &it.also {
            self.named(&it.id, &other.value, year, other.span, found);
        }
        for publisher in &it.publisher {
            if let Value::Words(words) = publisher {
                self.named(&it.id, &words.raw(), year, words.span, found);
            }
        }
    }

    fn named(&self, address: &str, text: &str, year: Option<i16>, span: Span, found: &mut Vec<Mention<'a>>) {
        for hit in self.hits(text, year) {
            let Some(row) = hit.row else { continue };
            let text = text[hit.range.clone()].to_owned();
            found.push(Mention { row, address: address.to_owned(), span, text, year: hit.year, past: false });
        }
    }

    /// The longest names in a text, from left to right. `year` is that of the whole, where it has one.
    fn hits(&self, text: &str, year: Option<i16>) -> Vec<Hit<'a>> {
        let cut = words(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < cut.len() {
            let Some((length, hit)) = self.longest(text, &cut, at, year) else {
                at += 1;
                continue;
            };
            found.push(hit);
            at += length;
        }
        found
    }

    fn longest(&self, text: &str, cut: &[Range<usize>], at: usize, whole: Option<i16>) -> Option<(usize, Hit<'a>)> {
        let known = self.index.spelt(text, cut, at).into_iter().filter(|(name, _)| self.holds(name));
        let fitting = known.filter_map(|(name, range)| {
            let length = name.words.len();
            let year = whole.or_else(|| year_beside(text, cut, at, length));
            let dated =
                name.row.is_none_or(|row| row.years.is_empty() || year.is_some_and(|it| row.years.contains(&it)));
            let particular = name.row.is_some_and(|row| !row.years.is_empty());
            dated.then_some(((length, particular), Hit { row: name.row, range, year }))
        });
        fitting.max_by_key(|(rank, _)| *rank).map(|((length, _), hit)| (length, hit))
    }
}

/// A capital stands for itself alone, a small letter for either; the last word may be a plural.
fn is_same(wanted: &str, written: &str, last: bool) -> bool {
    let mut letters = written.chars();
    let all = wanted.chars().all(|want| {
        letters
            .next()
            .is_some_and(|have| have == want || want.is_lowercase() && have.to_lowercase().eq(want.to_lowercase()))
    });
    all && (letters.as_str().is_empty() || last && letters.as_str().eq_ignore_ascii_case("s"))
}

/// The year that stands directly before or behind a name.
fn year_beside(text: &str, cut: &[Range<usize>], at: usize, length: usize) -> Option<i16> {
    let name = cut[at].start..cut[at + length - 1].end;
    let close = |gap: &str| gap.chars().all(|letter| matches!(letter, ' ' | ',' | '(' | '“' | '”' | '’' | '\n'));
    let behind = cut.get(at + length).filter(|next| close(&text[name.end..next.start]));
    let before = at.checked_sub(1).and_then(|at| cut.get(at)).filter(|last| close(&text[last.end..name.start]));
    [behind, before].into_iter().flatten().find_map(|range| year(&text[range.clone()]))
}

/// A year of this century or the last.
pub(crate) fn year(word: &str) -> Option<i16> {
    let number = (word.len() == 4).then(|| word.parse::<i16>().ok()).flatten()?;
    (1900..2100).contains(&number).then_some(number)
}

/// The year that a source states.
pub(crate) fn year_of(it: &Citation) -> Option<i16> {
    let date = it.year.iter().find_map(Value::date)?;
    date.bounds(&Calendar::default()).map(|(first, _)| first.year())
}

/// Words with which a sentence tells of what is over.
const OVER: [&str; 14] = [
    "formerly",
    "former ",
    "previously",
    "replaced",
    "superseded",
    "repealed",
    "abolished",
    "renamed",
    "no longer",
    "used to be",
    "became ",
    "succeeded",
    "known as",
    "withdrawn",
];

/// Whether the sentence around a stretch tells of the past.
fn is_past(text: &str, range: &Range<usize>) -> bool {
    let start = text[..range.start].rfind(". ").map_or(0, |at| at + 2);
    let end = text[range.end..].find(". ").map_or(text.len(), |at| range.end + at);
    let sentence = text[start..end].to_lowercase();
    let behind = text[range.end..end].trim_start_matches([')', ' ', ',']);
    OVER.iter().any(|word| sentence.contains(word)) || ["was ", "were "].iter().any(|word| behind.starts_with(word))
}

/// How a document stands to what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// It was there when the document was written, or nobody can tell.
    GoneSince,
    /// It was gone already.
    GoneBefore(Day, Date),
}

/// Tells of everything of one kind that is gone and still named: one finding for each, with its other places.
pub(crate) fn tell_gone(cx: &Context<'_>, report: &mut Report, kind: ReferenceKind) {
    let mut rows: Vec<(&Reference, Vec<&Mention<'_>>)> = Vec::new();
    for mention in cx.mentions().iter().filter(|it| it.row.kind == kind && !it.past && it.row.gone(cx.today)) {
        match rows.iter_mut().find(|(row, _)| row.id == mention.row.id) {
            Some((_, places)) => places.push(mention),
            None => rows.push((mention.row, vec![mention])),
        }
    }
    for (row, places) in rows {
        let judged = places.iter().map(|it| (standing(cx, it), *it));
        // The first of the worst places.
        let worst = judged.fold(None, |best: Option<(Standing, &Mention<'_>)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        });
        if let Some((standing, first)) = worst {
            report.push(gone(report, row, first, standing, &places));
        }
    }
}

fn standing(cx: &Context<'_>, mention: &Mention<'_>) -> Standing {
    let written = cx.written(&mention.address);
    match written.and_then(|date| Some((date.bounds(&cx.school.calendar)?.0, date))) {
        Some((first, date)) if mention.row.gone(first) => Standing::GoneBefore(first, date),
        _ => Standing::GoneSince,
    }
}

fn gone(
    report: &Report,
    row: &Reference,
    first: &Mention<'_>,
    standing: Standing,
    places: &[&Mention<'_>],
) -> Diagnostic {
    let since = row.until.map_or_else(String::new, |until| format!(" since {until}"));
    let state = match (row.scope, row.kind) {
        (Scope::Term, _) | (_, ReferenceKind::Term) => "has gone by another name",
        (_, ReferenceKind::Law | ReferenceKind::Offence | ReferenceKind::Guidance) => "has been replaced",
        _ => "has been gone",
    };
    let mut name = first.text.clone();
    if let Some(year) = first.year.filter(|_| !row.years.is_empty()) {
        name.push_str(&format!(" {year}"));
    }
    let message = match standing {
        Standing::GoneSince => format!("`{name}` {state}{since}"),
        Standing::GoneBefore(_, written) => format!("`{name}` {state}{since}, and this was written later: {written}"),
    };
    let instead =
        row.replaced_by.as_ref().map_or_else(|| "take it out".to_owned(), |instead| format!("in its place: {instead}"));
    let mut found = report
        .at(first.span, message)
        .help(format!("{instead}; told by {}", told_by(&row.sources)))
        .about(&first.address)
        .fact(&row.id);
    let others = places.iter().filter(|it| it.span != first.span).take(8);
    found = others.fold(found, |found, place| found.with(place.span, "and here"));
    if standing == Standing::GoneSince || is_hearsay(&row.sources) {
        found.level = found.level.min(Level::Warning);
    }
    found.clock = standing == Standing::GoneSince;
    found
}
