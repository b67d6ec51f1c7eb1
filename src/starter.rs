//! The starter projects: the models, their own dates moved by whole years so that they are current on any day.

use crate::model::date::Day;
use crate::source::Sources;
use crate::syntax::moments::each_moment;
use crate::syntax::{parse, print::print};

/// The day from which the models are current, for a year.
const CURRENT_FROM: (i16, i8, i8) = (2026, 6, 15);

macro_rules! files {
    ($folder:literal: $($name:literal)*) => {
        &[$(($name, include_str!(concat!("../policies/", $folder, "/", $name))),)*]
    };
}

/// What a starter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// A primary school.
    Primary,
    /// A secondary school with a sixth form.
    Secondary,
    /// A trust of three schools.
    Trust,
}

impl Model {
    /// The files of the model, by their paths in its folder.
    fn files(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Model::Primary => {
                files! { "oakfield": "agreements.byelaw" "byelaw.yaml" "crest.svg" "forms.byelaw" "incidents.byelaw" "people.yaml" "phones.byelaw" "pictures.byelaw" "policy.byelaw" "pupils.byelaw" "roles.byelaw" "school.byelaw" "sources.byelaw" "staff.byelaw" "technical.byelaw" "terms.yaml" }
            }
            Model::Secondary => {
                files! { "thornmere": "adults.byelaw" "agreements.byelaw" "byelaw.yaml" "consents.byelaw" "forms.byelaw" "incidents.byelaw" "online.byelaw" "people.yaml" "phones.byelaw" "policy.byelaw" "pupils.byelaw" "roles.byelaw" "school.byelaw" "sources.byelaw" "technical.byelaw" "terms.yaml" }
            }
            Model::Trust => {
                files! { "wyndle": "byelaw.yaml" "incidents.byelaw" "people.yaml" "policy.byelaw" "roles.byelaw" "rules.byelaw" "schools/alder-grove/people.yaml" "schools/alder-grove/pupils.byelaw" "schools/alder-grove/school.byelaw" "schools/little-acorns/people.yaml" "schools/little-acorns/pupils.byelaw" "schools/little-acorns/school.byelaw" "schools/wyndle-park/people.yaml" "schools/wyndle-park/pupils.byelaw" "schools/wyndle-park/school.byelaw" "sources.byelaw" "terms.yaml" "trust.byelaw" }
            }
        }
    }
}

/// One file of a starter project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarterFile {
    /// Its path in the folder.
    pub name: &'static str,
    /// What stands in it.
    pub text: String,
}

/// The files of a starter, current on `today`.
pub fn starter(model: Model, today: Day) -> Vec<StarterFile> {
    let years = years_on(today);
    model.files().iter().map(|(name, text)| StarterFile { name, text: moved(name, text, years) }).collect()
}

/// How many whole years lie between the model's first current day and this one; fewer than none before it.
fn years_on(today: Day) -> i16 {
    let (year, month, day) = CURRENT_FROM;
    let before = (today.month(), today.day()) < (month, day);
    today.year() - year - i16::from(before)
}

fn moved(name: &str, text: &str, years: i16) -> String {
    match name.rsplit_once('.') {
        Some((_, "byelaw")) => {}
        Some((_, "yaml")) => return words(text, years),
        _ => return text.to_owned(),
    }
    let mut sources = Sources::default();
    let id = sources.add(name, text);
    let mut file = parse(sources.get(id)).value;
    each_moment(&mut file, &mut |moment| *moment = words(moment, years));
    print(&file)
}

/// A text with every year of this century in it moved; `2026/27` moves as a whole.
fn words(text: &str, years: i16) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("20") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
        let alone = !before.ends_with(|next: char| next.is_ascii_alphanumeric() || matches!(next, '-' | ':' | '/'));
        let academic =
            after.get(4..7).filter(|tail| tail.starts_with('/') && tail[1..].chars().all(|next| next.is_ascii_digit()));
        match digits.parse::<i16>() {
            Ok(year) if alone && digits.len() == 4 => {
                let year = year.saturating_add(years);
                out.push_str(&format!("{year:04}"));
                rest = &after[4..];
                if academic.is_some() {
                    out.push_str(&format!("/{:02}", (year + 1) % 100));
                    rest = &after[7..];
                }
            }
            _ => {
                out.push_str(&after[..2]);
                rest = &after[2..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_years_move() {
        assert_eq!(
            words("2026-06-15, autumn 2026, 2026/27, 20 days, 12:20", 2),
            "2028-06-15, autumn 2028, 2028/29, 20 days, 12:20"
        );
        assert_eq!(words("x2026 1120 2026-20-20", -1), "x2026 1120 2025-20-20");
    }

    #[test]
    fn a_year_runs_from_the_day_of_approval() {
        let on = |text: &str| years_on(text.parse().expect("a day"));
        assert_eq!([on("2026-06-14"), on("2026-06-15"), on("2027-06-14"), on("2027-06-15")], [-1, 0, 0, 1]);
    }
}
