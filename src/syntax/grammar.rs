//! The one place that knows pest: the parser made from `grammar/byelaw.pest`, and plain words for every rule of it.

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::Pair;

/// pest's generated parser.
#[derive(pest_derive::Parser)]
#[grammar = "grammar/byelaw.pest"]
struct Grammar;

/// Where matching stopped and what could have stood there.
#[derive(Default)]
pub(super) struct Stop {
    /// Byte offset in the statement.
    pub(super) at: usize,
    /// Plain words, without repeats.
    pub(super) expected: Vec<&'static str>,
}

/// Matches a whole statement by a `_line` rule.
pub(super) fn matches(rule: Rule, statement: &str) -> Result<Pair<'_, Rule>, Stop> {
    match Grammar::parse(rule, statement) {
        Ok(mut pairs) => pairs.next().ok_or(Stop { at: 0, expected: Vec::new() }),
        Err(error) => {
            let at = match error.location {
                InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
            };
            let mut expected = Vec::new();
            if let ErrorVariant::ParsingError { positives, .. } = error.variant {
                for word in positives.into_iter().filter_map(in_words) {
                    if !expected.contains(&word) {
                        expected.push(word);
                    }
                }
            }
            Err(Stop { at, expected })
        }
    }
}

/// What a teacher would call this part of a statement; `None` for what is never worth naming.
fn in_words(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::EOI => "the end of the line",
        Rule::name | Rule::reference => "a name",
        Rule::quoted => "words in double quotes",
        Rule::number | Rule::length => "a number of something, such as `2 weeks`",
        Rule::moment | Rule::term_date | Rule::window => "a date or a time",
        Rule::item | Rule::list => "a name, words in double quotes, or a date",
        Rule::comma => "a comma",
        Rule::step => "`>`",
        Rule::kw_except => "`except`",
        Rule::strength => "`must`, `must not`, `should`, `should not`, `may`, `does` or `undecided`",
        Rule::clause | Rule::clause_word => "a clause such as `in`, `during`, `every` or `because`",
        Rule::kw_if => "`if`",
        Rule::kw_and => "`and`",
        Rule::kw_not => "`not`",
        Rule::kw_of => "`of`",
        Rule::kw_by => "`by`",
        Rule::kw_go => "`go`",
        Rule::condition | Rule::conditions => "a condition",
        Rule::label => "a label",
        Rule::mark => "`locked` or `always`",
        Rule::subjects => "who it binds",
        Rule::phrase => "what is done",
        Rule::kw_ask => "`ask`",
        Rule::kw_fill => "`fill`",
        Rule::kw_sign => "`sign`",
        Rule::kw_promise => "`promise`",
        Rule::giver => "who promises",
        Rule::answer => "an answer such as `if yes go …`",
        Rule::kind => "a kind of declaration such as `role` or `policy`",
        Rule::cell | Rule::unchosen => "a cell",
        Rule::sentence_line
        | Rule::paper_line
        | Rule::entry_line
        | Rule::declaration_line
        | Rule::field_line
        | Rule::waiver_line
        | Rule::row_line => return None,
        Rule::WHITESPACE | Rule::name_char | Rule::limit => return None,
    })
}
