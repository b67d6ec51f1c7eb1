//! What we tell people about their text: one plain struct, which every output format is made from.

use std::fmt;

use crate::source::digest;
use crate::span::Span;

/// How much a finding matters; later is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Informs.
    Advice,
    /// Fails a check only where that is asked for.
    Warning,
    /// Fails a check and stops a build that is not a draft.
    Error,
}

impl Level {
    /// The word that every output prints.
    pub fn word(self) -> &'static str {
        match self {
            Level::Advice => "advice",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// A place and what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What this spot is, in a few words; may be empty.
    pub message: String,
}

/// Whether a fix may be applied unasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// It changes the layout or the spelling of a name, never what is meant.
    Safe,
    /// It changes what the source says, and somebody should look at it.
    Unsafe,
}

/// A change to the source that mends a finding. No fix invents a person, a date, a review or a permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative: `take the waiver out`.
    pub title: String,
    /// Whether it may be applied unasked.
    pub safety: Safety,
    /// What is written in place of what stands there.
    pub edits: Vec<(Span, String)>,
}

/// Who accepts a finding, why, and until when.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Acceptance {
    /// What the waiver stands on, by address.
    pub on: String,
    /// The title of the post that accepts it.
    pub by: String,
    /// Why.
    pub because: String,
    /// The last day on which it holds, as year-month-day.
    pub until: String,
    /// How many days are left after the day of the check.
    pub days_left: i32,
}

/// As every report tells it: `Headteacher until 2027-01-08: the post is advertised`.
impl fmt::Display for Acceptance {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} until {}: {}", self.by, self.until, self.because)
    }
}

/// One finding.
///
/// Messages start in lower case, have no final stop, name the writer's own words in backticks and speak to a teacher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The lint's name, or the name of a fault of the language such as `syntax` or `unresolved-name`.
    pub name: &'static str,
    /// How much it matters.
    pub level: Level,
    /// Whether the calendar alone can cause it.
    pub clock: bool,
    /// One sentence that makes sense alone.
    pub message: String,
    /// The thing to change.
    pub primary: Label,
    /// The other parties.
    pub related: Vec<Label>,
    /// What to do next.
    pub help: Option<String>,
    /// The address of what it is about; empty where nothing was resolved.
    pub subject: String,
    /// The fact that was found, without wording: what a waiver or a baseline pins.
    pub fact: String,
    /// The waiver that accepts it, where one does.
    pub waived: Option<Box<Acceptance>>,
    /// Whether the baseline file lists it as an old finding.
    pub baselined: bool,
    /// The change that mends it, where one can be told without inventing anything.
    pub fix: Option<Box<Fix>>,
}

impl Diagnostic {
    /// A finding at a place; the rest is added by the methods below.
    pub fn new(name: &'static str, level: Level, span: Span, message: impl Into<String>) -> Self {
        Self {
            name,
            level,
            clock: false,
            message: message.into(),
            primary: Label { span, message: String::new() },
            related: Vec::new(),
            help: None,
            subject: String::new(),
            fact: String::new(),
            waived: None,
            baselined: false,
            fix: None,
        }
    }

    /// An error of the language itself.
    pub fn error(name: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(name, Level::Error, span, message)
    }

    /// Says what the marked place is.
    pub fn label(mut self, message: impl Into<String>) -> Self {
        self.primary.message = message.into();
        self
    }

    /// Adds another place.
    pub fn with(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Label { span, message: message.into() });
        self
    }

    /// Says what to do next.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names what it is about by its address.
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }

    /// Pins the fact that was found; how its words are broken into lines does not count.
    pub fn fact(mut self, fact: impl AsRef<str>) -> Self {
        self.fact = fact.as_ref().split_whitespace().collect::<Vec<_>>().join(" ");
        self
    }

    /// Offers a change that mends it.
    pub fn fix(mut self, title: impl Into<String>, safety: Safety, edits: Vec<(Span, String)>) -> Self {
        self.fix = Some(Box::new(Fix { title: title.into(), safety, edits }));
        self
    }

    /// Whether it counts: neither waived for a time nor listed as an old finding.
    pub fn counts(&self) -> bool {
        self.waived.is_none() && !self.baselined
    }

    /// Sixteen hexadecimal digits that stay the same while lint, subject and fact do, whatever the line or the wording.
    pub fn fingerprint(&self) -> String {
        digest(format!("{}\n{}\n{}", self.name, self.subject, self.fact).as_bytes())[..16].to_owned()
    }
}

/// What a stage could make of its input, and everything it has to say about it.
#[derive(Clone, Debug)]
pub struct Outcome<T> {
    /// As much as could be made.
    pub value: T,
    /// What was noticed on the way.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// Whether anything noticed is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|found| found.level == Level::Error)
    }
}
