//! The spaces to fill in a document: each bears a number in the data of its template, by which its place on the page is known.

use serde_json::{Map, Value};

/// How many lines an address has.
const ADDRESS_LINES: usize = 3;
/// As many lines has an account.
const ACCOUNT_LINES: usize = 3;

/// A space to fill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Space {
    /// What it is called: letters, digits and hyphens.
    pub(super) name: String,
    /// What is to be written or chosen.
    pub(super) label: String,
    /// How it is filled.
    pub(super) kind: Kind,
}

/// How a space is filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// With words, on so many lines.
    Words(usize),
    /// With a date.
    Date,
    /// With a signature.
    Signature,
    /// With one of these answers.
    Choice(Vec<String>),
}

/// Numbers the spaces of a document's body, and lists them.
pub(super) fn number(body: &mut Value) -> Vec<Space> {
    let mut spaces = Vec::new();
    visit(body, &mut spaces);
    spaces
}

fn visit(value: &mut Value, spaces: &mut Vec<Space>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|it| visit(it, spaces)),
        Value::Object(fields) => match space(fields, spaces.len()) {
            Some(space) => {
                fields.insert("space".to_owned(), spaces.len().into());
                spaces.push(space);
            }
            None => fields.values_mut().for_each(|it| visit(it, spaces)),
        },
        _ => {}
    }
}

/// The space that an object of the data is, where it is one.
fn space(fields: &Map<String, Value>, nth: usize) -> Option<Space> {
    let text = |key: &str| fields.get(key).and_then(Value::as_str);
    let (label, kind) = if let Some(Value::Array(answers)) = fields.get("answers") {
        let answers = answers.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        (words(fields.get("runs")?), Kind::Choice(answers))
    } else if text("type") == Some("address") {
        (text("label")?.to_owned(), Kind::Words(ADDRESS_LINES))
    } else {
        let kind = match text("kind")? {
            "text" => Kind::Words(1),
            "account" => Kind::Words(ACCOUNT_LINES),
            "date" => Kind::Date,
            "signature" => Kind::Signature,
            _ => return None,
        };
        (text("label")?.to_owned(), kind)
    };
    Some(Space { name: named(text("anchor").filter(|it| !it.is_empty()).unwrap_or(&label), nth), label, kind })
}

/// The words of some runs.
fn words(runs: &Value) -> String {
    match runs {
        Value::Array(items) => items.iter().map(words).collect(),
        Value::Object(fields) => {
            let text = fields.get("text").and_then(Value::as_str).unwrap_or_default();
            text.to_owned() + &fields.get("runs").map(words).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// A name that no other space of the document has.
fn named(text: &str, nth: usize) -> String {
    let letter = |it: char| if it.is_ascii_alphanumeric() { it.to_ascii_lowercase() } else { '-' };
    let all: String = text.chars().map(letter).collect();
    let parts: Vec<&str> = all.split('-').filter(|it| !it.is_empty()).take(6).collect();
    format!("{}-{}", parts.join("-"), nth + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_space_has_a_number_a_label_and_a_name_of_its_own() {
        let mut body = json!([
            { "type": "address", "label": "Name and address" },
            { "type": "list", "items": [[{ "type": "fields", "items": [
                { "label": "Signed (Parents)", "kind": "signature" },
                { "label": "Date", "kind": "date" },
                { "label": "Date", "kind": "date" },
            ] }]] },
            { "type": "questions", "items": [
                { "anchor": "photos.web", "runs": [{ "type": "words", "text": "May " },
                    { "type": "strong", "runs": [{ "type": "words", "text": "we" }] }], "answers": ["Yes", "No"], "note": "" },
            ] },
        ]);
        let spaces = number(&mut body);
        let told: Vec<(&str, &str)> = spaces.iter().map(|it| (it.name.as_str(), it.label.as_str())).collect();
        assert_eq!(
            told,
            [
                ("name-and-address-1", "Name and address"),
                ("signed-parents-2", "Signed (Parents)"),
                ("date-3", "Date"),
                ("date-4", "Date"),
                ("photos-web-5", "May we"),
            ]
        );
        assert_eq!(spaces[4].kind, Kind::Choice(vec!["Yes".to_owned(), "No".to_owned()]));
        assert_eq!((&body[0]["space"], &body[1]["items"][0][0]["items"][2]["space"]), (&json!(0), &json!(3)));
    }
}
