//! The document as the templates read it: its own JSON, with the date and signs, and anchors only where a link leads.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::spaces::{self, Space};
use super::world::can_show;
use crate::document::{Document, Mark};
use crate::render::prepare::targets;
use crate::render::text::{clause_title, one_line};

/// What stands in `/doc.json`.
pub(super) fn view(document: &Document) -> Value {
    let mut view = whole(document);
    link(&mut view, document);
    view
}

/// The same, marked as that of a document whose spaces become fields, and these.
pub(super) fn view_with_spaces(document: &Document) -> (Value, Vec<Space>) {
    let mut view = whole(document);
    view["fillable"] = json!(true);
    // Fields are named after the anchors of their questions, linked to or not.
    let spaces = spaces::number(&mut view["body"]);
    link(&mut view, document);
    (view, spaces)
}

fn whole(document: &Document) -> Value {
    let mut view = serde_json::to_value(document).unwrap_or_default();
    let date = document.date;
    view["date"] = json!({ "year": date.year(), "month": date.month(), "day": date.day() });
    view["seal"] = json!(document.seal.line());
    view["mark"] = json!(Mark::of(document).map(|mark| mark.to_string()));
    view["contents"] = json!(document.contents.len());
    view["fillable"] = json!(false);
    tidy(&mut view);
    view
}

fn link(view: &mut Value, document: &Document) {
    let listed = document.contents.iter().map(|entry| entry.anchor.as_str()).collect();
    anchor(&mut view["body"], &targets(document), &listed);
}

/// Leaves the anchors to which links lead, and says of each heading whether the contents list it. So a template need not
/// hold each part against the whole.
fn anchor(value: &mut Value, targets: &BTreeSet<String>, listed: &BTreeSet<&str>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| anchor(item, targets, listed)),
        Value::Object(fields) => {
            fields.values_mut().for_each(|field| anchor(field, targets, listed));
            let own = fields.get("anchor").and_then(Value::as_str).unwrap_or_default().to_owned();
            if fields.get("type").is_some_and(|it| it == "heading") {
                fields.insert("outlined".to_owned(), json!(listed.contains(own.as_str())));
            }
            if !targets.contains(&own) && fields.contains_key("anchor") {
                fields.insert("anchor".to_owned(), json!(""));
            }
        }
        _ => {}
    }
}

/// Each text on one line, and each clause's title as it runs in.
fn tidy(value: &mut Value) {
    match value {
        Value::String(text) => *text = one_line(text),
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Object(fields) => {
            fields.values_mut().for_each(tidy);
            if fields.contains_key("runs") {
                let title = fields.get("title").and_then(Value::as_str).and_then(clause_title);
                title.map(|title| fields.insert("title".to_owned(), title.into()));
            }
        }
        _ => {}
    }
}

/// The first character that no font can show, with the text in which it stands.
pub(super) fn unprintable(value: &Value) -> Option<(char, &str)> {
    match value {
        Value::String(text) => text.chars().find(|c| !is_silent(*c) && !can_show(*c)).map(|c| (c, text.as_str())),
        Value::Array(items) => items.iter().find_map(unprintable),
        Value::Object(fields) => fields.values().find_map(unprintable),
        _ => None,
    }
}

/// Marks that shape words and show nothing themselves.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn finds_the_character_that_no_font_has() {
        let mut document = sample::full();
        assert_eq!(unprintable(&view(&document)), None);
        document.facts[0].values[0] = "Ms 王".into();
        assert_eq!(unprintable(&view(&document)), Some(('王', "Ms 王")));
    }
}
