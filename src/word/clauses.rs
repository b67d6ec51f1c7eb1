//! The one table of clause words: what each does on a rule that decides cases, and in which other places it has a meaning.
//!
//! The parser, the binder, the engine, the printer, `due` and `diff` ask it. A word is not taken where it has no meaning: it is
//! refused with the clause that fits, so that nothing written is ever passed over.

use super::Word;

/// Where clauses may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Behind a role.
    Role,
    /// On a sentence whose phrase is a declared action.
    Rule,
    /// On a sentence in quoted words.
    Sentence,
    /// On a mark of a table, which is the end of a rule.
    Mark,
    /// In the head of a table.
    Table,
    /// In the head of a block of rules, controls, sanctions or disclaimers.
    Block,
    /// In the head of a document.
    Document,
    /// In the head of a consent.
    Consent,
    /// In the head of anything that has other names and no more: a school, an external document, a section, an entry.
    Named,
    /// In the head of a procedure or vocabulary.
    Bare,
    /// Behind a source.
    Source,
    /// Behind a term.
    Term,
    /// On an act of a document: `approved 2026-06-15 by head`.
    Act,
    /// On a `review` field.
    Review,
    /// On a `version` field.
    Version,
    /// On a `signed` field.
    Signed,
    /// On any other field.
    Field,
    /// On a question.
    Ask,
    /// On a space to fill.
    Fill,
    /// On a signature.
    Sign,
    /// On a promise.
    Promise,
    /// On a waiver.
    Waiver,
}

impl Place {
    /// Where it is, for a message.
    pub fn on(self) -> &'static str {
        match self {
            Place::Role => "on a role",
            Place::Rule => "on a rule with a declared action",
            Place::Sentence => "on a sentence in quoted words",
            Place::Mark => "on a mark of a table",
            Place::Table => "on a table",
            Place::Block => "in the head of a block",
            Place::Document => "in the head of a document",
            Place::Consent => "in the head of a consent",
            Place::Named | Place::Bare => "here",
            Place::Source => "on a source",
            Place::Term => "on a term",
            Place::Act => "on an act such as `approved`",
            Place::Review => "on a `review`",
            Place::Version => "on a `version`",
            Place::Signed => "on a `signed`",
            Place::Field => "on this field",
            Place::Ask => "on a question",
            Place::Fill => "on a space to fill",
            Place::Sign => "on a signature",
            Place::Promise => "on a promise",
            Place::Waiver => "on a waiver",
        }
    }
}

/// What a clause does on a sentence or cell that decides cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnRule {
    /// Names the device, or the network.
    Device,
    /// Names the place, or the school of a trust.
    Place,
    /// Names what is done to whom, where nothing behind the action does.
    Party,
    /// Names the time of day, or the days.
    Time(When),
    /// Says how many: a condition.
    Amount,
    /// Says on which conditions.
    If,
    /// Names what it is an exception to.
    Despite,
    /// Is printed, and decides nothing.
    Printed,
    /// Has no meaning there.
    Refused,
}

/// Which moments a time word means by its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Those within it.
    During,
    /// Those within it; what is no time says how often or how long.
    Each,
    /// Those before it.
    Before,
    /// Those up to it: a date counts to its last day.
    Until,
    /// Those after it.
    After,
    /// Those from it on.
    From,
}

/// How the value of a clause is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// It has none.
    Nothing,
    /// A list of names, quoted words, moments and lengths; a name is looked for among all, then beside the clause.
    Names,
    /// The same, looked for beside the clause first.
    Near,
    /// The same, units of time first.
    Units,
    /// The same; quoted titles of documents count as their names.
    Titles,
    /// What a role can be.
    RoleKind,
    /// What a post is held for each of.
    Each,
    /// A symbol.
    Symbol,
    /// Conditions.
    Conditions,
}

/// One row of the table.
struct Row {
    rule: OnRule,
    reads: Reads,
    /// The places other than rules, marks and the heads of tables.
    elsewhere: &'static [Place],
}

impl Word {
    /// What it does on a rule.
    pub fn on_rule(self) -> OnRule {
        self.row().rule
    }

    /// How it places a rule in time, where it does.
    pub fn when(self) -> Option<When> {
        match self.on_rule() {
            OnRule::Time(when) => Some(when),
            OnRule::Device
            | OnRule::Place
            | OnRule::Party
            | OnRule::Amount
            | OnRule::If
            | OnRule::Despite
            | OnRule::Printed
            | OnRule::Refused => None,
        }
    }

    /// Whether it has a meaning in a place.
    pub fn stands(self, place: Place) -> bool {
        match place {
            Place::Rule => self.on_rule() != OnRule::Refused,
            Place::Mark => self.on_rule() != OnRule::Refused && !self.speaks(),
            Place::Table => self.narrows(),
            _ => self.row().elsewhere.contains(&place),
        }
    }

    /// Whether it narrows the rule that it stands on.
    pub fn narrows(self) -> bool {
        match self.on_rule() {
            OnRule::Device | OnRule::Place | OnRule::Party | OnRule::Time(_) | OnRule::Amount | OnRule::If => true,
            OnRule::Despite | OnRule::Printed | OnRule::Refused => false,
        }
    }

    /// How its value is read.
    pub fn reads(self) -> Reads {
        self.row().reads
    }

    /// Whether words in double quotes are what usually stands behind it.
    pub fn opens_words(self) -> bool {
        [Word::Because, Word::Leaving, Word::Promise, Word::Means, Word::Also].contains(&self)
    }

    /// Whether it says the same in the first person.
    pub fn is_promise(self) -> bool {
        self == Word::Promise
    }

    /// Whether it bounds a number from below.
    pub fn bounds_below(self) -> bool {
        [Word::AtLeast, Word::Exactly].contains(&self)
    }

    /// Whether it names the moment by which something is due.
    pub fn is_deadline(self) -> bool {
        [Word::By, Word::Before].contains(&self)
    }

    /// Whether it names where something comes from: a moment, or a person.
    pub fn is_origin(self) -> bool {
        self == Word::From
    }

    /// Whether it says within which length of time.
    pub fn is_limit(self) -> bool {
        self == Word::Within
    }

    /// Whether it says how often something comes round.
    pub fn repeats(self) -> bool {
        self == Word::Every
    }

    /// Whether what a school says behind it is added to what its trust says.
    pub fn gathers(self) -> bool {
        self == Word::Also
    }

    /// Whether it may stand inside a title without quotes: `Policy on phones in school`.
    pub fn joins_titles(self) -> bool {
        [Word::In, Word::On, Word::To].contains(&self)
    }

    /// Whether it gives a promise, a drawing or a next step, which no mark of a table has.
    fn speaks(self) -> bool {
        [Word::Promise, Word::Showing, Word::Go].contains(&self)
    }

    fn row(self) -> Row {
        use OnRule::{Amount, Despite, Device, If, Party, Printed, Refused, Time};
        use Place::{
            Act, Ask, Block, Consent, Document, Fill, Named, Promise, Review, Role, Sentence, Sign, Signed, Source,
            Term, Version, Waiver,
        };
        use Reads::{Conditions, Each, Names, Near, Nothing, RoleKind, Symbol, Titles, Units};
        let row = |rule, reads, elsewhere| Row { rule, reads, elsewhere };
        match self {
            Word::Is => row(Refused, RoleKind, &[Role]),
            Word::HeldJointly => row(Refused, Nothing, &[Role]),
            Word::HeldPer => row(Refused, Each, &[Role]),
            Word::HeldBy => row(Refused, Names, &[Role]),
            Word::Jointly => row(Refused, Nothing, &[Role]),
            Word::LedBy => row(Refused, Names, &[Role]),
            Word::Then => row(Refused, Names, &[Role]),
            Word::Else => row(Refused, Names, &[Role]),
            Word::AsideFor => row(Refused, Names, &[Role]),
            Word::On => row(Device, Names, &[Sentence, Ask, Promise, Waiver]),
            Word::In => row(OnRule::Place, Names, &[Sentence, Ask, Promise]),
            Word::To => row(Party, Names, &[Sentence, Fill, Sign, Promise]),
            Word::With => row(Party, Names, &[Sentence, Promise]),
            Word::About => row(Party, Names, &[Sentence, Consent, Ask, Promise, Waiver]),
            Word::For => row(Party, Names, &[Sentence, Block, Document, Consent, Ask, Promise]),
            Word::During => row(Time(When::During), Names, &[Sentence, Promise]),
            Word::Every => row(Time(When::Each), Units, &[Sentence, Review, Fill, Sign, Promise]),
            Word::Before => row(Time(When::Before), Names, &[Sentence, Promise]),
            Word::After => row(Time(When::After), Names, &[Sentence, Review, Promise]),
            Word::Within => row(Time(When::Each), Units, &[Sentence, Promise]),
            Word::Lasting => row(Time(When::Each), Units, &[Sentence, Consent, Promise]),
            Word::From => row(Time(When::From), Names, &[Sentence, Consent, Source, Version, Promise]),
            Word::Until => row(Time(When::Until), Names, &[Sentence, Consent, Sign, Promise, Waiver]),
            Word::By => row(
                Time(When::Until),
                Names,
                &[Sentence, Source, Act, Review, Version, Signed, Fill, Sign, Promise, Waiver],
            ),
            Word::Next => row(Refused, Names, &[Sentence, Consent, Review, Sign]),
            Word::AtLeast => row(Amount, Names, &[Sentence, Promise]),
            Word::AtMost => row(Amount, Names, &[Sentence, Promise]),
            Word::Exactly => row(Amount, Names, &[Sentence, Promise]),
            Word::If => row(If, Conditions, &[Sentence, Promise]),
            Word::Despite => row(Despite, Near, &[Sentence]),
            Word::Because => row(Printed, Names, &[Sentence, Consent, Act, Version, Promise, Waiver]),
            Word::Cites => row(Printed, Titles, &[Sentence, Consent, Ask, Fill, Promise, Term]),
            Word::Leaving => row(Printed, Names, &[Sentence, Act]),
            Word::Promise => row(Printed, Names, &[Sentence]),
            Word::Showing => row(Printed, Symbol, &[Sentence, Promise]),
            Word::Also => row(Refused, Names, &[Role, Document, Named, Source, Term]),
            Word::Means => row(Refused, Names, &[Term]),
            Word::Go => row(Printed, Near, &[Sentence]),
        }
    }

    /// What to write in its stead, where it has no meaning.
    pub fn instead(self, place: Place) -> &'static str {
        match self {
            Word::Is
            | Word::HeldJointly
            | Word::HeldPer
            | Word::HeldBy
            | Word::Jointly
            | Word::LedBy
            | Word::Then
            | Word::Else
            | Word::AsideFor => {
                "write it on the role that it is about, such as `role head \"Headteacher\" then deputy-head`"
            }
            Word::Next => {
                "write the next date on a `review`; a rule says from when and until when it holds: `from 2026-09-01`, `until 2027-07-31`"
            }
            Word::Also => {
                "write other names where something is declared: `policy safety \"Online safety policy\" also \"E-safety policy\"`"
            }
            Word::Means => "say what a word means on a term: `term sexting \"Sexting\" means \"…\"`",
            Word::If if place == Place::Ask => "say where each answer leads: `if yes go police if no go end`",
            Word::Despite if place == Place::Table => {
                "write it on the marks below the rows: `ask: may if signed despite phones`"
            }
            Word::Despite => "take it out: only a rule can be an exception to another",
            Word::Promise | Word::Showing => "write it on a rule or a promise",
            Word::Go => "write it on a step of a procedure",
            Word::On
            | Word::In
            | Word::To
            | Word::With
            | Word::About
            | Word::For
            | Word::During
            | Word::Every
            | Word::Before
            | Word::After
            | Word::Within
            | Word::Lasting
            | Word::From
            | Word::Until
            | Word::By
            | Word::AtLeast
            | Word::AtMost
            | Word::Exactly
            | Word::If
            | Word::Because
            | Word::Cites
            | Word::Leaving => "take it out, or say it in a sentence of its own: `label: who must \"…\"`",
        }
    }
}
