//! Several people who use one account.

use std::ops::Range;

use crate::diagnostic::Level;
use crate::lint::Form;
use crate::lint::facts::wording::Gate;
use crate::lint::words::english::Token;
use crate::lint::{Context, Lint, Report};
use crate::sketch::{Saying, sayings};

pub(super) static LINT: Lint = Lint {
    name: "shared-account",
    summary: "a shared login defeats individual responsibility",
    level: Level::Advice,
    clock: false,
    page: include_str!("../../../book/lints/shared-account.md"),
    check,
};

/// How an account is called that several people use.
const SHARED: [&str; 23] = [
    "class log-on",
    "class log on",
    "class logon",
    "class login",
    "class log in",
    "class account",
    "class password",
    "class e-mail",
    "class email",
    "group e-mail",
    "group email",
    "group login",
    "group log-on",
    "group account",
    "shared login",
    "shared log-on",
    "shared account",
    "shared password",
    "generic account",
    "generic password",
    "generic login",
    "generic log-on",
    "communal account",
];

/// The words that such a name begins with.
static BEGINNINGS: [Saying; 5] = sayings(["class", "group", "shared", "generic", "communal"]);

/// Words that may speak of an account of several, and forbid nothing.
static SHARING: Gate = Gate::new(|wording| {
    let forbids = || wording.has_any(&[" not ", "never", " no "]);
    BEGINNINGS.iter().any(|beginning| wording.finds(beginning).is_some()) && !forbids()
});

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut told: Vec<&str> = Vec::new();
    for passage in cx.passages().iter().filter(|it| it.form != Form::Space && it.passes(&SHARING)) {
        let all = passage.words();
        let shared = SHARED.into_iter().find_map(|name| Some((name, place(&all, name)?)));
        let Some((name, range)) = shared.filter(|(name, _)| !told.contains(name)) else { continue };
        told.push(name);
        report.push(
            report
                .at(passage.span(range), format!("with a `{name}` nobody can tell who did what"))
                .help("give each person an account; where the youngest cannot log on, say who watches and what the account can reach")
                .about(&passage.address)
                .fact(name),
        );
    }
}

/// Where the words of a name stand side by side, be it with quotation marks among them: `‘class’ logon`.
fn place(words: &[Token<'_>], name: &str) -> Option<Range<usize>> {
    let name: Vec<&str> = name.split(' ').collect();
    let same = |run: &&[Token<'_>]| run.iter().zip(&name).all(|(word, wanted)| is_same(word, wanted));
    let run = words.windows(name.len()).find(same)?;
    Some(run.first()?.at..run.last()?.end())
}

fn is_same(word: &Token<'_>, wanted: &str) -> bool {
    word.is(wanted) || word.text.strip_suffix(['s', 'S']).is_some_and(|one| one.eq_ignore_ascii_case(wanted))
}
