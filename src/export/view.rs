//! The shapes that scripts read; names and fields are a promise.

use serde::Serialize;

/// A school, resolved.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the fields are the documented shape itself")]
pub struct Export {
    pub schema: u8,
    pub as_of: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<School>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trust: Option<Trust>,
    pub people: Vec<Person>,
    pub roles: Vec<Role>,
    pub duties: Vec<Duty>,
    pub rules: Vec<Rule>,
    pub permissions: Vec<Permission>,
    pub tables: Vec<Table>,
    pub documents: Vec<Document>,
    pub promises: Vec<Promise>,
    pub consents: Vec<Consent>,
    pub recurring: Vec<Recurring>,
    pub procedures: Vec<Procedure>,
    pub controls: Vec<Statement>,
    pub sanctions: Vec<Statement>,
    pub disclaimers: Vec<Statement>,
    pub externals: Vec<Titled>,
    pub definitions: Vec<Definition>,
    pub citations: Vec<Citation>,
}

macro_rules! views {
    ($($name:ident { $($field:ident: $type:ty,)* })*) => { $(
        /// One entry of the list of that name.
        #[derive(Debug, PartialEq, Serialize)]
        #[allow(missing_docs, reason = "the fields are the documented shape itself")]
        pub struct $name { $(pub $field: $type,)* }
    )* };
}

views! {
    Trust { id: String, title: String, also: Vec<String>, jurisdiction: Option<String>, phase: Option<String>, address: Option<String>, website: Option<String>, schools: Vec<Titled>, }
    School { id: String, title: String, also: Vec<String>, authority: Option<String>, jurisdiction: Option<String>, phase: Option<String>, address: Option<String>, website: Option<String>, }
    Person { id: String, name: String, posts: Vec<Tenure>, }
    Tenure { post: String, at: Option<String>, from: Option<Date>, until: Option<Date>, acting: bool, }
    Date { text: String, precision: &'static str, earliest: Option<String>, latest: Option<String>, }
    Role { id: String, title: String, kind: &'static str, holders: Vec<String>, deputies: Vec<String>, }
    Duty { id: String, roles: Vec<String>, text: String, every: Option<String>, }
    Rule { id: String, who: Vec<String>, strength: &'static str, text: String, }
    Permission { id: String, effect: &'static str, strength: &'static str, who: Vec<String>, activity: String, device: Vec<String>, network: Vec<String>, place: Vec<String>, time: Vec<String>, limits: Vec<String>, conditions: Vec<String>, }
    Table { id: String, title: String, rows: Vec<String>, columns: Vec<String>, cells: Vec<Cell>, }
    Cell { id: String, row: String, column: String, who: Option<String>, device: Option<String>, network: Option<String>, activity: String, decision: &'static str, limits: Vec<String>, conditions: Vec<String>, path: String, line: usize, }
    Document { id: String, kind: &'static str, title: String, also: Vec<String>, owner: Option<String>, audience: Vec<String>, issued: Option<Date>, approved: Option<Date>, review: Option<String>, next_review: Option<Date>, next_reviews: Vec<Date>, associated: Vec<String>, acknowledges: Vec<String>, appendices: Vec<String>, }
    Promise { id: String, document: String, by: Vec<String>, text: String, rule: Option<String>, }
    Consent { id: String, document: Option<String>, about: Vec<String>, from: Vec<String>, purpose: String, mode: &'static str, }
    Recurring { id: String, what: String, every: String, owner: Vec<String>, }
    Procedure { id: String, title: String, steps: Vec<Step>, }
    Step { id: String, text: String, }
    Statement { id: String, title: Option<String>, who: Vec<String>, strength: &'static str, text: String, }
    Titled { id: String, title: String, also: Vec<String>, }
    Definition { id: String, word: String, means: String, cites: Vec<String>, }
    Citation { id: String, title: String, publisher: Option<String>, year: Option<String>, }
}
