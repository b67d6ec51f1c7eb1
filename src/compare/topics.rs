//! The questions that are put to every school: a dated table of them, each with where its answer is looked for.

use serde::Deserialize;

use crate::pack::Line;
use crate::permission::Dimension;
use crate::source::Sources;
use crate::yaml;

/// A question that every school is asked.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Its name.
    pub id: String,
    /// What it belongs to.
    pub heading: String,
    /// The question in words.
    pub question: String,
    /// Where the answer is looked for; all that is found counts.
    pub(super) looks: Vec<Look>,
    /// Where it is looked for when that finds nothing.
    pub(super) otherwise: Vec<Look>,
    /// What is said in front of an answer found there.
    pub(super) note: Option<String>,
}

/// One place to look for an answer.
#[derive(Clone, Debug)]
pub(super) enum Look {
    /// What the permissions decide.
    May {
        /// The actions, by the stems of their titles.
        activities: Vec<Line>,
        /// But not these.
        unless: Vec<Line>,
        /// Who, to whom or what, and on which devices; a dimension that is not there is free.
        of: Vec<Of>,
    },
    /// What sentences say.
    Said(Said),
    /// Who holds a post.
    Post {
        /// By its title or another of its names.
        titles: Vec<Line>,
        /// But not where one of these fits as well.
        unless: Vec<Line>,
    },
    /// Which consents there are, by their titles.
    Consents(Vec<Line>),
    /// Which documents of a kind there are, by those who take part.
    Papers(String),
    /// Which reviews are past their day.
    Overdue,
    /// Which posts nobody holds.
    Unfilled,
}

/// The part of a dimension that is asked about: what is called so, without what is called otherwise.
#[derive(Clone, Debug)]
pub(super) struct Of {
    pub(super) dimension: Dimension,
    pub(super) called: Vec<Line>,
    pub(super) unless: Vec<Line>,
}

/// Sentences, by what they say.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) words: Vec<Line>,
    pub(super) unless: Vec<Line>,
    pub(super) who: Vec<Line>,
    pub(super) about: Vec<Line>,
    pub(super) show: Show,
}

/// What of a sentence is the answer.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Show {
    /// The whole of it.
    #[default]
    Text,
    /// How much.
    Amount,
    /// To whom, and how soon.
    To,
    /// Who is bound.
    Who,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct TableEntry {
    edition: String,
    topics: Vec<TopicEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct TopicEntry {
    id: String,
    heading: String,
    question: String,
    look: Vec<LookEntry>,
    #[serde(default, rename = "else")]
    otherwise: Vec<LookEntry>,
    else_note: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct LookEntry {
    may: Vec<String>,
    said: Vec<String>,
    post: Vec<String>,
    consents: Vec<String>,
    papers: Option<String>,
    overdue: bool,
    unfilled: bool,
    who: Vec<String>,
    to: Vec<String>,
    on: Vec<String>,
    about: Vec<String>,
    unless: Vec<String>,
    unless_who: Vec<String>,
    unless_to: Vec<String>,
    unless_on: Vec<String>,
    show: Show,
}

/// The table of questions.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    /// The day on which it was last gone through.
    pub edition: String,
    /// In the order in which they are told.
    pub list: Vec<Topic>,
}

/// The table that is built in.
pub fn topics() -> Topics {
    let mut sources = Sources::default();
    let id = sources.add("topics.yaml", include_str!("topics.yaml"));
    // The table is our own, and a test reads it: what cannot be read leaves an empty one.
    let table: TableEntry = yaml::read(sources.get(id)).unwrap_or_default();
    Topics { edition: table.edition, list: table.topics.into_iter().map(topic).collect() }
}

fn topic(entry: TopicEntry) -> Topic {
    Topic {
        id: entry.id,
        heading: entry.heading,
        question: entry.question,
        looks: entry.look.into_iter().filter_map(look).collect(),
        otherwise: entry.otherwise.into_iter().filter_map(look).collect(),
        note: entry.else_note,
    }
}

/// A look of the one kind that its first filled key names.
fn look(it: LookEntry) -> Option<Look> {
    let unless = lines(&it.unless);
    if !it.may.is_empty() {
        let of = [
            (Dimension::Who, &it.who, &it.unless_who),
            (Dimension::Object, &it.to, &it.unless_to),
            (Dimension::Device, &it.on, &it.unless_on),
        ];
        let of = of.into_iter().filter(|(_, called, _)| !called.is_empty());
        let of = of.map(|(dimension, called, unless)| Of { dimension, called: lines(called), unless: lines(unless) });
        return Some(Look::May { activities: lines(&it.may), unless, of: of.collect() });
    }
    if !it.said.is_empty() {
        let (words, who, about) = (lines(&it.said), lines(&it.who), lines(&it.about));
        return Some(Look::Said(Said { words, unless, who, about, show: it.show }));
    }
    if !it.post.is_empty() {
        return Some(Look::Post { titles: lines(&it.post), unless });
    }
    if !it.consents.is_empty() {
        return Some(Look::Consents(lines(&it.consents)));
    }
    match (it.papers, it.overdue, it.unfilled) {
        (Some(kind), ..) => Some(Look::Papers(kind)),
        (_, true, _) => Some(Look::Overdue),
        (.., true) => Some(Look::Unfilled),
        _ => None,
    }
}

fn lines(stems: &[String]) -> Vec<Line> {
    stems.iter().filter_map(|line| Line::new(line)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::topics;

    #[test]
    fn every_question_is_asked_once_and_looked_for_somewhere() {
        let topics = topics();
        assert!(topics.edition.parse::<crate::model::date::Day>().is_ok(), "{}", topics.edition);
        let ids: BTreeSet<&str> = topics.list.iter().map(|it| it.id.as_str()).collect();
        assert!(topics.list.len() >= 15 && ids.len() == topics.list.len());
        for topic in &topics.list {
            assert!(topic.question.ends_with('?') && !topic.looks.is_empty(), "{}", topic.id);
        }
    }
}
