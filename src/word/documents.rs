//! The one table of document kinds: what each is called, which template sets it, where the index lists it, what it can do.

use serde::{Serialize, Serializer};

use super::Kind;

/// What a document is; each kind has a page template of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentKind {
    /// A policy.
    Policy,
    /// A short statement of a policy.
    Statement,
    /// An acceptable use agreement.
    Agreement,
    /// A form.
    Form,
    /// A letter.
    Letter,
    /// A sheet that is made of what the whole school says.
    Sheet,
    /// A chart for the wall, with a column for each month.
    Calendar,
}

/// Where the index of a document set lists a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// What the school has decided.
    Policies,
    /// What people promise.
    Agreements,
    /// What goes to families and comes back.
    Papers,
    /// What is made for staff and governors.
    Sheets,
}

impl Shelf {
    /// All of them, in the order of the index.
    pub const ALL: [Shelf; 4] = [Shelf::Policies, Shelf::Agreements, Shelf::Papers, Shelf::Sheets];

    /// The heading in the index.
    pub fn title(self) -> &'static str {
        match self {
            Shelf::Policies => "Policies and statements",
            Shelf::Agreements => "Agreements",
            Shelf::Papers => "Forms and letters",
            Shelf::Sheets => "Sheets for staff and governors",
        }
    }
}

/// One row of the table.
struct Row {
    /// What readers call it.
    title: &'static str,
    /// Its name among templates and in data.
    name: &'static str,
    shelf: Shelf,
    /// Whether its parts have headings; the others are too short for headings of what they show.
    headings: bool,
}

impl DocumentKind {
    /// All of them, in the order of their templates.
    pub const ALL: [DocumentKind; 7] = [
        DocumentKind::Policy,
        DocumentKind::Statement,
        DocumentKind::Agreement,
        DocumentKind::Form,
        DocumentKind::Letter,
        DocumentKind::Sheet,
        DocumentKind::Calendar,
    ];

    fn row(self) -> Row {
        let row = |title, name, shelf, headings| Row { title, name, shelf, headings };
        match self {
            DocumentKind::Policy => row("Policy", "policy", Shelf::Policies, true),
            DocumentKind::Statement => row("Statement", "statement", Shelf::Policies, true),
            DocumentKind::Agreement => row("Agreement", "agreement", Shelf::Agreements, false),
            DocumentKind::Form => row("Form", "form", Shelf::Papers, false),
            DocumentKind::Letter => row("Letter", "letter", Shelf::Papers, false),
            DocumentKind::Sheet => row("Sheet", "sheet", Shelf::Sheets, false),
            DocumentKind::Calendar => row("Wall chart", "calendar", Shelf::Sheets, false),
        }
    }

    /// The kind of document that a declaration declares; `None` where it declares something else.
    pub fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Policy => Some(DocumentKind::Policy),
            Kind::Statement => Some(DocumentKind::Statement),
            Kind::Agreement => Some(DocumentKind::Agreement),
            Kind::Form => Some(DocumentKind::Form),
            Kind::Letter => Some(DocumentKind::Letter),
            Kind::School
            | Kind::Trust
            | Kind::Schools
            | Kind::Users
            | Kind::Devices
            | Kind::Networks
            | Kind::Places
            | Kind::Times
            | Kind::Actions
            | Kind::Conditions
            | Kind::Things
            | Kind::Role
            | Kind::Rules
            | Kind::Controls
            | Kind::Sanctions
            | Kind::Disclaimers
            | Kind::Table
            | Kind::Consent
            | Kind::Procedure
            | Kind::External
            | Kind::Source
            | Kind::Term
            | Kind::Section => None,
        }
    }

    /// What readers call it.
    pub fn word(self) -> &'static str {
        self.row().title
    }

    /// Its name in sources, templates and data.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Its place among the templates.
    pub fn nth(self) -> usize {
        self as usize
    }

    /// Where the index lists it.
    pub fn shelf(self) -> Shelf {
        self.row().shelf
    }

    /// Whether its parts have headings.
    pub fn has_headings(self) -> bool {
        self.row().headings
    }

    /// Whether it is made of what the whole school says, beside what the sources declare.
    pub fn is_made(self) -> bool {
        self.shelf() == Shelf::Sheets
    }

    /// Whether it is a policy in full, rather than a statement of one.
    pub fn is_policy(self) -> bool {
        self == DocumentKind::Policy
    }

    /// Whether it says what the school has decided: a policy, or a statement of one.
    pub fn states_policy(self) -> bool {
        self.shelf() == Shelf::Policies
    }

    /// Whether those who sign it promise something.
    pub fn is_agreement(self) -> bool {
        self == DocumentKind::Agreement
    }

    /// Whether it is filled in and handed back.
    pub fn is_form(self) -> bool {
        self == DocumentKind::Form
    }

    /// Whether it is sent to somebody.
    pub fn is_letter(self) -> bool {
        self == DocumentKind::Letter
    }

    /// Whether it goes to families: a form or a letter.
    pub fn is_paper(self) -> bool {
        self.shelf() == Shelf::Papers
    }
}

impl Serialize for DocumentKind {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}
