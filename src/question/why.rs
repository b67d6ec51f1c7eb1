//! Why: the way from rules through exceptions to an answer, and the smallest change that would flip it.

use super::told::{Conditions, Teller};
use super::{Asking, Clause, Question, by_verdict, does, space};
use crate::model::date::Day;
use crate::permission::{Dimension, Rank, Rest, Rule, Space, Verdict};
use crate::span::Span;

/// Of more rules than this at a case, only single ones and pairs are taken out to see what flips.
const MANY: usize = 40;

/// Why one verdict holds, told at its most typical case.
#[derive(Clone, Debug)]
pub struct Why {
    /// What holds.
    pub verdict: Verdict,
    /// What must hold, in words.
    pub conditions: Conditions,
    /// The case in words.
    pub case: String,
    /// Every rule about the case, exceptions under what they are exceptions to.
    pub steps: Vec<Step>,
    /// What would change it.
    pub flip: Flip,
}

/// One rule on the way.
#[derive(Clone, Debug)]
pub struct Step {
    /// How many exceptions deep.
    pub depth: usize,
    /// Its address.
    pub address: String,
    /// What it does.
    pub does: &'static str,
    /// What is written on a ban and takes nothing from it, in words; empty where nothing is.
    pub reserves: String,
    /// Where it stands.
    pub span: Span,
    /// How firmly it is said.
    pub rank: Rank,
    /// Whether it has a say in the end.
    pub decides: bool,
    /// Whether it has that say only where an exception to it does not hold.
    pub yields: bool,
}

/// Why the answers to a question about one action are what they are.
#[derive(Clone, Debug)]
pub struct Reasons {
    /// The question in words.
    pub question: String,
    /// One account a verdict.
    pub accounts: Vec<Why>,
    /// Rules about it that decide nothing on the day.
    pub silent: Vec<Silent>,
}

/// A rule that decides nothing on the day.
#[derive(Clone, Debug)]
pub struct Silent {
    /// Its address.
    pub address: String,
    /// Where it stands.
    pub span: Span,
    /// Its last day, where it has ended.
    pub ended: Option<Day>,
    /// Its first day, where it has not begun.
    pub begins: Option<Day>,
}

/// The smallest change that makes the answer another one.
#[derive(Clone, Debug)]
pub struct Flip {
    /// Rules without which it would be another, and which one.
    pub without: Option<(Vec<Clause>, Verdict)>,
    /// A sentence that would turn what is allowed into what is not, or the other way round.
    pub sentence: String,
}

/// Why the answers to a question are what they are, for each action.
pub fn why(asking: Asking<'_>, question: &Question) -> Vec<Reasons> {
    let accounts = question.actions.iter().map(|action| {
        let teller = Teller::new(asking, question, *action);
        let id = &asking.school.vocabulary.entries[*action].id;
        let accounts = match space(asking, *action) {
            Some(space) => accounts(&teller, space, question, id),
            None => vec![nothing(question, id)],
        };
        Reasons { question: teller.question(), accounts, silent: silent(asking, question, *action) }
    });
    accounts.collect()
}

/// The rules about a question that decide nothing on its day, each once.
fn silent(asking: Asking<'_>, question: &Question, action: usize) -> Vec<Silent> {
    let mut found: Vec<Silent> = Vec::new();
    for it in asking.permissions.dormant.iter().filter(|it| it.action == action && it.meets(&question.takes)) {
        let (ended, begins) = match it.rest {
            Rest::Over(last) => (Some(last), None),
            Rest::ToCome(first) => (None, Some(first)),
            Rest::LeftOut => (None, None),
        };
        if !found.iter().any(|known| known.address == it.address) {
            found.push(Silent { address: it.address.clone(), span: it.span, ended, begins });
        }
    }
    found
}

fn accounts(teller: &Teller<'_>, space: &Space, question: &Question, action: &str) -> Vec<Why> {
    let groups = by_verdict(space, &teller.cases(space));
    let single = groups.len() == 1;
    let account = |(verdict, cases, _)| {
        let case = space.typical(&cases)?;
        let (boxes, _) = space.boxes(&cases, 1);
        let told = boxes.first().filter(|_| !single).map_or_else(String::new, |region| teller.region(space, region));
        Some(Why {
            conditions: teller.conditions(space, &verdict),
            case: told,
            steps: steps(teller, space, case),
            flip: Flip {
                without: without(space, case, &verdict),
                sentence: sentence(space, case, question, action, &verdict),
            },
            verdict,
        })
    };
    groups.into_iter().filter_map(account).collect()
}

/// The account of an action that no rule speaks of.
fn nothing(question: &Question, action: &str) -> Why {
    let flip = Flip { without: None, sentence: written(question, action, "may", &[]) };
    Why { verdict: Verdict::Undecided, conditions: Conditions::default(), case: String::new(), steps: Vec::new(), flip }
}

/// The rules about a case, each followed by its exceptions.
fn steps(teller: &Teller<'_>, space: &Space, case: usize) -> Vec<Step> {
    let there: Vec<usize> = (0..space.rules.len()).filter(|at| space.rules[*at].cases.contains(case)).collect();
    let gives_way = |rule: usize, to: usize| {
        space.rules[to].rank <= Rank::Open
            && space.rules[rule].rank <= Rank::Open
            && space.exceptions.of_rule(rule).any(|it| it == to)
    };
    let mut steps = Vec::new();
    let mut told = vec![false; space.rules.len()];
    for root in there.iter().filter(|rule| !there.iter().any(|other| gives_way(*other, **rule))) {
        let mut open = vec![(0, *root)];
        while let Some((depth, rule)) = open.pop() {
            if std::mem::replace(&mut told[rule], true) {
                continue;
            }
            steps.push(step(teller, space, case, (depth, rule)));
            open.extend(there.iter().rev().filter(|other| gives_way(rule, **other)).map(|other| (depth + 1, *other)));
        }
    }
    steps
}

fn step(teller: &Teller<'_>, space: &Space, case: usize, (depth, at): (usize, usize)) -> Step {
    let rule = &space.rules[at];
    Step {
        depth,
        address: rule.address.clone(),
        does: does(space, rule),
        reserves: teller.reserves(space, &rule.reserves),
        span: rule.span,
        rank: rule.rank,
        decides: space.left[at].contains(case),
        yields: yields(space, at, case),
    }
}

/// Whether a ban gives way in a case, on conditions.
fn yields(space: &Space, rule: usize, case: usize) -> bool {
    space.yields[rule].iter().any(|(_, cases)| cases.contains(case))
}

/// The fewest rules without which a case has another kind of answer; of equally few, those that decide fewest cases.
fn without(space: &Space, case: usize, verdict: &Verdict) -> Option<(Vec<Clause>, Verdict)> {
    let there: Vec<usize> = (0..space.rules.len()).filter(|at| space.rules[*at].cases.contains(case)).collect();
    let most = if there.len() > MANY { 2 } else { 3 };
    (1..=most).find_map(|size| {
        let flips = choices(&there, size).into_iter().filter_map(|gone| {
            let then = space.verdict_without(case, &gone);
            (then.word() != verdict.word()).then_some((gone, then))
        });
        let (gone, then) =
            flips.min_by_key(|(gone, _)| gone.iter().map(|at| space.left[*at].count()).sum::<usize>())?;
        Some((gone.iter().map(|at| Clause::of(space, &space.rules[*at])).collect(), then))
    })
}

/// Every choice of so many.
fn choices(from: &[usize], size: usize) -> Vec<Vec<usize>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let with = |at: usize| {
        choices(&from[at + 1..], size - 1).into_iter().map(move |mut rest| {
            rest.insert(0, from[at]);
            rest
        })
    };
    (0..from.len()).flat_map(with).collect()
}

/// A sentence that would turn the answer round, as an exception to what it contradicts.
fn sentence(space: &Space, case: usize, question: &Question, action: &str, verdict: &Verdict) -> String {
    let allows = *verdict == Verdict::Allow;
    let stated = |rule: &&Rule| rule.rank == Rank::Stated && rule.cases.contains(case);
    // A ban that gives way to an exception gives way to the exception's own exception too.
    let speaks = |at: &usize| space.left[*at].contains(case) && !yields(space, *at, case);
    let live = (0..space.rules.len()).filter(|at| stated(&&space.rules[*at]) && speaks(at));
    let mut despite: Vec<&str> = live.map(|at| space.rules[at].address.as_str()).collect();
    despite.dedup();
    written(question, action, if allows { "must not" } else { "may" }, &despite)
}

fn written(question: &Question, action: &str, strength: &str, despite: &[&str]) -> String {
    let named = |dimension| question.named.get(&dimension);
    let mut words = vec![format!("{} {strength} {action}", named(Dimension::Who).map_or("everyone", String::as_str))];
    let mut itself = question.takes.contains_key(&Dimension::Object) && named(Dimension::Object).is_none();
    words.extend(named(Dimension::Object).cloned());
    for (dimension, word) in [
        (Dimension::Device, "on"),
        (Dimension::Network, "on"),
        (Dimension::School, "in"),
        (Dimension::Place, "in"),
        (Dimension::Time, "during"),
    ] {
        if let Some(name) = named(dimension).filter(|name| !name.contains(':')) {
            words.push(if std::mem::take(&mut itself) { name.clone() } else { format!("{word} {name}") });
        }
    }
    if !despite.is_empty() {
        words.push(format!("despite {}", despite.join(", ")));
    }
    words.join(" ")
}
