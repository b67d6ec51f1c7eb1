//! What can change, and how: one table of aspects, and for each move its mirror.

/// What a change is about; each is judged on its own axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Axis {
    /// Who may do what.
    Access,
    /// What keeps people safe: controls, procedures, routes of reporting.
    Safeguard,
    /// What is done with personal data: consents, keeping, publishing.
    Data,
    /// Who looks after the documents: owners, approvals, reviews, evidence.
    Oversight,
    /// Who holds a post, and who stands in.
    People,
    /// What people must do.
    Duty,
    /// How it is said.
    Text,
}

impl Axis {
    /// All of them, in the order in which they are told.
    pub const ALL: [Axis; 7] =
        [Axis::Access, Axis::Safeguard, Axis::Data, Axis::Oversight, Axis::People, Axis::Duty, Axis::Text];

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Axis::Access => "access",
            Axis::Safeguard => "safeguard",
            Axis::Data => "data",
            Axis::Oversight => "oversight",
            Axis::People => "people",
            Axis::Duty => "duty",
            Axis::Text => "text",
        }
    }
}

/// Which way a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Less is asked, or more is allowed.
    Relaxes,
    /// More is asked, or less is allowed.
    Tightens,
    /// Some of each.
    Mixed,
    /// Neither.
    Neutral,
    /// The same is said in other words.
    Editorial,
}

impl Class {
    /// All of them, in the order in which they are told.
    pub const ALL: [Class; 5] = [Class::Relaxes, Class::Mixed, Class::Tightens, Class::Neutral, Class::Editorial];

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Class::Relaxes => "relaxes",
            Class::Tightens => "tightens",
            Class::Mixed => "mixed",
            Class::Neutral => "neutral",
            Class::Editorial => "editorial",
        }
    }

    /// The class of the same change told backwards.
    pub fn mirror(self) -> Self {
        match self {
            Class::Relaxes => Class::Tightens,
            Class::Tightens => Class::Relaxes,
            other => other,
        }
    }

    /// What two changes come to together.
    pub fn join(self, other: Self) -> Self {
        match (self, other) {
            (one, same) if one == same => one,
            (Class::Editorial, it) | (it, Class::Editorial) | (Class::Neutral, it) | (it, Class::Neutral) => it,
            _ => Class::Mixed,
        }
    }
}

/// What happened to a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Move {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It holds all that it held, and more.
    Extended,
    /// It holds a part of what it held.
    Reduced,
    /// Its number is higher.
    Raised,
    /// Its number is lower.
    Lowered,
    /// It says something else.
    Changed,
    /// It says the same at another address.
    Renamed,
}

impl Move {
    /// Each with its mirror.
    pub const ALL: [(Move, Move); 8] = [
        (Move::Added, Move::Removed),
        (Move::Removed, Move::Added),
        (Move::Extended, Move::Reduced),
        (Move::Reduced, Move::Extended),
        (Move::Raised, Move::Lowered),
        (Move::Lowered, Move::Raised),
        (Move::Changed, Move::Changed),
        (Move::Renamed, Move::Renamed),
    ];

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Move::Added => "added",
            Move::Removed => "removed",
            Move::Extended => "extended",
            Move::Reduced => "reduced",
            Move::Raised => "raised",
            Move::Lowered => "lowered",
            Move::Changed => "changed",
            Move::Renamed => "renamed",
        }
    }

    /// What happened when it is told backwards.
    pub fn mirror(self) -> Self {
        Self::ALL.iter().find(|(it, _)| *it == self).map_or(self, |(_, mirror)| *mirror)
    }

    /// Whether there is more of the fact than there was.
    pub fn grows(self) -> Option<bool> {
        match self {
            Move::Added | Move::Extended | Move::Raised => Some(true),
            Move::Removed | Move::Reduced | Move::Lowered => Some(false),
            Move::Changed | Move::Renamed => None,
        }
    }
}

/// How a direction is read off a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// More of it asks more, or allows less.
    Firmer,
    /// More of it asks less, or allows more.
    Looser,
    /// That it is there at all is firmer; what it says is neither.
    Presence,
    /// It has no direction.
    Plain,
    /// Prose: the same words with other signs are editorial, and nobody can be sure of other words.
    Prose,
    /// It is a way of saying.
    Editorial,
}

impl Reading {
    /// The reading where the fact narrows a permission rather than a duty, or the other way round.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Reading::Firmer => Reading::Looser,
            Reading::Looser => Reading::Firmer,
            other => other,
        }
    }
}

macro_rules! aspects {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $what:literal, $axis:ident, $reading:ident, $certainty:ident;)*) => {
        /// What a fact tells of its subject.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Aspect { $($(#[$doc])* $name,)* }

        impl Aspect {
            /// All of them.
            pub const ALL: &'static [Aspect] = &[$(Aspect::$name,)*];

            /// Its name in what programs read.
            pub fn word(self) -> &'static str {
                match self { $(Aspect::$name => $text,)* }
            }

            /// What people call it.
            pub fn title(self) -> &'static str {
                match self { $(Aspect::$name => $what,)* }
            }

            /// The axis on which it is judged, unless its place says another.
            pub fn axis(self) -> Axis {
                match self { $(Aspect::$name => Axis::$axis,)* }
            }

            /// How its direction is read, unless its place says otherwise.
            pub fn reading(self) -> Reading {
                match self { $(Aspect::$name => Reading::$reading,)* }
            }

            /// Whether that reading can be relied on.
            pub fn certainty(self) -> Certainty {
                match self { $(Aspect::$name => Certainty::$certainty,)* }
            }
        }
    };
}

/// How sure a class is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The sources decide it.
    Certain,
    /// A person must look: the sources cannot decide it.
    Judgement,
}

impl Certainty {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Certainty::Certain => "certain",
            Certainty::Judgement => "judgement",
        }
    }
}

aspects! {
    /// What all permissions together decide.
    Permission = "permission", "permission", Access, Looser, Certain;
    /// How the rules behind decisions are written, where no decision changes.
    PermissionText = "permission-text", "wording of a permission", Text, Editorial, Certain;
    /// A technical control.
    Control = "control", "technical control", Safeguard, Prose, Certain;
    /// A sanction.
    Sanction = "sanction", "sanction", Duty, Prose, Judgement;
    /// A disclaimer.
    Disclaimer = "disclaimer", "disclaimer", Duty, Prose, Judgement;
    /// A duty or rule.
    Duty = "duty", "duty or rule", Duty, Prose, Certain;
    /// What is said to be allowed in words.
    Leave = "leave", "allowance", Access, Prose, Certain;
    /// What must hold whatever the rules say.
    Invariant = "invariant", "property to prove", Oversight, Prose, Certain;
    /// How strongly a sentence binds.
    Strength = "strength", "strength", Duty, Firmer, Certain;
    /// Who is bound.
    Bound = "bound", "who it is for", Duty, Firmer, Certain;
    /// Whether schools of a trust may relax it.
    Locked = "locked", "lock", Oversight, Firmer, Certain;
    /// How often.
    Frequency = "frequency", "how often", Duty, Firmer, Certain;
    /// By when.
    Deadline = "deadline", "deadline", Duty, Firmer, Certain;
    /// For how long something is kept or holds.
    Duration = "duration", "how long", Data, Looser, Judgement;
    /// A lower bound.
    AtLeast = "at-least", "lower bound", Safeguard, Firmer, Certain;
    /// An upper bound.
    AtMost = "at-most", "upper bound", Safeguard, Looser, Certain;
    /// An exact number.
    Exactly = "exactly", "exact number", Safeguard, Plain, Judgement;
    /// What must hold first.
    Condition = "condition", "condition", Duty, Looser, Certain;
    /// What is left behind to show that it was done.
    Evidence = "evidence", "evidence", Oversight, Firmer, Certain;
    /// To whom.
    Recipient = "recipient", "who receives it", Safeguard, Firmer, Judgement;
    /// Where, when, with what, about whom.
    Scope = "scope", "scope", Duty, Firmer, Judgement;
    /// What it gives way to.
    Despite = "despite", "what it overrides", Duty, Plain, Judgement;
    /// Why.
    Reason = "reason", "reason", Text, Editorial, Certain;
    /// On what it rests.
    Cites = "cites", "what it rests on", Text, Plain, Certain;
    /// A promise.
    Promise = "promise", "promise", Duty, Prose, Certain;
    /// A role.
    Role = "role", "role", People, Plain, Judgement;
    /// Who holds a post.
    Holder = "holder", "holder", People, Presence, Certain;
    /// Who stands in.
    Deputies = "deputies", "deputies", People, Firmer, Certain;
    /// Who leads, who serves otherwise, for whom it stands aside.
    Arrangement = "arrangement", "how the post is held", People, Presence, Judgement;
    /// How somebody is reached.
    Contact = "contact", "contact", Safeguard, Presence, Certain;
    /// A word of the vocabulary.
    Entry = "name", "name", Access, Plain, Certain;
    /// A block of rules, or a table.
    Block = "block", "block of rules", Duty, Plain, Certain;
    /// A section.
    Section = "section", "section", Text, Plain, Certain;
    /// A document.
    Document = "document", "document", Oversight, Presence, Judgement;
    /// Who answers for it.
    Owner = "owner", "owner", Oversight, Presence, Certain;
    /// For whom it is.
    Audience = "audience", "audience", Duty, Firmer, Judgement;
    /// What was done with it, and when.
    Act = "act", "record", Oversight, Presence, Certain;
    /// By whom that was done.
    ActBy = "act-by", "who did it", Oversight, Firmer, Certain;
    /// How often it is reviewed.
    Review = "review", "review", Oversight, Firmer, Certain;
    /// What also brings a review about.
    ReviewAfter = "review-after", "occasion of a review", Oversight, Firmer, Certain;
    /// When it is reviewed next.
    NextReview = "next-review", "next review", Oversight, Firmer, Certain;
    /// What belongs with it.
    Belongs = "belongs", "what belongs with it", Oversight, Plain, Certain;
    /// What it prints.
    Shown = "shown", "what it prints", Duty, Plain, Certain;
    /// In which order.
    Order = "order", "order", Text, Editorial, Certain;
    /// Prose.
    Text = "text", "text", Text, Prose, Judgement;
    /// A title or another name.
    Title = "title", "title", Text, Editorial, Certain;
    /// How a page looks.
    Look = "look", "look", Text, Editorial, Certain;
    /// A version that a document states.
    Version = "version", "version", Text, Plain, Certain;
    /// A consent.
    Consent = "consent", "consent", Data, Firmer, Certain;
    /// One question of a consent.
    Asked = "asked", "question", Data, Prose, Certain;
    /// As what no reply counts.
    Silence = "silence", "what no reply counts as", Data, Looser, Certain;
    /// Where the answers of a question lead.
    Answers = "answers", "where an answer leads", Safeguard, Plain, Judgement;
    /// A space to write in.
    Field = "field", "space to write in", Oversight, Plain, Certain;
    /// A signature.
    Signature = "signature", "signature", Oversight, Presence, Certain;
    /// A procedure.
    Procedure = "procedure", "procedure", Safeguard, Firmer, Certain;
    /// Its steps.
    Steps = "steps", "order of steps", Safeguard, Plain, Judgement;
    /// A document or source that is cited.
    Reference = "reference", "reference", Text, Plain, Certain;
    /// What a word means.
    Meaning = "meaning", "meaning", Text, Prose, Judgement;
    /// Members of a group.
    Members = "members", "members", Access, Plain, Certain;
    /// What the school says of itself.
    Identity = "identity", "what the school says of itself", Text, Plain, Certain;
    /// An accepted finding.
    Waiver = "waiver", "waiver", Oversight, Looser, Certain;
    /// Until when a waiver holds.
    WaiverUntil = "waiver-until", "end of a waiver", Oversight, Looser, Certain;
    /// How something that falls due stands on a day.
    Due = "due", "what falls due", Oversight, Looser, Certain;
}

impl Aspect {
    /// How its coming and going is read: what limits a number or a scope is a limit by being there.
    pub fn presence(self) -> Reading {
        match self {
            Aspect::Scope => Reading::Looser,
            Aspect::Duration | Aspect::AtMost | Aspect::WaiverUntil => Reading::Firmer,
            other => other.reading(),
        }
    }
}

/// A kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kind {
    /// What it is about.
    pub aspect: Aspect,
    /// What happened.
    pub moved: Move,
}

impl Kind {
    /// Every kind.
    pub fn all() -> impl Iterator<Item = Kind> {
        let moves =
            |aspect: &'static Aspect| Move::ALL.iter().map(|(moved, _)| Kind { aspect: *aspect, moved: *moved });
        Aspect::ALL.iter().flat_map(moves)
    }

    /// Its name: `deputies-reduced`.
    pub fn id(self) -> String {
        format!("{}-{}", self.aspect.word(), self.moved.word())
    }

    /// The kind of the same change told backwards.
    #[must_use]
    pub fn mirror(self) -> Self {
        Self { moved: self.moved.mirror(), ..self }
    }
}
