//! Everyday English → the words of the language: what a teacher writes before knowing them.

/// One way of saying it, and the language's own.
type Pair = (&'static str, &'static str);

/// What people write for a strength; longer ones first, so that `must never` is not read as `must`.
pub(super) const STRENGTHS: &[Pair] = &[
    ("may or may not", "undecided"),
    ("are not allowed to", "must not"),
    ("is not allowed to", "must not"),
    ("are not to", "must not"),
    ("is not to", "must not"),
    ("are allowed to", "may"),
    ("is allowed to", "may"),
    ("are expected to", "should"),
    ("is expected to", "should"),
    ("have to", "must"),
    ("has to", "must"),
    ("need to", "must"),
    ("needs to", "must"),
    ("ought to", "should"),
    ("must never", "must not"),
    ("must always", "must"),
    ("should never", "should not"),
    ("should always", "should"),
    ("shall not", "must not"),
    ("will not", "must not"),
    ("can not", "must not"),
    ("could not", "must not"),
    ("may not", "must not"),
    ("may never", "must not"),
    ("not must", "must not"),
    ("not should", "should not"),
    ("not may", "must not"),
    ("do not", "must not"),
    ("does not", "must not"),
    ("shall", "must"),
    ("will", "must"),
    ("cannot", "must not"),
    ("can't", "must not"),
    ("can’t", "must not"),
    ("mustn't", "must not"),
    ("mustn’t", "must not"),
    ("shouldn't", "should not"),
    ("shouldn’t", "should not"),
    ("don't", "must not"),
    ("don’t", "must not"),
    ("won't", "must not"),
    ("won’t", "must not"),
    ("never", "must not"),
    ("always", "must"),
    ("can", "may"),
    ("could", "may"),
    ("might", "may"),
    ("do", "does"),
];

/// What people write for the little word that opens a clause.
pub(super) const CLAUSES: &[Pair] = &[
    ("as long as", "if"),
    ("provided that", "if"),
    ("providing that", "if"),
    ("only if", "if"),
    ("only when", "if"),
    ("each time", "every"),
    ("apart from", "except"),
    ("other than", "except"),
    ("so that", "because"),
    ("up to", "at most"),
    ("no more than", "at most"),
    ("a minimum of", "at least"),
    ("unless", "if not"),
    ("when", "if"),
    ("whenever", "if"),
    ("where", "if"),
    ("provided", "if"),
    ("providing", "if"),
    ("excluding", "except"),
    ("inside", "in"),
    ("at", "in"),
    ("using", "on"),
    ("via", "on"),
    ("each", "every"),
    ("per", "every"),
    ("till", "until"),
    ("since", "from"),
    ("while", "during"),
    ("throughout", "during"),
    ("as", "because"),
    ("regarding", "about"),
    ("concerning", "about"),
    ("towards", "to"),
    ("overrides", "despite"),
    ("deputised by", "then"),
    ("deputy", "then"),
    ("once a", "every"),
    ("twice a", "at least 2 times every"),
    ("three times a", "at least 3 times every"),
];

/// What people write for the word that opens a line for paper.
pub(super) const PAPER: &[Pair] = &[
    ("signed", "sign"),
    ("signature", "sign"),
    ("signs", "sign"),
    ("question", "ask"),
    ("asks", "ask"),
    ("fills", "fill"),
    ("write", "fill"),
    ("promises", "promise"),
    ("promised", "promise"),
];

/// Adverbs of time, and how often they say.
pub(super) const TIMES: &[Pair] = &[
    ("daily", "every day"),
    ("weekly", "every week"),
    ("fortnightly", "every fortnight"),
    ("monthly", "every month"),
    ("half-termly", "every half-term"),
    ("termly", "every term"),
    ("yearly", "every year"),
    ("annually", "every year"),
    ("annual", "every year"),
];

/// What people write for a kind of declaration, besides plurals and slips of the pen.
pub(super) const KINDS: &[Pair] = &[
    ("person", "role"),
    ("post", "role"),
    ("job", "role"),
    ("title", "role"),
    ("rule", "rules"),
    ("document", "policy"),
    ("chapter", "section"),
    ("subsection", "section"),
    ("heading", "section"),
    ("part", "section"),
    ("paragraph", "section"),
    ("definition", "term"),
    ("word", "term"),
    ("law", "source"),
    ("guidance", "source"),
    ("reference", "source"),
    ("contract", "agreement"),
    ("group", "users"),
    ("user", "users"),
    ("place", "places"),
    ("device", "devices"),
    ("network", "networks"),
    ("time", "times"),
    ("action", "actions"),
    ("condition", "conditions"),
    ("thing", "things"),
    ("matrix", "table"),
    ("grid", "table"),
    ("steps", "procedure"),
    ("flowchart", "procedure"),
    ("permission", "consent"),
];

/// Signs that people put in a table, and what the cell then says; an empty answer is an empty cell.
pub(super) const CELLS: &[Pair] = &[
    ("✓", "yes"),
    ("✔", "yes"),
    ("☑", "yes"),
    ("√", "yes"),
    ("✗", "no"),
    ("✘", "no"),
    ("☒", "no"),
    ("×", "no"),
    ("n/a", ""),
    ("-", ""),
    ("–", ""),
    ("—", ""),
];

/// Letters of other alphabets that look like ours.
pub(super) const LETTERS: &[(char, char)] = &[
    ('а', 'a'),
    ('с', 'c'),
    ('ԁ', 'd'),
    ('е', 'e'),
    ('һ', 'h'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ӏ', 'l'),
    ('ո', 'n'),
    ('о', 'o'),
    ('ο', 'o'),
    ('р', 'p'),
    ('ѕ', 's'),
    ('т', 't'),
    ('υ', 'u'),
    ('ν', 'v'),
    ('х', 'x'),
    ('у', 'y'),
];

/// Words that begin what is done, and are no action of their own: quotes were forgotten or the strength was padded.
const FILLERS: &[&str] = &["be", "never", "always", "only", "ever"];

/// The first pair of a table that this text opens with, as whole words.
pub(super) fn opening(table: &[Pair], text: &str) -> Option<Pair> {
    table.iter().copied().find(|(said, _)| {
        text.strip_prefix(said).is_some_and(|rest| {
            !rest.starts_with(|next: char| next.is_alphanumeric() || matches!(next, '-' | '_' | '.' | '\'' | '’'))
        })
    })
}

/// What a table says for exactly this word.
pub(super) fn meant(table: &[Pair], word: &str) -> Option<&'static str> {
    table.iter().find(|(said, _)| *said == word).map(|(_, meant)| *meant)
}

/// Whether a word begins what is done and is surely no action of its own.
pub(crate) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word)
}

/// The unit of time that an adverb counts in: `termly` → `term`.
pub(crate) fn how_often(word: &str) -> Option<&'static str> {
    meant(TIMES, word)?.strip_prefix("every ")
}

/// The number of the month with this name or its first letters.
pub(super) fn month(word: &str) -> Option<usize> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches(['.', ',']).to_ascii_lowercase();
    let short = word.len() >= 3;
    MONTHS
        .iter()
        .position(|month| short && month.starts_with(&word) || word == "sept" && *month == "september")
        .map(|at| at + 1)
}

/// A name without its plural ending.
pub(super) fn singular(word: &str) -> Option<String> {
    word.strip_suffix("ies").map(|stem| format!("{stem}y")).or_else(|| word.strip_suffix('s').map(str::to_owned))
}
