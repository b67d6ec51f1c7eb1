//! What is true of one case, from `book/language/cases.md` alone: slow, and as the page says it.
//!
//! It looks at each rule on its own, takes away what exceptions take away, and tries every way in which conditions may
//! hold. Where the page can be read in two ways the narrower is chosen; such a choice is a constant below, or is marked
//! “Reading” where it is made.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::world::{
    CALENDAR, CLOCKED, Calendar, Case, Clause, DEVICES, Day, GROUPS, INSPECTION, LADDER, NOTHING, PLACES, Rule, Time,
    UNCLOCKED, Value, World, day, first_and_last, listed,
};

/// The words behind which quoted words are members of a list like any other.
const LISTS: [&str; 9] = ["who", "on", "in", "during", "before", "after", "from", "until", "by"];
/// The words of time.
const TIMED: [&str; 9] = ["during", "within", "every", "lasting", "before", "after", "from", "until", "by"];
/// The first and the last day of its year on which a term that no calendar places may run.
const MAY_RUN: [(&str, &str, &str); 3] =
    [("autumn", "01-01", "12-31"), ("spring", "01-01", "12-31"), ("summer", "01-01", "12-31")];

/// What is said of a case: for each way in which the conditions may hold whether it is allowed, and whether forbidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) word: &'static str,
    pub(crate) allowed: Vec<bool>,
    pub(crate) forbidden: Vec<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Permission,
    Ban,
    Undecided,
}

fn kind(rule: &Rule) -> Kind {
    match rule.strength {
        "may" | "must" => Kind::Permission,
        "must not" | "should not" => Kind::Ban,
        _ => Kind::Undecided,
    }
}

/// Where a condition comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    If,
    /// What cannot be compared: a ban and an `undecided` do without it.
    Paper,
    /// Quoted words in a list.
    Open,
    /// A term that no calendar places.
    Term,
}

/// A rule that is about a case, with the conditions on which it holds there; `true` where one is not turned round.
#[derive(Clone, Debug)]
struct Held {
    /// Which rule; `otherwise` has a number that no rule has.
    at: usize,
    kind: Kind,
    conditions: Vec<(String, bool)>,
    open: bool,
    term: bool,
}

impl Held {
    fn add(&mut self, condition: String, positive: bool, origin: Origin) {
        self.open |= origin == Origin::Open;
        self.term |= origin == Origin::Term;
        if self.kind == Kind::Permission || origin != Origin::Paper {
            self.conditions.push((condition, positive));
        }
    }

    /// Without conditions: a permission that is bare, a ban that is one in full.
    fn bare(&self) -> bool {
        self.conditions.is_empty()
    }

    /// Whether its conditions hold; bit by bit `way` tells which of the conditions in `over` do.
    fn holds(&self, over: &[String], way: usize) -> bool {
        self.conditions.iter().all(|(condition, positive)| {
            let bit = over.iter().position(|it| it == condition).expect("every condition is in the list");
            (way >> bit & 1 == 1) == *positive
        })
    }
}

/// How far a value of a clause takes in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    Out,
    In,
    /// A term that may or may not run.
    Perhaps,
}

/// How one rule is written to be an exception to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tie {
    None,
    Direct,
    /// By naming its block or table.
    Block,
}

/// A school's rules, ready to be asked.
pub(crate) struct Evaluator {
    rules: Vec<Rule>,
    otherwise: Option<Rule>,
    calendar: Calendar,
    /// `ties[one][other]`: how one is an exception to the other, on the days that were asked about.
    days: RefCell<BTreeMap<Day, Rc<Ties>>>,
    /// Those of the case at hand.
    now: RefCell<Rc<Ties>>,
}

type Ties = Vec<Vec<Tie>>;

/// What is left of a rule about a case: for each way in which conditions may hold whether it does.
struct Left<'h> {
    rule: &'h Held,
    holds: Vec<bool>,
}

/// What the sentences and cells say of a case, before `otherwise` and the ladder.
struct Stated {
    conflict: bool,
    unchosen: bool,
    /// For each way in which conditions may hold: whether a ban does, a permission, one that is open.
    banned: Vec<bool>,
    permitted: Vec<bool>,
    opened: Vec<bool>,
}

impl Evaluator {
    pub(crate) fn of(world: &World) -> Self {
        let rules = world.rules();
        Self {
            rules,
            otherwise: world.otherwise(),
            calendar: world.calendar,
            days: RefCell::default(),
            now: RefCell::default(),
        }
    }

    /// How rules are exceptions to each other on a day: one that has ended, or not begun, closes no circle.
    fn ties(&self, day: Day) -> Rc<Ties> {
        let mut known = self.days.borrow_mut();
        let awake: Vec<bool> = self.rules.iter().map(|rule| !self.sleeps(rule, day)).collect();
        Rc::clone(known.entry(day).or_insert_with(|| Rc::new(ties(&self.rules, &awake))))
    }

    fn tie(&self, one: usize, other: usize) -> Tie {
        self.now.borrow()[one][other]
    }

    /// Whether a day is none of those of a rule.
    fn sleeps(&self, rule: &Rule, day: Day) -> bool {
        let case = Case { who: "", object: "", device: "", network: "", place: "", time: Time::Minute(0), day };
        let dated = |value: &Value| days(value, self.calendar).is_some() || matches!(value, Value::Term(..));
        rule.clauses.iter().any(|clause| {
            let reach = |value: &Value| self.when(clause.word, value, &case);
            let over = clause.values.iter().all(|it| dated(it) && reach(it) == Some(Reach::Out));
            over || clause.except.iter().any(|it| dated(it) && reach(it) == Some(Reach::In))
        })
    }

    /// The rules about a case.
    fn about(&self, case: &Case) -> Vec<Held> {
        self.rules.iter().enumerate().filter_map(|(at, rule)| self.held(at, rule, case)).collect()
    }

    /// The table's `otherwise`, if the case is one of its cells.
    fn otherwise(&self, case: &Case) -> Option<Held> {
        self.held(usize::MAX, self.otherwise.as_ref()?, case)
    }

    fn held(&self, at: usize, rule: &Rule, case: &Case) -> Option<Held> {
        let mut held = Held { at, kind: kind(rule), conditions: Vec::new(), open: false, term: false };
        if !rule.clauses.iter().all(|clause| self.clause(rule, clause, case, &mut held)) {
            return None;
        }
        for it in &rule.ifs {
            held.add(it.words.to_owned(), !it.not, Origin::If);
        }
        // A sentence with `undecided` leaves nothing open.
        (held.kind != Kind::Undecided || !held.open).then_some(held)
    }

    /// Whether a clause takes in a case; the conditions on which it does are added.
    fn clause(&self, rule: &Rule, clause: &Clause, case: &Case, held: &mut Held) -> bool {
        let word = clause.word;
        let is = |value: &Value, reach: Reach| self.reach(rule, word, value, case) == Some(reach);
        let quoted = |values: &[Value]| values.iter().filter(|it| matches!(it, Value::Quoted(_))).copied().collect();
        let open: Vec<Value> = quoted(&clause.values);
        let left_out: Vec<Value> = quoted(&clause.except);
        let is_list = LISTS.contains(&word);
        let nothing_compares = clause.values.iter().all(|it| self.reach(rule, word, it, case).is_none());
        if nothing_compares && !(is_list && open == clause.values) {
            held.add(format!("{word} {}", clause.text()), true, Origin::Paper);
            return true;
        }
        if clause.except.iter().any(|it| is(it, Reach::In)) {
            return false;
        }
        if !left_out.is_empty() {
            held.add(format!("{word} {}", listed(&left_out)), false, Origin::Paper);
        }
        if clause.values.iter().any(|it| is(it, Reach::In)) {
            return true;
        }
        let perhaps: Vec<Value> = clause.values.iter().filter(|it| is(it, Reach::Perhaps)).copied().collect();
        let origin = if open.is_empty() { Origin::Term } else { Origin::Open };
        let values = [open, perhaps].concat();
        if values.is_empty() {
            return false;
        }
        held.add(format!("{word} {}", listed(&values)), true, origin);
        true
    }

    /// How far one value of a clause takes in a case; none where the value cannot be compared with cases.
    fn reach(&self, rule: &Rule, word: &str, value: &Value, case: &Case) -> Option<Reach> {
        let Value::Name(name) = value else { return self.when(word, value, case) };
        let of_case = match word {
            "who" => case.who,
            "in" => case.place,
            // What is done to a device, a network or a place is done to no thing and no person.
            "join" if !is_party(name) && case.object != NOTHING => return Some(Reach::Out),
            "join" if PLACES.contains(name) || *name == "premises" => case.place,
            "on" | "join" if LADDER.contains(name) => case.network,
            "on" | "join" if DEVICES.contains(name) || *name == "own" => case.device,
            "join" => case.object,
            "to" | "with" | "about" | "for" if rule.clause("join").is_none() => case.object,
            "to" | "with" | "about" | "for" | "on" => return None,
            _ => return self.when(word, value, case),
        };
        let group = GROUPS.iter().find(|(group, _)| group == name);
        let takes_in = group.map_or(of_case == *name, |(_, members)| members.contains(&of_case));
        Some(if takes_in { Reach::In } else { Reach::Out })
    }

    /// The same for a value behind a word of time.
    fn when(&self, word: &str, value: &Value, case: &Case) -> Option<Reach> {
        if !TIMED.contains(&word) {
            return None;
        }
        let yes = |it: bool| Some(if it { Reach::In } else { Reach::Out });
        if let Some((start, end)) = minutes(value) {
            // A window over midnight has no before and no after.
            if start > end && ["before", "until", "by", "from", "after"].contains(&word) {
                return None;
            }
            let inside = |now: u32| holds_at(word, (start, end), now);
            return yes(match case.time {
                Time::Minute(now) => inside(now),
                // Only the whole day surely holds a time that no clock places.
                Time::Named(_) => (0..24 * 60).all(inside),
            });
        }
        if let Some((first, last)) = days(value, self.calendar) {
            return yes(holds_on(word, (first, last), case.day));
        }
        match value {
            Value::Term(season, year) => {
                let (first, last) = may_run(season, *year);
                // Its first and its last day are each somewhere from the first to the last on which it may run.
                Some(match (word, case.day) {
                    ("until" | "by", now) if now <= first => Reach::In,
                    ("from", now) if now >= last => Reach::In,
                    ("before", now) if now < first => Reach::In,
                    ("before", now) if now >= last => Reach::Out,
                    ("after", now) if now > last => Reach::In,
                    ("after", now) if now <= first => Reach::Out,
                    (_, now) if first <= now && now <= last => Reach::Perhaps,
                    _ => Reach::Out,
                })
            }
            // Reading: behind `before` and the like, a time without a window is an event, which is a condition.
            Value::Name(name) if *name == UNCLOCKED && word == "during" => yes(case.time == Time::Named(name)),
            _ => None,
        }
    }

    /// Whether one rule takes the whole case away from another.
    fn replaces(&self, one: &Held, other: &Held) -> bool {
        match (self.tie(one.at, other.at), one.kind, other.kind) {
            (Tie::None, ..) => false,
            // What a block allows stays allowed beside a permission despite that block.
            (tie, Kind::Permission, Kind::Permission) => tie == Tie::Direct,
            // Reading: a permission with conditions takes nothing from an `undecided`, nor one with conditions from anything.
            _ => one.bare(),
        }
    }

    /// Whether a rule is an exception to another, or to an exception to it and so on, all of them about the case.
    fn leads(&self, held: &[Held], one: &Held, other: &Held, follows: &dyn Fn(&Held, usize) -> bool) -> bool {
        let mut reached = vec![other.at];
        let mut next = 0;
        while next < reached.len() {
            let from = reached[next];
            for by in held.iter().filter(|by| follows(by, from)) {
                if self.tie(by.at, from) != Tie::None && !reached.contains(&by.at) {
                    reached.push(by.at);
                }
            }
            next += 1;
        }
        one.at != other.at && reached.contains(&one.at)
    }

    /// Whether two rules about one case contradict each other: whether they can both hold, as far as they are left.
    fn contradict(&self, held: &[Held], one: &Left<'_>, other: &Left<'_>) -> bool {
        let (first, second) = (one.rule, other.rule);
        let any = |_: &Held, _: usize| true;
        let related = self.leads(held, first, second, &any) || self.leads(held, second, first, &any);
        if related || [first, second].iter().any(|it| it.open || it.term) {
            return false;
        }
        let differ = match (first.kind, second.kind) {
            (Kind::Permission, Kind::Permission) => first.bare() != second.bare(),
            (Kind::Permission, Kind::Ban) | (Kind::Ban, Kind::Permission) => true,
            _ => false,
        };
        differ && one.holds.iter().zip(&other.holds).any(|(one, other)| *one && *other)
    }

    /// What is left of each rule about a case: the last exceptions first, since what is gone takes nothing.
    fn left<'h>(&self, held: &'h [Held], over: &[String]) -> Vec<Left<'h>> {
        let mut order: Vec<&Held> = held.iter().collect();
        let any = |_: &Held, _: usize| true;
        order.sort_by_key(|it| held.iter().filter(|by| self.leads(held, by, it, &any)).count());
        // A ban with an `if` takes nothing, nor does a permission beside what its block allows; what stands behind takes nothing for it.
        let takes = |by: &Held, from: usize| {
            let from = held.iter().find(|it| it.at == from).expect("a rule about the case");
            match (by.kind, from.kind) {
                (Kind::Permission, Kind::Permission) => self.tie(by.at, from.at) != Tie::Block,
                (Kind::Permission, Kind::Ban) => true,
                _ => by.bare(),
            }
        };
        let lifts = |by: &Held| by.kind == Kind::Permission || by.bare();
        let mut live: Vec<Left<'h>> = Vec::new();
        for rule in order {
            let replaced = held.iter().any(|by| self.replaces(by, rule));
            if rule.kind != Kind::Ban {
                if !replaced {
                    live.push(Left { rule, holds: ways(over).map(|way| rule.holds(over, way)).collect() });
                }
                continue;
            }
            let exceptions: Vec<&Held> =
                live.iter().map(|it| it.rule).filter(|by| self.leads(held, by, rule, &takes) && lifts(by)).collect();
            if !exceptions.iter().any(|by| by.bare()) {
                let lifted = |way| exceptions.iter().any(|by| by.holds(over, way));
                let holds = ways(over).map(|way| rule.holds(over, way) && !lifted(way)).collect();
                live.push(Left { rule, holds });
            }
        }
        live
    }

    /// What sentences and cells say where these rules are about a case.
    fn stated(&self, held: &[Held], over: &[String]) -> Stated {
        let live = self.left(held, over);
        let any = |wanted: &dyn Fn(&Held) -> bool| -> Vec<bool> {
            ways(over).map(|way| live.iter().any(|it| it.holds[way] && wanted(it.rule))).collect()
        };
        let clash = |nth: usize| live[nth + 1..].iter().any(|other| self.contradict(held, &live[nth], other));
        Stated {
            conflict: (0..live.len()).any(clash),
            unchosen: live.iter().any(|it| it.rule.kind == Kind::Undecided),
            banned: any(&|it| it.kind == Kind::Ban),
            permitted: any(&|it| it.kind == Kind::Permission && !it.open),
            opened: any(&|it| it.kind == Kind::Permission && it.open),
        }
    }

    /// The same case on the wider steps of the ladder.
    fn wider(case: &Case) -> Vec<Case> {
        let step = LADDER.iter().position(|it| *it == case.network).unwrap_or(0);
        LADDER[..step].iter().map(|network| Case { network, ..*case }).collect()
    }

    /// The conditions that may matter in a case, each once, without `not`.
    pub(crate) fn conditions(&self, case: &Case) -> BTreeSet<String> {
        let mut held: Vec<Held> = self.about(case);
        if speaks_for_itself(&held) {
            held.extend(self.otherwise(case));
        } else if let Some(otherwise) = self.otherwise(case) {
            held.push(otherwise);
        } else {
            held.extend(Self::wider(case).iter().flat_map(|it| self.about(it)));
        }
        held.into_iter().flat_map(|it| it.conditions).map(|(text, _)| text).collect()
    }

    /// What is said of a case, for each way in which these conditions may hold.
    pub(crate) fn say(&self, case: &Case, over: &[String]) -> Said {
        *self.now.borrow_mut() = self.ties(case.day);
        let held = self.about(case);
        let stated = self.stated(&held, over);
        let silent = !speaks_for_itself(&held);
        let never = vec![false; 1 << over.len()];
        if stated.conflict || stated.unchosen {
            let word = if stated.conflict { "conflict" } else { "unchosen" };
            return Said { word, allowed: never.clone(), forbidden: never };
        }
        let mut forbidden = stated.banned;
        let mut allowed = either(&stated.permitted, &stated.opened);
        match self.otherwise(case) {
            Some(it) if it.kind == Kind::Ban => {
                let but = &stated.permitted;
                forbidden = forbidden.iter().zip(but).map(|(banned, permitted)| *banned || !permitted).collect();
            }
            Some(it) if silent => {
                allowed = ways(over).map(|way| allowed[way] || it.holds(over, way)).collect();
            }
            None if silent => {
                for wider in Self::wider(case) {
                    allowed = either(&allowed, &self.given(&wider, over));
                }
            }
            _ => {}
        }
        allowed = without(&allowed, &forbidden);
        let word = match () {
            () if !forbidden.contains(&false) => "forbid",
            () if !allowed.contains(&false) => "allow",
            () if allowed.contains(&true) => "conditional",
            () => "undecided",
        };
        Said { word, allowed, forbidden }
    }

    /// What a case on a wider step of the ladder gives to the narrower ones.
    fn given(&self, case: &Case, over: &[String]) -> Vec<bool> {
        let held: Vec<Held> = self.about(case);
        // Only conditions that may matter are in the list; those of what is open here give nothing, but may ban.
        let stated = self.stated(&held, over);
        if stated.conflict || stated.unchosen {
            return vec![false; 1 << over.len()];
        }
        without(&stated.permitted, &stated.banned)
    }
}

/// Whether a permission, a ban in full or an `undecided` is about a case; what is open does not count.
fn speaks_for_itself(held: &[Held]) -> bool {
    // Reading: a rule that an exception has replaced counts too.
    held.iter().any(|it| !it.open && (it.kind != Kind::Ban || it.bare()))
}

/// Every way in which conditions may hold.
fn ways(over: &[String]) -> std::ops::Range<usize> {
    0..1 << over.len()
}

fn either(one: &[bool], other: &[bool]) -> Vec<bool> {
    one.iter().zip(other).map(|(one, other)| *one || *other).collect()
}

fn without(one: &[bool], other: &[bool]) -> Vec<bool> {
    one.iter().zip(other).map(|(one, other)| *one && !other).collect()
}

/// How each rule is an exception to each other one; those that lead round to each other are none.
fn ties(rules: &[Rule], awake: &[bool]) -> Ties {
    let names = |one: usize, other: usize| {
        if awake[one] && awake[other] { names(&rules[one], &rules[other]) } else { Tie::None }
    };
    // From which rule one gets to which other, by one or more steps.
    let mut leads: Vec<Vec<bool>> =
        (0..rules.len()).map(|one| (0..rules.len()).map(|other| names(one, other) != Tie::None).collect()).collect();
    for by in 0..rules.len() {
        for one in 0..rules.len() {
            for other in 0..rules.len() {
                leads[one][other] |= leads[one][by] && leads[by][other];
            }
        }
    }
    let tie = |one: usize, other: usize| if leads[other][one] { Tie::None } else { names(one, other) };
    (0..rules.len()).map(|one| (0..rules.len()).map(|other| tie(one, other)).collect()).collect()
}

/// How one rule names another behind `despite`.
fn names(one: &Rule, other: &Rule) -> Tie {
    let block = other.address.split('.').next().expect("a block").to_owned();
    if one.address == other.address {
        Tie::None
    } else if one.despite.contains(&other.address) {
        Tie::Direct
    } else if one.despite.contains(&block) && !other.despite.contains(&block) {
        Tie::Block
    } else {
        Tie::None
    }
}

/// Whether minutes behind a word of time take in one.
fn holds_at(word: &str, (start, end): (u32, u32), now: u32) -> bool {
    match word {
        "before" | "until" | "by" => now < start,
        "from" => now >= start,
        "after" => now >= end,
        _ if start < end => start <= now && now < end,
        _ => start <= now || now < end,
    }
}

/// Whether days behind a word of time take in one.
fn holds_on(word: &str, (first, last): (Day, Day), now: Day) -> bool {
    match word {
        "before" => now < first,
        "until" | "by" => now <= last,
        "from" => now >= first,
        "after" => now > last,
        _ => first <= now && now <= last,
    }
}

/// Whether the times of a rule leave no minute, or no day: such words are refused.
pub(crate) fn never(rule: &Rule) -> bool {
    let alone = rule.clauses.iter().filter(|it| it.values.len() == 1 && TIMED.contains(&it.word));
    let clauses: Vec<&Clause> = alone.collect();
    let at = |now: u32| clauses.iter().all(|it| minutes(&it.values[0]).is_none_or(|all| holds_at(it.word, all, now)));
    let dated: Vec<(&str, (Day, Day))> =
        clauses.iter().filter_map(|it| Some((it.word, days(&it.values[0], CALENDAR)?))).collect();
    let on = |now: Day| dated.iter().all(|(word, all)| holds_on(word, *all, now));
    let near = |(_, (first, last)): &(&str, (Day, Day))| [*first - 1, *first, *last, *last + 1];
    !(0..24 * 60).any(at) || !dated.is_empty() && !dated.iter().flat_map(near).any(on)
}

/// The minutes of a value that is a moment or a window of the clock: the first, and the one after the last.
pub(crate) fn minutes(value: &Value) -> Option<(u32, u32)> {
    match value {
        Value::Clock(at) => Some((*at, *at)),
        Value::Window(start, end) => Some((*start, *end)),
        Value::Name(name) => CLOCKED.iter().find(|it| it.0 == *name).map(|it| (it.1, it.2)),
        _ => None,
    }
}

/// The first and the last day of a value that is a date.
pub(crate) fn days(value: &Value, calendar: Calendar) -> Option<(Day, Day)> {
    match value {
        Value::Date(text) => Some(first_and_last(text)),
        Value::Name(name) if *name == INSPECTION.0 => Some(first_and_last(INSPECTION.1)),
        Value::Term(season, year) => {
            calendar.iter().find(|it| it.0 == *season && it.1 == *year).map(|it| (day(it.2), day(it.3)))
        }
        _ => None,
    }
}

/// The days between which a term that no calendar places may run.
pub(crate) fn may_run(season: &str, year: i32) -> (Day, Day) {
    let (_, first, last) = MAY_RUN.iter().find(|it| it.0 == season).expect("a season");
    (day(&format!("{year}-{first}")), day(&format!("{year}-{last}")))
}

/// Whether a name stands for persons or things.
fn is_party(name: &str) -> bool {
    !LADDER.contains(&name)
        && !DEVICES.contains(&name)
        && !PLACES.contains(&name)
        && !["own", "premises"].contains(&name)
}
