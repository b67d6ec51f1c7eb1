//! The closed lists of words that the language is made of: strengths, clause words, marks, kinds and symbols.
//!
//! Syntax and model are strangers to each other; these words are what both know.

mod clauses;
mod documents;

pub use clauses::{OnRule, Place, Reads, When};
pub use documents::{DocumentKind, Shelf};

use serde::{Serialize, Serializer};

macro_rules! words {
    ($(#[$doc:meta])* $type:ident { $($(#[$item_doc:meta])* $name:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($(#[$item_doc])* $name,)* }

        impl $type {
            /// All of them, in the order in which the language lists them.
            pub const ALL: &'static [$type] = &[$($type::$name,)*];

            /// The word as it is written.
            pub fn text(self) -> &'static str {
                match self { $($type::$name => $text,)* }
            }

            /// The word with this spelling, blanks folded to one.
            pub fn find(text: &str) -> Option<Self> {
                let same = |word: &Self| word.text() == text;
                let spread = |word: &Self| word.text().split(' ').eq(text.split_whitespace());
                let several = text.contains(char::is_whitespace);
                Self::ALL.iter().copied().find(|word| if several { spread(word) } else { same(word) })
            }
        }
    };
}

words! {
    /// How strongly a sentence binds.
    Strength {
        /// A duty.
        Must = "must",
        /// A ban.
        MustNot = "must not",
        /// What is expected.
        Should = "should",
        /// What is advised against.
        ShouldNot = "should not",
        /// A permission.
        May = "may",
        /// A practice: what is done, told as a fact.
        Does = "does",
        /// A choice that nobody has made.
        Undecided = "undecided",
    }
}

words! {
    /// The little words that open a clause, in the order in which the formatter sets them.
    Word {
        /// What a role is.
        Is = "is",
        /// Several people hold the post together.
        HeldJointly = "held jointly",
        /// One holder for each.
        HeldPer = "held per",
        /// Who holds it by right.
        HeldBy = "held by",
        /// Together, after `held per`.
        Jointly = "jointly",
        /// Who leads a body.
        LedBy = "led by",
        /// Deputies, in order.
        Then = "then",
        /// Who serves when nobody is named.
        Else = "else",
        /// For whom the post stands aside when it is itself the subject.
        AsideFor = "aside for",
        /// The device.
        On = "on",
        /// The place.
        In = "in",
        /// The recipient.
        To = "to",
        /// The company.
        With = "with",
        /// Whom it concerns.
        About = "about",
        /// The audience or purpose.
        For = "for",
        /// The time of day or of year.
        During = "during",
        /// How often.
        Every = "every",
        /// Before a moment or event.
        Before = "before",
        /// After a moment or event.
        After = "after",
        /// Within a length of time.
        Within = "within",
        /// For a length of time.
        Lasting = "lasting",
        /// From a moment, or from a person.
        From = "from",
        /// Until a moment.
        Until = "until",
        /// By a moment, or by a person.
        By = "by",
        /// The next time that is claimed.
        Next = "next",
        /// A lower bound.
        AtLeast = "at least",
        /// An upper bound.
        AtMost = "at most",
        /// A bound on both sides.
        Exactly = "exactly",
        /// Conditions.
        If = "if",
        /// What is overridden.
        Despite = "despite",
        /// The reason.
        Because = "because",
        /// The source it rests on.
        Cites = "cites",
        /// The evidence left behind.
        Leaving = "leaving",
        /// The same in the first person.
        Promise = "promise",
        /// The symbol beside a promise.
        Showing = "showing",
        /// Another name.
        Also = "also",
        /// The meaning.
        Means = "means",
        /// Where a procedure goes next.
        Go = "go",
    }
}

words! {
    /// A word before a sentence.
    Mark {
        /// No school of the trust may relax it.
        Locked = "locked",
        /// Proved over all cases; prints nothing.
        Always = "always",
    }
}

words! {
    /// What a declaration declares.
    Kind {
        /// The school itself.
        School = "school",
        /// A trust that runs several schools.
        Trust = "trust",
        /// The schools of a trust.
        Schools = "schools",
        /// The groups of people whom permissions speak of.
        Users = "users",
        /// Devices and groups of devices.
        Devices = "devices",
        /// Networks.
        Networks = "networks",
        /// Places.
        Places = "places",
        /// Times of day or year, and events.
        Times = "times",
        /// What can be done.
        Actions = "actions",
        /// What may have to be so.
        Conditions = "conditions",
        /// What actions are done to.
        Things = "things",
        /// A post, group, body, office or organisation.
        Role = "role",
        /// A block of rules.
        Rules = "rules",
        /// A block of technical controls.
        Controls = "controls",
        /// A block of sanctions.
        Sanctions = "sanctions",
        /// A block of disclaimers.
        Disclaimers = "disclaimers",
        /// A table of permissions.
        Table = "table",
        /// A policy.
        Policy = "policy",
        /// A short statement of a policy.
        Statement = "statement",
        /// An acceptable use agreement.
        Agreement = "agreement",
        /// A form.
        Form = "form",
        /// A letter.
        Letter = "letter",
        /// A consent that somebody gives.
        Consent = "consent",
        /// What is done when something happens.
        Procedure = "procedure",
        /// A document that stands outside the set.
        External = "external",
        /// Law, guidance, a body, a product or a site that is cited.
        Source = "source",
        /// A word and its meaning.
        Term = "term",
        /// A part of a document.
        Section = "section",
    }
}

words! {
    /// What can be drawn beside a promise; each has its drawing in `templates/symbols/`.
    Symbol {
        /// Being kind.
        Heart = "heart",
        /// Being happy.
        Smile = "smile",
        /// Being sad or worried.
        Sad = "sad",
        /// Telling.
        Speech = "speech",
        /// Asking.
        Question = "question",
        /// Listening.
        Ear = "ear",
        /// Looking.
        Eye = "eye",
        /// Stopping.
        Hand = "hand",
        /// What is right or chosen.
        Tick = "tick",
        /// What is not done.
        Cross = "cross",
        /// What is done well.
        Star = "star",
        /// What is kept to oneself.
        Lock = "lock",
        /// Passwords and picture cards.
        Key = "key",
        /// Keeping safe.
        Shield = "shield",
        /// Phones.
        Phone = "phone",
        /// Tablets.
        Tablet = "tablet",
        /// Computers.
        Computer = "computer",
        /// Games.
        Game = "game",
        /// Taking pictures.
        Camera = "camera",
        /// Pictures.
        Picture = "picture",
        /// Reading and learning.
        Book = "book",
        /// Somebody; oneself.
        Person = "person",
        /// Friends, or other people.
        People = "people",
        /// A teacher, or another grown-up.
        Teacher = "teacher",
        /// Home and family.
        Home = "home",
        /// Times, and how long.
        Clock = "clock",
    }
}

impl Serialize for Symbol {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.text())
    }
}

impl Kind {
    /// Whether its block holds the entries of a vocabulary.
    pub fn is_vocabulary(self) -> bool {
        matches!(
            self,
            Kind::Schools
                | Kind::Users
                | Kind::Devices
                | Kind::Networks
                | Kind::Places
                | Kind::Times
                | Kind::Actions
                | Kind::Conditions
                | Kind::Things
        )
    }

    /// Whether it declares a document of the set.
    pub fn is_document(self) -> bool {
        DocumentKind::of(self).is_some()
    }
}

/// Words that cannot be names: clause words (each of their parts that opens one) and strengths.
pub fn is_reserved(name: &str) -> bool {
    const PARTS: &[&str] = &["held", "jointly", "led", "aside", "at", "except", "and", "not", "of"];
    Word::find(name).is_some() || Strength::find(name).is_some() || PARTS.contains(&name)
}
