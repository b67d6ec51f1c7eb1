//! What stands where a public edition does not name the holder of a post.

use std::borrow::Cow;

use super::wording::Speaker;
use crate::model::words::{Inline, plain};
use crate::model::{Entity, Reference};
use crate::span::Spanned;

/// What is said of a holder whose post the words have just told.
const ELSEWHERE: &str = "named in the school’s own copy";

impl Speaker<'_> {
    /// The words with a post wherever its holder is not named.
    pub(super) fn discreet<'a>(&self, runs: &'a [Inline]) -> Cow<'a, [Inline]> {
        if !runs.iter().any(|run| self.withholds(run)) {
            return Cow::Borrowed(runs);
        }
        let mut told: Vec<Inline> = Vec::new();
        for run in runs {
            match run {
                Inline::Holder(it) if self.withholds(run) => {
                    if let Some(post) = just_told(&told, it) {
                        told.truncate(post + 1);
                    } else if told.last().is_some_and(foretells) {
                        told.push(Inline::Words(Spanned::new(ELSEWHERE.to_owned(), it.span)));
                    } else {
                        told.push(Inline::Reference(it.clone()));
                    }
                }
                other => told.push(other.clone()),
            }
        }
        Cow::Owned(told)
    }

    fn withholds(&self, run: &Inline) -> bool {
        match run {
            Inline::Holder(it) => match it.entity {
                Entity::Role(at) => !self.names_holders(&self.school.roles[at]),
                _ => false,
            },
            _ => false,
        }
    }
}

/// Where the post itself stands, when no more than a comma or dash parts it from its holder: `{dsl}, {dsl.name}`.
fn just_told(told: &[Inline], holder: &Reference) -> Option<usize> {
    let at = told.iter().rposition(|run| !matches!(run, Inline::Words(_)))?;
    let between = plain(told.get(at + 1..)?, &|_| String::new());
    let post = matches!(told.get(at), Some(Inline::Reference(post)) if post.entity == holder.entity);
    (post && matches!(between.trim(), "," | "–" | "—")).then_some(at)
}

/// Whether words lead up to a name: `Our governor for safeguarding is`, `Headteacher:`.
fn foretells(before: &Inline) -> bool {
    let text = plain(std::slice::from_ref(before), &|_| String::new());
    [":", " is", " are"].iter().any(|lead| text.trim_end().ends_with(lead))
}
