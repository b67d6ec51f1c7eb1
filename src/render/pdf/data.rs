//! The document as the templates read it: its own JSON, with the date, the places that links lead to, and signs.

use serde_json::{Value, json};

use super::spaces::{self, Space};
use super::world::can_show;
use crate::document::{Document, Mark};
use crate::render::prepare::targets;
use crate::render::text::{clause_title, one_line};

/// What stands in `/doc.json`.
pub(super) fn view(document: &Document) -> Value {
    let mut view = serde_json::to_value(document).unwrap_or_default();
    let date = document.date;
    view["date"] = json!({ "year": date.year(), "month": date.month(), "day": date.day() });
    view["seal"] = json!(document.seal.line());
    view["mark"] = json!(Mark::of(document).map(|mark| mark.to_string()));
    view["targets"] = json!(targets(document));
    view["fillable"] = json!(false);
    tidy(&mut view);
    view
}

/// Marks the data as that of a document whose spaces become fields, and lists these.
pub(super) fn number(view: &mut Value) -> Vec<Space> {
    view["fillable"] = json!(true);
    spaces::number(&mut view["body"])
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
