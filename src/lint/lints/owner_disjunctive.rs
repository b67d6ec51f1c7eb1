//! A duty of which nobody can tell whose it is: this post’s or that one’s.

use crate::diagnostic::Level;
use crate::lint::Form;
use crate::lint::facts::wording::Gate;
use crate::lint::{Context, Lint, Report};
use crate::model::role::RoleKind;
use crate::model::words::Value;
use crate::sketch::{Saying, sayings};

pub(super) static LINT: Lint = Lint {
    name: "owner-disjunctive",
    summary: "a duty falls on one post or another",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/owner-disjunctive.md"),
    check,
};

/// How a sentence leaves open who does it.
static OPEN: [Saying; 15] = sayings([
    "or other nominated",
    "or another nominated",
    "or some other nominated",
    "or else another",
    "or someone else",
    "or somebody else",
    "or some other person",
    "or another person",
    "or other person",
    "or nominee",
    "or their delegate",
    "or an other",
    "either of whom",
    "either of the two",
    "whichever of the two",
]);

/// Who does it when the post does not, without a post of their own.
const STAND_IN: [&str; 3] = ["nominee", "nominated", "delegate"];

/// Words that leave it open on whom a duty falls.
static CHOOSING: Gate = Gate::new(|wording| OPEN.iter().any(|open| wording.finds(open).is_some()));

fn check(cx: &Context<'_>, report: &mut Report) {
    for (at, role) in cx.school.roles.iter().enumerate() {
        let acts = matches!(role.kind, RoleKind::Post | RoleKind::Body | RoleKind::Organisation);
        let title = std::iter::once(&role.title).filter(|name| is_choice(name));
        let also = role.also.iter().map(|also| &also.value).filter(|name| is_choice(name) && names_two(name));
        let posts = role.also.iter().map(|also| &also.value).filter(|name| names_post(cx, name));
        let chosen = if acts { title.chain(also).next() } else { posts.into_iter().next() };
        let Some(name) = chosen.filter(|_| cx.is_at_work(at)) else { continue };
        report.push(
            report
                .at(role.span, format!("the duties of `{name}` fall on one or the other, and nobody can tell on which"))
                .help("choose one, and name the other behind `then` or `else` if it stands in")
                .about(&role.id)
                .fact(name),
        );
    }
    for sentence in cx.school.sentences.iter().filter(|it| it.strength.value.asks()) {
        let [Value::Name(post), Value::Words(other)] = sentence.subjects.any.as_slice() else { continue };
        let other_name = cx.school.named(other);
        if STAND_IN.iter().any(|word| other_name.to_lowercase().contains(word)) {
            let post = cx.school.title(post.entity);
            let message = format!("this falls on `{post}` or on `{other_name}`, and nobody can tell on whom");
            report.push(
                report
                    .at(other.span, message)
                    .help("name the post that stands in, behind `then` on the role")
                    .about(&sentence.address)
                    .fact(other_name),
            );
        }
    }
    for passage in cx.passages().iter().filter(|it| it.passes(&CHOOSING) && it.is_running() && it.form != Form::Promise)
    {
        let open = OPEN.iter().find_map(|open| passage.finds(open));
        let Some(range) = open.filter(|range| passage.text.is_char_boundary(range.end)) else { continue };
        report.push(
            report
                .at(passage.span(range), "the duty may fall on somebody else, and nobody can tell on whom")
                .help("name one post, and who stands in for it with `then` on the role")
                .about(&passage.address)
                .fact("open"),
        );
    }
}

/// Whether one side of a choice is a post of the school, as in `headteachers or senior leaders`.
fn names_post(cx: &Context<'_>, name: &str) -> bool {
    let posts = cx.school.roles.iter().filter(|role| role.kind == RoleKind::Post);
    let posts: Vec<String> = posts.map(|role| role.title.to_lowercase()).collect();
    name.contains(" or ") && name.split(" or ").any(|side| posts.contains(&side.trim().to_lowercase()))
}

/// Whether a title names two posts to choose from: `A or B`, `A / B`.
fn is_choice(title: &str) -> bool {
    let joined = title
        .split(' ')
        .any(|word| word.split('/').filter(|side| side.chars().filter(|it| it.is_lowercase()).count() > 2).count() > 1);
    title.contains(" or ") || title.contains("and/or") || title.contains(" / ") || joined
}

/// Whether both sides of a choice are titles in full, rather than two words for one post: `Co-ordinator / Officer`.
fn names_two(title: &str) -> bool {
    title.replace(" or ", "/").split('/').all(|side| side.split_whitespace().count() > 1)
}

#[cfg(test)]
mod tests {
    use super::{is_choice, names_two};

    #[test]
    fn two_words_for_one_post_are_no_choice_of_posts() {
        assert!(is_choice("Technician or network manager") && !is_choice("School office"));
        assert!(names_two("Network Manager/Technical staff") && !names_two("e-Safety Co-ordinator / Officer"));
    }
}
