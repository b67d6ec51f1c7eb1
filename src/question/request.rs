//! A table of answers as it was asked for, and its address, from which it can be asked for again.

use super::{Asked, Axis};

/// How the address of a table begins.
const ANSWERS: &str = "answers";

/// A table that somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What its rows stand for.
    pub rows: Axis,
    /// What its columns stand for.
    pub columns: Axis,
    /// What narrows it; the activity is empty where none is named.
    pub asked: Asked,
}

impl Request {
    /// `answers/ROWS/COLUMNS`, and for each word that narrows it what that is and the word.
    pub fn address(&self) -> String {
        let mut parts = vec![ANSWERS.to_owned(), self.rows.name().to_owned(), self.columns.name().to_owned()];
        let activity = (!self.asked.activity.is_empty()).then_some((Axis::Activity, &self.asked.activity));
        let given = self.asked.given.iter().map(|(dimension, word)| (Axis::Of(*dimension), word));
        for (axis, word) in activity.into_iter().chain(given) {
            parts.push(axis.name().to_owned());
            parts.push(plain(word));
        }
        parts.join("/")
    }

    /// The table with this address; `None` where it is none of a table.
    pub fn at(address: &str) -> Option<Self> {
        let mut parts = address.strip_prefix(ANSWERS)?.strip_prefix('/')?.split('/');
        let mut axis = || Axis::find(parts.next()?).ok();
        let (rows, columns) = (axis()?, axis()?);
        let mut asked = Asked::default();
        while let Some(name) = parts.next() {
            let word = typed(parts.next()?)?;
            match Axis::find(name).ok()? {
                Axis::Activity => asked.activity = word,
                Axis::Of(dimension) => asked.given.push((dimension, word)),
            }
        }
        Some(Self { rows, columns, asked })
    }
}

/// A word in the letters that an address may have: any other byte is a dot and two digits of sixteen.
fn plain(word: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let one = |byte| if is_plain(byte) { char::from(byte).to_string() } else { format!(".{byte:02x}") };
    word.bytes().map(one).collect()
}

/// The word as it was typed.
fn typed(plain: &str) -> Option<String> {
    let mut parts = plain.split('.');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permission::Dimension;

    #[test]
    fn an_address_is_read_back() {
        for (activity, given) in [
            ("", vec![]),
            ("use-phone", vec![(Dimension::Who, "Form 7.B")]),
            ("Use a phone / é", vec![(Dimension::Time, "12:30"), (Dimension::Place, "")]),
        ] {
            let given = given.into_iter().map(|(dimension, word): (_, &str)| (dimension, word.to_owned())).collect();
            let asked = Asked { activity: activity.to_owned(), given };
            let request = Request { rows: Axis::Of(Dimension::Device), columns: Axis::Activity, asked };
            let address = request.address();
            assert_eq!(Request::at(&address), Some(request), "{address}");
            assert!(address.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || b"-./".contains(&it)));
        }
    }

    #[test]
    fn no_other_text_is_an_address() {
        for text in ["", "answers", "answers/who", "answers/who/nothing", "online-safety", "answers/who/device/time"] {
            assert_eq!(Request::at(text), None, "{text}");
        }
        for word in [".", ".1", ".zz", "a.ff", ".é"] {
            assert_eq!(Request::at(&format!("answers/who/device/time/{word}")), None, "{word}");
        }
    }
}
